/** A failure whose message is written for the person who ran the command: what is wrong, and the cure. */
export class PlanError extends Error {}

/** A mistake in the command line or in its environment variables; nothing was run. */
export class UsageError extends PlanError {}

/** The run was stopped from outside, as by Ctrl-C. */
export class InterruptedError extends PlanError {
  constructor() {
    super("Interrupted.");
  }
}
