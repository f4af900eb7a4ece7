import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { readFlag } from "../network/flags";
import { follow } from "../network/look-up";
import { readPort } from "../network/ports";

/** A text that an argument holds; undefined if nobody has set it, Unknown if it cannot be told, so also what a data source looks up. */
export function textArgument(resource: Resource, argument: string): string | Unknown | undefined {
  return textOf(argumentOf(resource, argument), `${argument} of ${resource.address}`);
}

/** A number of a port; otherwise as `textArgument`. */
export function portArgument(resource: Resource, argument: string): number | Unknown | undefined {
  return readPort(argumentOf(resource, argument));
}

/** true or false, which Terraform takes as texts too; otherwise as `textArgument`. */
export function flagArgument(resource: Resource, argument: string): boolean | Unknown | undefined {
  return flagIn(argumentOf(resource, argument), `${argument} of ${resource.address}`);
}

/** @param name of what holds the value, for the reason why it is not known */
export function textOf(value: Value | undefined, name: string): string | Unknown | undefined {
  const held = follow(value);
  if (held === undefined || held === null || held === "") return undefined;
  if (typeof held === "string") return held;
  if (typeof held === "number" || typeof held === "boolean") return String(held);
  return held instanceof Unknown ? held : new Unknown(`${name} is known only after an apply`);
}

/** @param name as in `textOf` */
export function flagIn(value: Value | undefined, name: string): boolean | Unknown | undefined {
  const flag = readFlag(value);
  return flag instanceof Unknown && flag !== follow(value)
    ? new Unknown(`${name} is known only after an apply`)
    : flag;
}

function argumentOf(resource: Resource, argument: string): Value | undefined {
  const value = follow(resource.get(argument));
  if ((value === undefined || value === null) && resource.mode === "data") {
    return new Unknown(`${argument} of ${resource.address} is known only to AWS`);
  }
  return value;
}

/** Resources of several types that refer to one, and whether there may be others. */
export function referringAny(
  graph: Graph,
  types: readonly string[],
  attribute: string,
  to: Resource | External,
) {
  const each = types.map((type) => graph.referring(type, attribute, to));
  return {
    resources: each.flatMap(({ resources }) => resources),
    uncertain: each.flatMap(({ uncertain }) => uncertain),
  };
}

/** Whether a value is set: plans and states have empty texts, lists and objects where nobody has set one. */
export function isSet(value: Value | undefined): boolean {
  if (value === undefined || value === null || value === "") return false;
  return isList(value) ? value.length > 0 : !isObject(value) || Object.keys(value).length > 0;
}
