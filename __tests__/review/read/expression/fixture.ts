import type { Resource } from "../../../../review/graph/resource";
import { Reference, type Value } from "../../../../review/graph/value";
import { evaluate, parseExpression, type Scope } from "../../../../review/read/expression";

/** A resource with these arguments. */
export function resource(address: string, values: { readonly [name: string]: Value } = {}): Resource {
  const [type = "", name = ""] = address.split(".");
  return {
    address,
    stack: undefined,
    mode: "managed",
    type,
    name,
    key: undefined,
    module: "",
    get: (attribute) => (Object.hasOwn(values, attribute) ? values[attribute] : undefined),
  };
}

export const whole = (of: Resource) => new Reference(of, []);
export const idOf = (of: Resource) => new Reference(of, ["id"]);

/** A scope of names with as many parts as they have. */
export function scopeOf(values: { readonly [name: string]: Value }): Scope {
  return {
    resolve(steps) {
      for (let used = steps.length; used > 0; used -= 1) {
        const name = steps.slice(0, used).join(".");
        if (Object.hasOwn(values, name)) return { value: values[name] ?? null, used };
      }
      return undefined;
    },
  };
}

export function evaluated(expression: string, values: { readonly [name: string]: Value } = {}): Value {
  return evaluate(parseExpression(expression), scopeOf(values));
}
