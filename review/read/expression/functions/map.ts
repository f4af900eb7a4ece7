import type { Value } from "../../../graph/value";
import { elementOf } from "../access";
import { isUnclear } from "../unknown";
import { list, object, refused, type TerraformFunction, text, texts, untold } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/keys and its neighbours. */
export const mapFunctions: Readonly<Record<string, TerraformFunction>> = {
  keys: ([map]) => Object.keys(object(map)).sort(),
  length: ([value]) => lengthOf(value ?? null),
  lookup: ([map, key, fallback]) => lookup(object(map), key ?? null, fallback),
  map: (given) =>
    Object.fromEntries(
      Array.from({ length: Math.floor(given.length / 2) }, (_, index) => [
        text(given[2 * index]),
        given[2 * index + 1] ?? null,
      ]),
    ),
  merge: (given) => merged(given.filter((map) => map !== null).map(object)),
  transpose: ([map]) => transposed(object(map)),
  values: ([map]) => {
    const members = object(map);
    return Object.keys(members)
      .sort()
      .map((name) => members[name] ?? null);
  },
  zipmap: ([keys, values]) => {
    const names = texts(keys);
    const members = list(values);
    if (names.length !== members.length) return refused();
    return Object.fromEntries(names.map((name, index) => [name, members[index] ?? null]));
  },
};

function lengthOf(value: Value): number {
  if (typeof value === "string") return [...new Intl.Segmenter().segment(value)].length;
  if (typeof value !== "object" || value === null) return refused();
  if (isUnclear(value)) return untold();
  return Object.keys(value).length;
}

function lookup(map: { readonly [name: string]: Value }, key: Value, fallback: Value | undefined): Value {
  if (isUnclear(key)) return elementOf(fallback === undefined ? map : { ...map, "": fallback }, key);
  const name = text(key);
  if (Object.hasOwn(map, name)) return map[name] ?? null;
  return fallback === undefined ? refused() : fallback;
}

/** Members stay what they are: those of a module's outputs are evaluated only when they are asked for. */
function merged(maps: readonly { readonly [name: string]: Value }[]): Value {
  const [first, ...others] = maps;
  if (first !== undefined && others.length === 0) return first;
  const result = {};
  for (const map of maps) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(map))) {
      Object.defineProperty(result, name, { ...property, configurable: true });
    }
  }
  return result;
}

function transposed(map: { readonly [name: string]: Value }): Value {
  const result = new Map<string, string[]>();
  for (const name of Object.keys(map).sort()) {
    for (const value of texts(map[name])) result.set(value, [...(result.get(value) ?? []), name]);
  }
  return Object.fromEntries(result);
}
