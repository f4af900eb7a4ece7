import type { Value } from "../../../graph/value";
import { asSet } from "../access";
import { textOf } from "../convert";
import { settleToKnown } from "../settle";
import { isUnclear } from "../unknown";
import { list, type TerraformFunction, untold } from "./arguments";
import { distinct } from "./distinct";
import { contains } from "./list";

/** https://developer.hashicorp.com/terraform/language/functions/setunion and its neighbours. */
export const setFunctions: Readonly<Record<string, TerraformFunction>> = {
  setintersection: ([first, ...others]) =>
    setOf(
      others.map(list).reduce((rest, other) => rest.filter((value) => contains(other, value)), list(first)),
    ),
  setsubtract: ([values, others]) => {
    const unwanted = list(others);
    return setOf(list(values).filter((value) => !contains(unwanted, value)));
  },
  setunion: (given) => setOf(given.flatMap(list)),
  setproduct: (given) => product(given.map(list)),
  toset: ([value]) => (isUnclear(value ?? null) ? (value ?? null) : setOf(list(value))),
};

/** The elements once each, of one type, and in Terraform's order as far as it is known. */
export function setOf(values: readonly Value[]): readonly Value[] {
  const isOfTexts = values.some((value) => typeof settleToKnown(value) === "string");
  const alike = isOfTexts ? values.map((value) => textOf(value) ?? value) : values;
  return asSet([...distinct(alike)].sort(inOrder));
}

/** Texts and numbers by size; behind them, as they are, those whose place is not known. */
function inOrder(one: Value, other: Value): number {
  const [left, right] = [settleToKnown(one), settleToKnown(other)];
  const isComparable = (value: Value) => typeof value === "string" || typeof value === "number";
  if (!isComparable(left) || !isComparable(right))
    return Number(isComparable(right)) - Number(isComparable(left));
  if (typeof left === "number" && typeof right === "number") return left - right;
  return String(left) < String(right) ? -1 : Number(String(left) > String(right));
}

const LARGEST_PRODUCT = 10_000;

function product(lists: readonly (readonly Value[])[]): Value {
  const size = lists.reduce((count, { length }) => count * length, 1);
  if (size > LARGEST_PRODUCT) return untold(`setproduct(...) gives more than ${LARGEST_PRODUCT} elements`);
  return lists.reduce<Value[][]>(
    (tuples, values) => tuples.flatMap((tuple) => values.map((value) => [...tuple, value])),
    [[]],
  );
}
