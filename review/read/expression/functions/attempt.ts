import { Unknown, type Value } from "../../../graph/value";
import { Invalid, isInvalid, unknownFrom } from "../unknown";
import type { TerraformFunction } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/try and `can`. */
export const attemptFunctions: ReadonlyMap<string, TerraformFunction> = new Map<string, TerraformFunction>([
  ["try", (given) => firstValid(given)],
  ["can", ([value = null]) => canBe(value)],
]);

function firstValid(given: readonly Value[]): Value {
  for (const [index, value] of given.entries()) {
    if (isInvalid(value)) continue;
    // Whether it is valid is not known either: it can be any of the rest.
    return value instanceof Unknown ? unknownFrom(given.slice(index), value.reason) : value;
  }
  return new Invalid("no argument of try(...) is valid");
}

function canBe(value: Value): Value {
  if (isInvalid(value)) return false;
  return value instanceof Unknown ? unknownFrom([value]) : true;
}
