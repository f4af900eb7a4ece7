import { Unknown } from "../graph/value";

/** Yes, no, or not to be told, with the reason. */
export type Answer = boolean | Unknown;

/** No if one is no, whatever the others are; yes if all are. */
export function every(answers: Iterable<Answer>): Answer {
  let doubt: Unknown | undefined;
  for (const answer of answers) {
    if (answer === false) return false;
    if (answer instanceof Unknown) doubt ??= answer;
  }
  return doubt ?? true;
}

/** Yes if one is yes, whatever the others are; no if all are. */
export function some(answers: Iterable<Answer>): Answer {
  let doubt: Unknown | undefined;
  for (const answer of answers) {
    if (answer === true) return true;
    if (answer instanceof Unknown) doubt ??= answer;
  }
  return doubt ?? false;
}

/**
 * Of something that stands in several places, what holds of it: if it stands in all of them, in each it must; if in some that AWS
 * chooses, it is not to be told unless it is the same everywhere.
 *
 * @param reason why it is not to be told then
 */
export function everywhere(stands: "in all" | "in some", answers: readonly Answer[], reason: string): Answer {
  const all = every(answers);
  if (all !== false || stands === "in all") return all;
  return some(answers) === false ? false : new Unknown(reason);
}
