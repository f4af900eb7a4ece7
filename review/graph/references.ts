import type { Resource } from "./resource";
import { isList, isObject, Reference, Template, Unknown, type Value } from "./value";

/** All references in a value, at any depth: those that stand for it, not those that it only may be. */
export function referencesIn(value: Value | undefined): readonly Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Template) return value.parts.flatMap(referencesIn);
  if (isList(value)) return value.flatMap(referencesIn);
  if (isObject(value)) return Object.values(value).flatMap(referencesIn);
  return [];
}

/** The resources that a value is made from, as far as that is known: what it only may be counts too. */
export function resourcesIn(value: Value | undefined): readonly Resource[] {
  if (value instanceof Reference) return [value.resource];
  if (value instanceof Unknown) return value.candidates.map(({ resource }) => resource);
  if (value instanceof Template) return value.parts.flatMap(resourcesIn);
  if (isList(value)) return value.flatMap(resourcesIn);
  return isObject(value) ? Object.values(value).flatMap(resourcesIn) : [];
}
