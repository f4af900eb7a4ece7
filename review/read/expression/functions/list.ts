import { isKnown, isList, Reference, Template, Unknown, type Value } from "../../../graph/value";
import { asUnordered, elementOf, isUnordered } from "../access";
import { isEqual, isNeverEmpty } from "../compare";
import { booleanOf, textOf } from "../convert";
import { settleToKnown } from "../settle";
import { isUnclear } from "../unknown";
import { list, number, refused, type TerraformFunction, untold, wholeNumber } from "./arguments";
import { distinct } from "./distinct";

/** https://developer.hashicorp.com/terraform/language/functions/alltrue and its neighbours. */
export const listFunctions: Readonly<Record<string, TerraformFunction>> = {
  alltrue: ([values]) => quantified(list(values), false),
  anytrue: ([values]) => quantified(list(values), true),
  chunklist: ([values, size]) => chunks(inOrder(list(values)), wholeNumber(size)),
  coalesce: (given) => firstPresent(given),
  coalescelist: (given) => given.map(list).find(({ length }) => length > 0) ?? refused(),
  compact: ([values]) => ordered([values], list(values).filter(isPresent).map(settledText)),
  concat: (given) => ordered(given, given.flatMap(list)),
  contains: ([values, wanted]) => contains(list(values), wanted ?? null),
  distinct: ([values]) => ordered([values], distinct(list(values))),
  element: ([values, index]) => wrappedElement(list(values), index ?? null),
  flatten: ([values]) => ordered([values], flattened(list(values))),
  index: ([values, wanted]) => {
    for (const [index, value] of inOrder(list(values)).entries()) {
      const equal = isEqual(value, wanted ?? null);
      if (equal !== false) return equal ? index : untold();
    }
    return refused();
  },
  list: (given) => given,
  matchkeys: ([values, keys, wanted]) => matching(list(values), list(keys), list(wanted)),
  one: ([values]) => {
    const [only = null, ...others] = list(values);
    return others.length === 0 ? only : refused();
  },
  range: (given) => range(given.map(number)),
  reverse: ([values]) => ordered([values], list(values).toReversed()),
  slice: ([values = null, from, to]) => {
    const [start, end] = [wholeNumber(from), wholeNumber(to)];
    if (start < 0 || start > end) return refused();
    const all = settleToKnown(values);
    if (isUnclear(all)) return elementsBetween(all, start, end);
    const known = inOrder(list(all));
    return end <= known.length ? known.slice(start, end) : refused();
  },
  sort: ([values]) => sorted(list(values)),
};

/** A list that a place is asked of. */
function inOrder(values: readonly Value[]): readonly Value[] {
  return isUnordered(values) ? untold("the order of a list is known only after an apply") : values;
}

/** A list made of others, in whose order it is. */
function ordered(of: readonly (Value | undefined)[], made: readonly Value[]): readonly Value[] {
  return of.some((each) => isUnordered(list(each))) ? asUnordered([...made]) : made;
}

/** Whether a value is neither null nor an empty text. */
function isPresent(value: Value): boolean {
  const settled = settleToKnown(value);
  if (settled instanceof Unknown) return untold();
  if (settled instanceof Template) {
    const isCertain = (part: Value) => typeof part === "string" || part instanceof Reference;
    return settled.parts.some(isCertain) || untold();
  }
  // What is set to null explicitly is null, or what the provider makes of that.
  if (settled instanceof Reference) return isNeverEmpty(settled) || !isSetToNull(settled) || untold();
  return settled !== null && settled !== "";
}

function isSetToNull({ resource, path: [attribute] }: Reference): boolean {
  return resource.get(String(attribute)) === null;
}

function settledText(value: Value): Value {
  return textOf(value) ?? value;
}

function firstPresent(given: readonly Value[]): Value {
  const first = given.find(isPresent);
  if (first === undefined) return refused();
  // All arguments become of one type.
  const isText = given.some((value) => typeof value === "string" && value !== "");
  return isText ? (textOf(first) ?? first) : first;
}

/** @param decisive the value of which one decides */
function quantified(values: readonly Value[], decisive: boolean): boolean {
  const booleans = values
    .map(settleToKnown)
    .map((value) => (isUnclear(value) ? undefined : (booleanOf(value) ?? refused())));
  if (booleans.includes(decisive)) return decisive;
  return booleans.includes(undefined) ? untold() : !decisive;
}

function chunks(values: readonly Value[], size: number): Value {
  if (size < 0) return refused();
  if (size === 0) return [values];
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}

export function contains(values: readonly Value[], wanted: Value): boolean {
  const results = values.map((value) => isEqual(value, wanted));
  if (results.includes(true)) return true;
  return results.includes(undefined) ? untold() : false;
}

function wrappedElement(values: readonly Value[], index: Value): Value {
  if (isUnclear(index) || isUnordered(values)) return elementOf(values, index);
  const position = wholeNumber(index);
  // Newer versions count from the end.
  if (position < 0) return untold("element(...) of a negative index depends on the version of Terraform");
  return values.length > 0 ? (values[position % values.length] ?? null) : refused();
}

/**
 * Elements of a list that is not known: how many they are is, since Terraform refuses a list that is too short. Nearly everybody
 * takes zones so: `slice(data.aws_availability_zones.available.names, 0, 3)`.
 */
function elementsBetween(values: Value, start: number, end: number): readonly Value[] {
  if (end - start > LONGEST_RANGE) return untold();
  return Array.from({ length: end - start }, (_, index) => elementOf(values, start + index));
}

function flattened(values: readonly Value[]): Value[] {
  return values.flatMap((value) => {
    const settled = settleToKnown(value);
    if (settled instanceof Unknown) return untold();
    return isList(settled) ? flattened(settled) : [value];
  });
}

function matching(values: readonly Value[], keys: readonly Value[], wanted: readonly Value[]): Value {
  if (values.length !== keys.length) return refused();
  return values.filter((_, index) => contains(wanted, keys[index] ?? null));
}

/** Terraform itself gives no more: https://developer.hashicorp.com/terraform/language/functions/range */
const LONGEST_RANGE = 1_024;

function range(limits: readonly number[]): Value {
  const [first = 0, second, third] = limits;
  const start = second === undefined ? 0 : first;
  const end = second ?? first;
  const step = third ?? (end < start ? -1 : 1);
  if (limits.length === 0 || step === 0 || (step > 0 && end < start) || (step < 0 && end > start))
    return refused();
  const length = Math.ceil((end - start) / step);
  return length <= LONGEST_RANGE ? Array.from({ length }, (_, index) => start + index * step) : refused();
}

function sorted(values: readonly Value[]): Value {
  if (values.length < 2) return values;
  // Which elements there are is known, and for subnets that is all that matters.
  return isKnown(values)
    ? values.map((value) => textOf(value) ?? refused()).sort()
    : asUnordered([...values]);
}
