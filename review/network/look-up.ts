import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Template, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";

/** What a value that is set names: a resource, something outside of the files given, or what cannot be told. */
export type Named = Resource | External | Unknown;

export function isResource(found: Found): found is Resource {
  return found !== undefined && !(found instanceof External) && !(found instanceof Unknown);
}

/** Whether something is made by the files given, so that they tell all about it; data sources only look it up. */
export function isManaged(found: Found): found is Resource {
  return isResource(found) && found.mode === "managed";
}

/** As reports call it: the address, the id, or that it is not known. */
export function nameOf(found: Named): string {
  if (found instanceof External) return found.id;
  return found instanceof Unknown ? "something that is not known" : found.address;
}

/**
 * What a value names. An attribute of another resource is followed to what that one holds (`aws_subnet.a.vpc_id` names the VPC of
 * the subnet). undefined only if the value is not set: what is set and names nothing of these types is Unknown.
 */
export function lookUp(graph: Graph, value: Value | undefined, ...types: readonly string[]): Found {
  if (value === undefined || value === null || value === "") return undefined;
  const found = graph.find(value, ...types);
  if (found !== undefined) return found;
  const followed = follow(value);
  return (followed === value ? undefined : graph.find(followed, ...types)) ?? unnamed(value);
}

/** Those that a list names, or a single value; each as in `lookUp`. */
export function lookUpAll(
  graph: Graph,
  value: Value | undefined,
  ...types: readonly string[]
): readonly Named[] {
  if (value === undefined || value === null || value === "") return [];
  if (isList(value)) return value.flatMap((element) => lookUpAll(graph, element, ...types));
  const found = graph.findAll(value, ...types);
  if (found.length > 0) return found;
  const followed = follow(value);
  if (isList(followed)) return lookUpAll(graph, followed, ...types);
  const after = followed === value ? [] : graph.findAll(followed, ...types);
  return after.length > 0 ? after : [unnamed(value)];
}

/** As `settle`, of a value that may not be set. */
export function follow(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : settle(value);
}

function unnamed(value: Value): Unknown {
  if (value instanceof Unknown) return value;
  if (value instanceof Reference) {
    return new Unknown(`${value.resource.address}.${value.path.join(".")} is known only after an apply`, [
      value,
    ]);
  }
  if (value instanceof Template) return new Unknown("a text of which parts are known only after an apply");
  return new Unknown("an argument holds what names nothing in the files given");
}
