import type { Expression } from "cdktf";
import { Fn, Op, Token } from "cdktf";

/**
 * One row of the rule table: what a value must be, in words and as a decision. Known values are decided at synthesis;
 * a value that only Terraform knows is decided by Terraform, with the same words.
 */
export interface Requirement<T> {
  /** What is allowed, in words that complete "Allowed: ...". */
  readonly allowed: string;
  /** What to do about it, in words that complete "Fix: ...". */
  readonly fix: string;
  /** Decides a known value. */
  readonly isMet: (value: T) => boolean;
  /**
   * The same decision as a Terraform expression.
   *
   * @default the requirement is only decided for known values
   */
  readonly condition?: (value: T) => Expression;
}

/**
 * A requirement that a text matches a pattern which JavaScript and Terraform (RE2) read alike: no look-around, no
 * back-references, and no backslashes or quotes, which cdktf does not escape inside functions.
 */
export function matching(
  pattern: string,
  words: { readonly allowed: string; readonly fix: string },
): Requirement<string> {
  const compiled = new RegExp(pattern);
  return {
    ...words,
    isMet: (text) => compiled.test(text),
    condition: (text) => Fn.can(Fn.regex(pattern, text)),
  };
}

/** A requirement that all of some are met, of which at least one can be decided by Terraform, told in the same words whichever is not. */
export function allOf<T>(
  requirements: readonly Requirement<T>[],
  words: { readonly allowed: string; readonly fix: string },
): Requirement<T> {
  return {
    ...words,
    isMet: (value) => requirements.every(({ isMet }) => isMet(value)),
    condition: (value) =>
      requirements
        .flatMap(({ condition }) => (condition ? [condition(value)] : []))
        .reduce((all, each) => Op.and(all, each)),
  };
}

/** A requirement that a list has a number of elements within limits. */
export function countBetween(
  [least, most]: readonly [least: number, most: number],
  words: { readonly allowed: string; readonly fix: string },
): Requirement<readonly unknown[]> {
  return {
    ...words,
    isMet: (list) => list.length >= least && list.length <= most,
    condition: (list) => {
      const count = Fn.lengthOf(list);
      return Fn.contains(Fn.range(least, most + 1), count);
    },
  };
}

/** A requirement that a number is whole and within limits. */
export function wholeNumber(
  [least, most]: readonly [least: number, most: number],
  unit: string,
  fix: string,
): Requirement<number> {
  return {
    allowed: `a whole number of ${unit} from ${least} to ${most}`,
    fix,
    isMet: (number) => Number.isInteger(number) && number >= least && number <= most,
    // cdktf writes a zero in an operator as "undefined".
    condition: (number) =>
      Op.and(least === 0 ? Op.gt(number, -1) : Op.gte(number, least), Op.lte(number, most)),
  };
}

/** A Region within a pattern; one that only Terraform knows is not compared. */
export function regionPattern(region: string): string {
  return Token.isUnresolved(region) ? "[a-z0-9-]+" : region;
}
