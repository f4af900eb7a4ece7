import type { Value } from "../../../graph/value";
import { settleToKnown } from "../settle";
import { Invalid, unknownFrom } from "../unknown";
import { Refused, type TerraformFunction, Untold } from "./arguments";
import { attemptFunctions } from "./attempt";
import { cidrFunctions } from "./cidr";
import { conversionFunctions } from "./conversion";
import { encodingFunctions } from "./encoding";
import { formatFunctions } from "./format";
import { listFunctions } from "./list";
import { mapFunctions } from "./map";
import { numberFunctions } from "./number";
import { outsideFunctions } from "./outside";
import { regexFunctions } from "./regex";
import { setFunctions } from "./set";
import { textFunctions } from "./text";

/** By topic, as in https://developer.hashicorp.com/terraform/language/functions. */
const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [
    cidrFunctions,
    conversionFunctions,
    encodingFunctions,
    formatFunctions,
    listFunctions,
    mapFunctions,
    numberFunctions,
    outsideFunctions,
    regexFunctions,
    setFunctions,
    textFunctions,
  ].flatMap((topic) => Object.entries(topic)),
);

/** What a function of Terraform gives, as far as its arguments are known. */
export function callFunction(name: string, given: readonly Value[]): Value {
  // Only these can make something of what Terraform would refuse.
  const attempt = attemptFunctions.get(name);
  if (attempt) return attempt(given);
  const implementation = FUNCTIONS.get(name);
  if (implementation === undefined) return unknownFrom(given, `function ${name} is not known to this review`);
  const invalid = given.find((argument) => argument instanceof Invalid);
  if (invalid !== undefined) return invalid;
  try {
    return implementation(given.map(settleToKnown));
  } catch (reason) {
    if (reason instanceof Untold)
      return unknownFrom(given, reason.message === "" ? undefined : reason.message);
    if (!(reason instanceof Refused)) throw reason;
    return new Invalid(`${name}(...) does not take what it is given`, unknownFrom(given).candidates);
  }
}
