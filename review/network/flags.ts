import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { follow } from "./look-up";

/** true or false, which Terraform takes as texts too; undefined if neither is given. */
export function readFlag(value: Value | undefined): boolean | Unknown | undefined {
  const held = follow(value);
  if (held === undefined || held === null || held === "") return undefined;
  if (held === true || held === "true") return true;
  if (held === false || held === "false") return false;
  return held instanceof Unknown ? held : new Unknown("it is known only after an apply");
}

/** Whether a flag is set, is not, or cannot be told; undefined if nothing is said. */
export function flagOf(resource: Resource, attribute: string): boolean | Unknown | undefined {
  const flag = readFlag(resource.get(attribute));
  if (!(flag instanceof Unknown) || resource.get(attribute) instanceof Unknown) return flag;
  return new Unknown(`${attribute} of ${resource.address} is not known`);
}
