import { isList, isObject, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";

/** An object within `container_definitions`. */
export type Definition = { readonly [name: string]: Value };

/** The members of a list that can be read. `complete` is Unknown if there may be others. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly complete: true | Unknown;
}

/**
 * A member by its name; null counts as not set. The provider reads the text with Go's `encoding/json`, which does not tell capital
 * letters from small ones: https://pkg.go.dev/encoding/json#Unmarshal
 */
export function memberOf(object: Definition, name: string): Value | undefined {
  if (Object.hasOwn(object, name)) return object[name] ?? undefined;
  const lower = name.toLowerCase();
  const key = Object.keys(object).find((one) => one.toLowerCase() === lower);
  return key === undefined ? undefined : (object[key] ?? undefined);
}

/** The objects of a list that may have holes. */
export function listed<T>(value: Value | undefined, read: (one: Definition) => T): Listed<T> {
  const list = value === undefined ? [] : settle(value);
  if (list === null) return { items: [], complete: true };
  if (!isList(list)) return { items: [], complete: notKnown(list) };
  const items: T[] = [];
  let complete: true | Unknown = true;
  for (const element of list) {
    const one = settle(element);
    if (isObject(one)) items.push(read(one));
    else if (one !== null) complete = notKnown(one);
  }
  return { items, complete };
}

function notKnown(value: Value): Unknown {
  return value instanceof Unknown ? value : new Unknown("a list in a container definition is not known");
}
