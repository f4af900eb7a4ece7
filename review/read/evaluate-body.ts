import type { Value } from "../graph/value";
import { evaluateJson, type Scope } from "./expression";
import type { Json } from "./json";
import { isReferences, referred } from "./plan-references";

/**
 * What an argument or block comes to.
 *
 * @param argument its name, or that of the variable or output which it is the value of
 * @param key that of the instance in which it stands
 */
export function evaluateBody(
  json: Json | undefined,
  argument: string,
  scope: Scope,
  key?: string | number,
): Value {
  if (json === undefined) return null;
  if (!hasReferences(json)) return evaluateJson(json, scope);
  if (isReferences(json)) return referred(json, argument, key, scope);
  if (Array.isArray(json)) return json.map((item) => evaluateBody(item, argument, scope, key));
  const members = Object.entries(json as object).map(([name, part]): [string, Value] => [
    name,
    evaluateBody(part, name, scope, key),
  ]);
  return Object.fromEntries(members);
}

function hasReferences(json: Json): boolean {
  if (typeof json !== "object" || json === null) return false;
  return isReferences(json) || Object.values(json).some(hasReferences);
}
