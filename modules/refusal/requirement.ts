import type { Expression } from "cdktf";
import { Fn, type IResolvable, Op, Token } from "cdktf";
import { expressionOf, operandOf, piecesOf } from "../tokens";

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
  /**
   * Whether the requirement itself depends on what only Terraform knows, like its Region: then Terraform decides about known values too.
   *
   * @default false
   */
  readonly leavesRest?: boolean;
}

/**
 * A requirement that a text matches a pattern which JavaScript and Terraform (RE2) read alike: no look-around, no
 * back-references, and no backslashes or quotes, which cdktf does not escape inside functions. A Region in it may be a token.
 */
export function matching(
  pattern: string,
  words: { readonly allowed: string; readonly fix: string },
): Requirement<string> {
  const compiled = new RegExp(withAnyRegion(pattern));
  return {
    ...words,
    isMet: (text) => compiled.test(text),
    condition: (text) => matches(text, pattern),
    leavesRest: Token.isUnresolved(pattern),
  };
}

/** Whether a text matches a pattern, for Terraform to decide. */
export function matches(text: string, pattern: string): Expression {
  return Fn.can(Fn.regex(expressionOf(pattern), text));
}

/** A pattern as far as synthesis can decide it: what only Terraform knows in it is a Region. */
function withAnyRegion(pattern: string): string {
  return piecesOf(pattern)
    .map((piece) => (Token.isUnresolved(piece) ? "[a-z0-9-]+" : piece))
    .join("");
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

/** A requirement that one of some is met, each of which Terraform can decide. */
export function anyOf<T>(
  requirements: readonly Requirement<T>[],
  words: { readonly allowed: string; readonly fix: string },
): Requirement<T> {
  return {
    ...words,
    isMet: (value) => requirements.some(({ isMet }) => isMet(value)),
    condition: (value) =>
      requirements
        .flatMap(({ condition }) => (condition ? [condition(value)] : []))
        .reduce((any, each) => Op.or(any, each)),
  };
}

/** A requirement that a list has a number of elements within limits. */
export function countBetween(
  [least, most]: readonly [least: number, most: number],
  words: { readonly allowed: string; readonly fix: string },
): Requirement<readonly unknown[]> & Required<Pick<Requirement<readonly unknown[]>, "condition">> {
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

/** The same requirement, for those who have not accepted to do without. */
export function unless<T>(
  accepted: boolean | IResolvable | undefined,
  requirement: Requirement<T> & Required<Pick<Requirement<T>, "condition">>,
): Requirement<T> {
  const { isMet, condition } = requirement;
  return {
    ...requirement,
    isMet: (value) => accepted === true || Token.isUnresolved(accepted) || isMet(value),
    condition: (value) =>
      Token.isUnresolved(accepted) ? Op.or(operandOf(accepted), condition(value)) : condition(value),
    leavesRest: Token.isUnresolved(accepted),
  };
}
