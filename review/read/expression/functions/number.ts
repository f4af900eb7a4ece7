import type { Value } from "../../../graph/value";
import { numberOf, rounded } from "../convert";
import { list, number, refused, type TerraformFunction, text, untold, wholeNumber } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/abs and its neighbours. */
export const numberFunctions: Readonly<Record<string, TerraformFunction>> = {
  abs: ([value]) => Math.abs(number(value)),
  ceil: ([value]) => exact(Math.ceil(number(value))),
  floor: ([value]) => exact(Math.floor(number(value))),
  max: (given) => extreme(given, Math.max),
  min: (given) => extreme(given, Math.min),
  pow: ([base, power]) => exact(rounded(number(base) ** number(power))),
  signum: ([value]) => exact(Math.sign(number(value))),
  sum: ([values]) => {
    const numbers = list(values).map(number);
    return numbers.length > 0 ? exact(rounded(numbers.reduce((sum, each) => sum + each, 0))) : refused();
  },
  parseint: ([digits, base]) => parsedInteger(text(digits), wholeNumber(base)),
};

function extreme(given: readonly Value[], choose: (one: number, other: number) => number): number {
  return given.length > 0 ? given.map(number).reduce((one, other) => choose(one, other)) : refused();
}

function exact(value: number): number {
  // Adding 0 makes 0 of -0, which Terraform does not know.
  return (numberOf(value) ?? untold("a number is too large for this review")) + 0;
}

function parsedInteger(digits: string, base: number): number {
  // From 37 on, small and capital letters are different digits.
  if (base < 2 || base > 36)
    return base > 36 && base <= 62 ? untold("digits of a base above 36 are not read") : refused();
  const [, sign, magnitude] = /^([+-]?)([0-9a-z]+)$/i.exec(digits) ?? [];
  if (magnitude === undefined) return refused();
  const valid = [...magnitude].every((digit) => Number.parseInt(digit, 36) < base);
  const value = Number.parseInt(magnitude, base);
  return valid ? exact(sign === "-" ? -value : value) : refused();
}
