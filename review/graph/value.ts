import type { Resource } from "./resource";

/**
 * What an attribute holds before anything exists. What is known is plain JSON, so that the values of a large plan need no copy;
 * what is not known is one of three classes.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [name: string]: Value }
  | Reference
  | Template
  | Unknown;

/** A value that another resource will have, like the id of a security group that is not made yet: known as to whose it is. */
export class Reference {
  /** @param path the attribute, and what leads into it, like `["dns_entry", 0, "dns_name"]` */
  constructor(
    readonly resource: Resource,
    readonly path: readonly (string | number)[],
  ) {}
}

/** A text with holes: its parts in order, of which at least one is not known. */
export class Template {
  constructor(readonly parts: readonly Value[]) {}
}

/** A value that cannot be told from the files given. */
export class Unknown {
  /**
   * @param reason in words, to be read by a person, like `local.image is not part of a plan`
   * @param candidates what it is made from, or one of which it is, as far as that is known
   */
  constructor(
    readonly reason: string,
    readonly candidates: readonly Reference[] = [],
  ) {}
}

/** Whether nothing in the value is unknown or yet to be made: it is plain JSON. */
export function isKnown(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (value instanceof Reference || value instanceof Template || value instanceof Unknown) return false;
  return Object.values(value).every(isKnown);
}

/** Whether the value is an object with named members, and none of the classes above. */
export function isObject(value: Value | undefined): value is { readonly [name: string]: Value } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Reference || value instanceof Template || value instanceof Unknown)
  );
}

/** Whether the value is a list. (`Array.isArray` alone does not narrow a readonly array.) */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}
