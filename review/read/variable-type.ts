import { isList, isObject, type Value } from "../graph/value";
import { asSet, type Expression, evaluate, type ObjectItem, parseExpression } from "./expression";
import type { Json } from "./json";

/**
 * A variable's value as its type makes it: what an object leaves out of its `optional(...)` attributes has their defaults, a set has
 * no element twice, and texts that are numbers and the like are converted.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints
 */
export function withType(value: Value | undefined, type: Json | undefined): Value | undefined {
  if (value === undefined || typeof type !== "string") return value;
  const written = /^\$\{([\s\S]*)\}$/.exec(type)?.[1] ?? type;
  return converted(value, parseExpression(written));
}

function converted(value: Value, type: Expression): Value {
  if (value === null) return value;
  if (type.kind === "variable") return scalar(value, type.head[0]);
  if (type.kind !== "call") return value;
  const [inner] = type.arguments;
  if (!inner) return value;
  switch (type.name) {
    case "list":
      return isList(value) ? value.map((item) => converted(item, inner)) : value;
    case "set":
      return isList(value) ? asSet(distinct(value.map((item) => converted(item, inner)))) : value;
    case "map":
      return isObject(value) ? mapped(value, (item) => converted(item, inner)) : value;
    case "object":
      return isObject(value) && inner.kind === "object" ? completed(value, inner.items) : value;
    case "optional":
      return converted(value, inner);
    default:
      return value;
  }
}

/** With every attribute of its type: what is left out of an object is null, or the default of `optional`. */
function completed(value: { readonly [name: string]: Value }, attributes: readonly ObjectItem[]): Value {
  const members = attributes.map(({ key, value: type }): [string, Value] => {
    const name = nameOf(key);
    const given = value[name] ?? null;
    return [name, given === null ? defaultOf(type) : converted(given, type)];
  });
  return Object.fromEntries(members);
}

function defaultOf(type: Expression): Value {
  if (type.kind !== "call" || type.name !== "optional") return null;
  const [inner, written] = type.arguments;
  if (!inner || !written) return null;
  return converted(evaluate(written, { resolve: () => undefined }), inner);
}

function nameOf(key: Expression): string {
  if (key.kind === "literal") return String(key.value);
  return key.kind === "variable" ? key.head.join(".") : "";
}

function scalar(value: Value, type: string | undefined): Value {
  if (type === "number" && typeof value === "string" && value.trim() !== "") {
    return Number.isNaN(Number(value)) ? value : Number(value);
  }
  if (type === "string" && (typeof value === "number" || typeof value === "boolean")) return String(value);
  if (type === "bool" && (value === "true" || value === "false")) return value === "true";
  return value;
}

function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    if (typeof value === "object" && value !== null) return true;
    const key = `${typeof value} ${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

function mapped(
  value: { readonly [name: string]: Value },
  change: (item: Value) => Value,
): { readonly [name: string]: Value } {
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, change(item)]));
}
