import { isList, isObject, type Value } from "../../../graph/value";
import { asUnordered, isSet, isUnordered } from "../access";
import { isUnclear } from "../unknown";
import { boolean, list, number, object, type TerraformFunction, text } from "./arguments";

/** Conversions leave what is not known as it is: it is still that resource's. */
export const conversionFunctions: Readonly<Record<string, TerraformFunction>> = {
  nonsensitive: ([value = null]) => value,
  sensitive: ([value = null]) => value,
  tobool: ([value = null]) => unlessUnclear(value, boolean),
  tolist: ([value = null]) => unlessUnclear(value, (known) => plainList(list(known))),
  tomap: ([value = null]) => unlessUnclear(value, object),
  tonumber: ([value = null]) => unlessUnclear(value, number),
  tostring: ([value = null]) => unlessUnclear(value, text),
};

function unlessUnclear(value: Value, convert: (value: Value) => Value): Value {
  return value === null || isUnclear(value) ? value : convert(value);
}

function plainList(values: readonly Value[]): readonly Value[] {
  const list = isUnordered(values) ? asUnordered([...values]) : isSet(values) ? [...values] : values;
  const isOfTexts = list.some((value) => typeof value === "string");
  const isMixed = isOfTexts && list.some((value) => typeof value === "number" || typeof value === "boolean");
  return isMixed
    ? list.map((value) => (isList(value) || isObject(value) || isUnclear(value) ? value : text(value)))
    : list;
}
