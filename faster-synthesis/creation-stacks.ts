import stackTrace = require("cdktf/lib/tokens/private/stack-trace");

/**
 * Stops cdktf from recording where every token is made: a third of the time and a quarter of the memory of a large synthesis,
 * for a part of one error message, that of a token that cannot be resolved. Warnings keep their stack traces.
 *
 * CDKTF_STACK_TRACES=1 keeps everything.
 */
export function skipCreationStacks(environment: NodeJS.ProcessEnv): void {
  if (environment.CDKTF_STACK_TRACES) return;
  // cdktf calls it captureStackTrace, its fork cdktn captureCreationStack.
  for (const name of ["captureStackTrace", "captureCreationStack"]) {
    if (name in stackTrace) Object.assign(stackTrace, { [name]: () => [] });
  }
}
