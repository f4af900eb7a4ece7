/** What `JSON.parse` gives. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

export function isJsonObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** A member of an object; undefined if it is no object, or has no such member of its own. */
export function member(json: Json | undefined, name: string): Json | undefined {
  return isJsonObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

/** The members of an object; none if it is not one. */
export function members(json: Json | undefined): [string, Json][] {
  return isJsonObject(json) ? Object.entries(json) : [];
}

/** The members of a list; none if it is not one. */
export function items(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

export function text(json: Json | undefined): string | undefined {
  return typeof json === "string" ? json : undefined;
}
