import { IndexedGraph } from "../../../review/graph/indexed-graph";
import type { Resource } from "../../../review/graph/resource";
import { Reference, Template, type Value } from "../../../review/graph/value";

type Attributes = Record<string, Value | undefined>;

/** A resource as a reader would give it; `data.` in front of the address makes it a data source. */
export function resource(address: string, attributes: Attributes = {}): Resource {
  const data = address.startsWith("data.");
  const [type = "", name = ""] = (data ? address.slice("data.".length) : address).split(".");
  return {
    address,
    stack: undefined,
    mode: data ? "data" : "managed",
    type,
    name,
    key: undefined,
    module: "",
    get: (attribute) => attributes[attribute],
  };
}

export function graphOf(...resources: readonly Resource[]): IndexedGraph {
  return new IndexedGraph(resources, { regionOf: () => "eu-central-1" });
}

export const ref = (of: Resource, ...path: (string | number)[]) => new Reference(of, path);
export const text = (...parts: Value[]) => new Template(parts);

/** A policy as CDKTF writes it: JSON in which references are holes. */
export function policy(...statements: readonly Value[]): Value {
  return json({ Version: "2012-10-17", Statement: statements });
}

/** JSON with holes where the value has references and the like. */
export function json(value: Value): Value {
  const parts: Value[] = [];
  write(value, parts);
  const [only] = parts;
  const merged = parts.reduce<Value[]>((all, part) => {
    const last = all.at(-1);
    if (typeof last === "string" && typeof part === "string") all[all.length - 1] = last + part;
    else all.push(part);
    return all;
  }, []);
  return merged.length === 1 && typeof only === "string" ? (merged[0] as Value) : new Template(merged);
}

function write(value: Value, parts: Value[]): void {
  if (value instanceof Template) {
    parts.push('"', ...value.parts, '"');
  } else if (value === null || typeof value !== "object") {
    parts.push(JSON.stringify(value));
  } else if (Array.isArray(value)) {
    parts.push("[");
    for (const [index, item] of value.entries()) {
      if (index > 0) parts.push(",");
      write(item, parts);
    }
    parts.push("]");
  } else if (Object.getPrototypeOf(value) === Object.prototype) {
    parts.push("{");
    for (const [index, [name, item]] of Object.entries(value).entries()) {
      parts.push(`${index > 0 ? "," : ""}${JSON.stringify(name)}:`);
      write(item as Value, parts);
    }
    parts.push("}");
  } else {
    parts.push('"', value, '"');
  }
}
