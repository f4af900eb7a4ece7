import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Graph } from "../../../review/graph/graph";
import { isList, isObject, Reference, Template, Unknown, type Value } from "../../../review/graph/value";
import { readInputs } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { stackOfJson } from "../../../review/read/json-input";
import { modelOf } from "../../../review/read/model";

/** A new folder with these files. */
export function folderWith(files: Readonly<Record<string, string | object | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    const isText = typeof content === "string" || Buffer.isBuffer(content);
    writeFileSync(path, isText ? content : JSON.stringify(content));
  }
  return folder;
}

export async function graphOf(files: Readonly<Record<string, string | object>>, path = ""): Promise<Graph> {
  return (await readInputs([join(folderWith(files), path)])).graph;
}

export function graphOfJson(json: object): Graph {
  return modelOf([stackOfJson("test", json as JsonObject, "").stack], [], []).graph;
}

/** A value in one line: `<address.path>` for a reference, `a~<x.id>~b` for a template, `?` for what is unknown. */
export function shown(value: Value | undefined): string {
  if (value === undefined) return "not set";
  if (value instanceof Reference) return `<${[value.resource.address, ...value.path].join(".")}>`;
  if (value instanceof Template)
    return value.parts.map((part) => (typeof part === "string" ? part : shown(part))).join("~");
  if (value instanceof Unknown) return `?${value.candidates.map(shown).join("")}`;
  if (isList(value)) return `[${value.map(shown).join(", ")}]`;
  if (isObject(value)) {
    return `{${Object.entries(value)
      .map(([name, part]) => `${name}: ${shown(part)}`)
      .join(", ")}}`;
  }
  return JSON.stringify(value);
}

/** What an attribute of a resource comes to. */
export function read(graph: Graph, address: string, attribute: string): string {
  const resource = graph.at(address);
  if (!resource)
    throw new Error(`${address} is not there, but ${graph.resources.map((one) => one.address).join(", ")}`);
  return shown(resource.get(attribute));
}

export const addresses = (graph: Graph): string[] => graph.resources.map(({ address }) => address);
