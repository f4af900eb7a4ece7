import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { follow } from "./look-up";

export type NestedBlock = { readonly [name: string]: Value };

/**
 * The blocks of an argument, like `ingress` of a security group. A single one may be written without a list; one that cannot be
 * told is Unknown, and so is the whole argument if it is.
 */
export function nestedBlocks(value: Value | undefined): readonly (NestedBlock | Unknown)[] {
  const held = follow(value);
  if (held === undefined || held === null) return [];
  if (isList(held)) return held.flatMap((element) => nestedBlocks(element));
  if (isObject(held)) return [held];
  return [held instanceof Unknown ? held : new Unknown("a block is known only after an apply")];
}

/** The values of an argument or of a member of its blocks: `subnet_ids`, `vpc_config.subnet_ids`. Those that are not set are left out. */
export function valuesAt(resource: Resource, path: string): readonly Value[] {
  const [attribute = "", ...members] = path.split(".");
  let values = [resource.get(attribute)];
  for (const name of members) {
    values = values.flatMap((value) =>
      nestedBlocks(value).map((block) => (block instanceof Unknown ? block : block[name])),
    );
  }
  return values.filter((value) => value !== undefined && value !== null);
}
