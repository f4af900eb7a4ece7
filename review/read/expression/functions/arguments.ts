import { isList, isObject, Reference, type Value } from "../../../graph/value";
import { booleanOf, numberOf, textOf } from "../convert";
import { settleToKnown } from "../settle";
import { isUnclear } from "../unknown";

/** A function of Terraform. Its arguments are settled, and none of them is invalid. */
export type TerraformFunction = (given: readonly Value[]) => Value;

/** Thrown by a function whose result cannot be told; caught where functions are called. */
export class Untold extends Error {}

/** Thrown by a function whose arguments Terraform would refuse; caught where functions are called. */
export class Refused extends Error {}

/** @param reason if it is not that a part of the arguments is unknown */
export function untold(reason = ""): never {
  throw new Untold(reason);
}

export function refused(): never {
  throw new Refused();
}

export function text(value: Value | undefined): string {
  return converted(value, textOf);
}

export function number(value: Value | undefined): number {
  return converted(value, numberOf);
}

export function wholeNumber(value: Value | undefined): number {
  const whole = number(value);
  return Number.isInteger(whole) ? whole : refused();
}

export function boolean(value: Value | undefined): boolean {
  return converted(value, booleanOf);
}

/** A list as to its shape; its elements can be unknown. */
export function list(value: Value | undefined): readonly Value[] {
  const settled = settleToKnown(value ?? null);
  if (isList(settled)) return settled;
  return isUnclear(settled) ? untold() : refused();
}

/** An object or map as to its shape; its members can be unknown. */
export function object(value: Value | undefined): { readonly [name: string]: Value } {
  const settled = settleToKnown(value ?? null);
  if (isObject(settled)) return settled;
  // All attributes of a resource: which they are is the provider's.
  return isUnclear(settled) || settled instanceof Reference ? untold() : refused();
}

export function texts(value: Value | undefined): string[] {
  return list(value).map(text);
}

function converted<T>(value: Value | undefined, convert: (value: Value) => T | undefined): T {
  const settled = settleToKnown(value ?? null);
  if (isUnclear(settled)) return untold();
  const result = convert(settled);
  if (result !== undefined) return result;
  // A number that is too large, or has too many digits, is no mistake.
  return typeof settled === "number" ? untold("a number has too many digits for this review") : refused();
}
