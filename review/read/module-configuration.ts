import type { SourceLocation } from "../graph/resource";
import type { ModuleFiles } from "./expression";
import { isJsonObject, type Json, type JsonObject, members } from "./json";

/** A module as it is written: its blocks, whatever files or plan they were read from. */
export interface ModuleConfiguration {
  /** By `aws_vpc.main`, data sources by `data.aws_vpc.main`. */
  readonly resources: ReadonlyMap<string, ResourceBlock>;
  readonly variables: ReadonlyMap<string, JsonObject>;
  readonly locals: ReadonlyMap<string, Json>;
  /** What reading a local that is not there means; absent if all are there. */
  readonly localsMissing?: string;
  readonly outputs: ReadonlyMap<string, JsonObject>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By local name and alias, like `aws` or `aws.europe`. */
  readonly providers: ReadonlyMap<string, JsonObject>;
  readonly backend?: JsonObject;
  /** Where it lies; absent if it was not read from a folder. */
  readonly folder?: ModuleFolder;
}

/** The folder of a module, which `path.module` and the functions that read files lead to. */
export interface ModuleFolder {
  /** As Terraform gives it: relative to the root, which is `.`. */
  readonly path: string;
  /** The folder of the root, in full, as `path.cwd` gives it where Terraform runs there. */
  readonly root: string;
  readonly files: ModuleFiles;
}

/** A `resource` or `data` block, before `count` and `for_each`. */
export interface ResourceBlock {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** `count` or `for_each`, if it has one: a body that is large need not be looked at for it. */
  readonly repetition: JsonObject;
  readonly body: JsonObject;
  readonly source?: SourceLocation;
}

/** A `module` block with what it calls. */
export interface ModuleCall {
  readonly name: string;
  readonly body: JsonObject;
  readonly configuration: ModuleConfiguration | undefined;
  /** Why there is no configuration, in words. */
  readonly missing?: string;
}

/** A file in Terraform's JSON syntax, and where each of its blocks stands. */
export interface ConfigurationFile {
  readonly json: JsonObject;
  locate(kind: string, ...labels: readonly string[]): SourceLocation;
}

/**
 * Puts the files of one module together. A body that an override file repeats replaces arguments one by one, as Terraform does:
 * https://developer.hashicorp.com/terraform/language/files/override
 *
 * @param files in the order of their names, override files last
 * @param call reads the module that a block calls
 */
export function moduleConfiguration(
  files: readonly ConfigurationFile[],
  call: (name: string, body: JsonObject) => ModuleCall,
): ModuleConfiguration {
  const resources = new Map<string, ResourceBlock>();
  const variables = new Map<string, JsonObject>();
  const locals = new Map<string, Json>();
  const outputs = new Map<string, JsonObject>();
  const bodies = new Map<string, JsonObject>();
  const providers = new Map<string, JsonObject>();
  let backend: JsonObject | undefined;
  for (const { json, locate } of files) {
    for (const [kind, mode] of [["resource", "managed"] as const, ["data", "data"] as const]) {
      for (const [type, name, body] of labelled2(json[kind])) {
        const key = mode === "data" ? `data.${type}.${name}` : `${type}.${name}`;
        const whole = { ...resources.get(key)?.body, ...body };
        resources.set(key, {
          mode,
          type,
          name,
          repetition: whole,
          body: whole,
          source: locate(kind, type, name),
        });
      }
    }
    for (const [name, body] of labelled(json.variable))
      variables.set(name, { ...variables.get(name), ...body });
    for (const [name, body] of labelled(json.output)) outputs.set(name, { ...outputs.get(name), ...body });
    for (const [name, body] of labelled(json.module)) bodies.set(name, { ...bodies.get(name), ...body });
    for (const part of blocks(json.locals))
      for (const [name, value] of members(part)) locals.set(name, value);
    for (const [name, body] of labelled(json.provider)) {
      const key = typeof body.alias === "string" ? `${name}.${body.alias}` : name;
      providers.set(key, { ...providers.get(key), ...body });
    }
    for (const terraform of blocks(json.terraform)) {
      for (const [kind, body] of labelled(terraform.backend)) backend = { kind, ...body };
    }
  }
  const calls = new Map([...bodies].map(([name, body]) => [name, call(name, body)]));
  return { resources, variables, locals, outputs, calls, providers, ...(backend ? { backend } : {}) };
}

/** The bodies of a block: JSON syntax takes one object or a list of them. */
export function blocks(json: Json | undefined): JsonObject[] {
  if (isJsonObject(json)) return [json];
  return Array.isArray(json) ? json.filter(isJsonObject) : [];
}

/** Blocks with one label, each with its body; a body that is a list, as of `hcl2json`, is that of several blocks. */
function labelled(json: Json | undefined): [string, JsonObject][] {
  return blocks(json).flatMap((object) =>
    members(object)
      .filter(([name]) => name !== "//")
      .flatMap(([name, bodies]) => blocks(bodies).map((body): [string, JsonObject] => [name, body])),
  );
}

function labelled2(json: Json | undefined): [string, string, JsonObject][] {
  return labelled(json).flatMap(([type, named]) =>
    labelled(named).map(([name, body]): [string, string, JsonObject] => [type, name, body]),
  );
}
