import { isList, isObject, Reference, Unknown, type Value } from "../graph/value";
import { evaluate, parseExpression, type Scope } from "./expression";
import { isJsonObject, items, type Json } from "./json";
import { REFERENCES } from "./plan-configuration";

/** Whether it stands for an expression of which a plan tells only what it refers to. */
export function isReferences(json: Json): boolean {
  return isJsonObject(json) && Object.hasOwn(json, REFERENCES);
}

/**
 * What an expression can be that refers to these. One attribute of one resource is taken for it, several for a list of them if the
 * argument takes a list. Of instances by number or name, which the plan does not tell, the one with the same key is taken where the
 * expression uses its own key.
 *
 * @param argument its name in the plural takes a list, as in all of the AWS provider's
 * @param key that of the instance in which the expression stands
 */
export function referred(
  json: Json,
  argument: string,
  key: string | number | undefined,
  scope: Scope,
): Value {
  const written = isJsonObject(json) ? items(json[REFERENCES]).map(String) : [];
  const longest = written.filter(
    (one) =>
      !written.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))),
  );
  const own = keyUsed(longest, key, scope);
  const candidates = longest.flatMap((one) => targets(evaluate(parseExpression(one), scope), own));
  const reason =
    candidates.length > 0 || longest.length === 0 ? "known after apply" : unclear(longest, scope);
  const chosen = own === undefined && candidates.length > 1 && longest.some((one) => INDEX.test(one));
  if (!argument.endsWith("s") || candidates.length === 0 || chosen) return new Unknown(reason, candidates);
  return candidates.map((candidate) => new Unknown(reason, [candidate]));
}

/** What may say which of several instances is meant: then a list need not hold all of them. */
const INDEX = /^(?:each|count|local|var)\./;

/** The key by which an expression takes one of several instances, if it is its own, or a value that is known. */
function keyUsed(
  references: readonly string[],
  key: string | number | undefined,
  scope: Scope,
): string | number | undefined {
  if (references.includes("count.index") || references.includes("each.key")) return key;
  if (!references.includes("each.value")) return undefined;
  const value = evaluate(parseExpression("each.value"), scope);
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function unclear(references: readonly string[], scope: Scope): string {
  const values = references.map((one) => evaluate(parseExpression(one), scope));
  const reasons = values.flatMap((value) => (value instanceof Unknown ? [value.reason] : []));
  return reasons[0] ?? "known after apply";
}

function targets(value: Value, key: string | number | undefined): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Unknown) return [...value.candidates];
  if (isList(value)) {
    const own = typeof key === "number" && value[key] !== undefined ? [value[key]] : value;
    return own.flatMap((item) => targets(item as Value, undefined));
  }
  if (isObject(value)) {
    const own = typeof key === "string" && value[key] !== undefined ? [value[key]] : Object.values(value);
    return own.flatMap((item) => targets(item as Value, undefined));
  }
  return [];
}
