import type { ReviewResult } from "./result";

/** Whether a path is broken, or a resource that a path could need: what the command ends with 1 for. */
export function isBroken({ summary, findings }: ReviewResult): boolean {
  return summary.broken > 0 || findings.some(({ verdict }) => verdict === "BROKEN");
}

/** Whether it cannot be told of a path, or of a resource that a path could need: what `--strict` ends with 3 for. */
export function isUnknown({ summary, findings }: ReviewResult): boolean {
  return summary.unknown > 0 || findings.some(({ verdict }) => verdict === "UNKNOWN");
}
