import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { configurationFiles, type FolderReading, readRootFolder } from "./configuration-folder";
import { hclReader } from "./hcl";
import { InputError } from "./input-error";
import { type JsonObject, member, members, text } from "./json";
import { isManifest, stackOfJson } from "./json-input";
import { GIVE, parseJsonText, readText } from "./json-text";
import { type Model, modelOf } from "./model";
import type { ModuleCall, ModuleConfiguration } from "./module-configuration";
import type { StackInput } from "./stack";
import { variableValues } from "./variable-values";

/** How the values of a configuration's variables are given, beside the files that Terraform finds itself. */
export interface InputOptions {
  readonly variableFiles?: readonly string[];
  /** Like `name=value`. */
  readonly variables?: readonly string[];
}

/**
 * Reads files and folders as one whole: what one stack puts out, another takes in.
 *
 * @param paths plans, states, `cdk.tf.json`, folders; `-` is standard input
 * @throws InputError
 */
export async function readInputs(paths: readonly string[], options: InputOptions = {}): Promise<Model> {
  const described: string[] = [];
  const notices: string[] = [];
  const inputs: StackInput[] = [];
  for (const path of paths) {
    const found = await readPath(path, { base: process.cwd() }, options);
    inputs.push(...found.stacks);
    described.push(...found.described);
    notices.push(...found.notices);
  }
  return modelOf(inputs, described, notices);
}

/** Reads one synthesized or written configuration, plan or state that is at hand as JSON. */
export function readJson(name: string, json: JsonObject): Model {
  const { stack, described } = stackOfJson(name, json, "");
  return modelOf([stack], [described], []);
}

interface PathReading {
  readonly stacks: readonly StackInput[];
  readonly described: readonly string[];
  readonly notices: readonly string[];
}

async function readPath(path: string, reading: FolderReading, options: InputOptions): Promise<PathReading> {
  if (path !== "-" && !existsSync(path)) throw new InputError(path, "is not there", GIVE);
  if (path !== "-" && statSync(path).isDirectory()) return readFolderPath(path, reading, options);
  if (/\.(tf|tofu)$/.test(path)) return readFolderPath(dirname(path), reading, options);
  const shown = path === "-" ? "standard input" : path;
  const content = readText(shown, path === "-" ? 0 : path);
  const json = parseJsonText(shown, content);
  if (isManifest(json)) return readStacks(dirname(path), json, reading, options);
  const { stack, described } = stackOfJson(shown, json, content.length > LOCATED ? "" : content);
  if (!stack.shown?.configuration || path === "-")
    return { stacks: [stack], described: [described], notices: [] };
  return beside(path, stack, described, reading);
}

/** A plan with the configuration that lies beside it, which has the locals and the written expressions that a plan lacks. */
async function beside(
  path: string,
  stack: StackInput,
  described: string,
  reading: FolderReading,
): Promise<PathReading> {
  const folder = dirname(resolve(path));
  const files = configurationFiles(folder).filter((name) => name.endsWith(".json") || hclReader());
  const alone = { stacks: [stack], described: [described], notices: [] };
  if (files.length === 0) return alone;
  const configuration = await readRootFolder(folder, reading);
  const planned = [...(stack.shown?.configuration?.resources.keys() ?? [])];
  const shared = planned.filter((key) => configuration.resources.has(key));
  if (shared.length < planned.length) {
    const words = `The configuration beside ${path} is not that of the plan, and is not used.`;
    return { ...alone, notices: [words] };
  }
  const name = files.length === 1 ? files[0] : `${files.length} configuration files`;
  const whole = completed(configuration, stack.shown?.configuration);
  return {
    stacks: [{ ...stack, configuration: whole }],
    described: [`${described}, with ${name} beside it`],
    notices: [],
  };
}

/** Modules that are not among the files are in the plan itself, as far as a plan tells. */
function completed(
  written: ModuleConfiguration,
  planned: ModuleConfiguration | undefined,
): ModuleConfiguration {
  const calls = [...written.calls].map(([name, call]): [string, ModuleCall] => {
    const other = planned?.calls.get(name)?.configuration;
    const configuration = call.configuration ? completed(call.configuration, other) : other;
    return [name, { ...call, configuration }];
  });
  return { ...written, calls: new Map(calls) };
}

async function readFolderPath(
  path: string,
  reading: FolderReading,
  options: InputOptions,
): Promise<PathReading> {
  const manifest = join(path, "manifest.json");
  if (existsSync(manifest)) {
    const json = parseJsonText(manifest, readText(manifest, manifest));
    if (isManifest(json)) return readStacks(path, json, reading, options);
  }
  const files = configurationFiles(path);
  if (files.length === 0)
    throw new InputError(
      path,
      "is a folder without configuration files and without a manifest of stacks",
      GIVE,
    );
  const configuration = await readRootFolder(path, reading);
  const { variableFiles = [], variables = [] } = options;
  const values = await variableValues(path, variableFiles, variables);
  const count = `${files.length} configuration file${files.length === 1 ? "" : "s"}`;
  const stack = { name: basename(resolve(path)), configuration, variables: values };
  return { stacks: [stack], described: [`${path} (${count})`], notices: [] };
}

async function readStacks(
  folder: string,
  manifest: JsonObject,
  reading: FolderReading,
  options: InputOptions,
): Promise<PathReading> {
  const { variableFiles = [], variables = [] } = options;
  const stacks: StackInput[] = [];
  for (const [name, stack] of members(manifest.stacks)) {
    const directory = join(folder, text(member(stack, "workingDirectory")) ?? join("stacks", name));
    if (!existsSync(directory))
      throw new InputError(directory, "is not there, though the manifest names it", "Synthesize again.");
    const configuration = await readRootFolder(directory, reading);
    const values = await variableValues(directory, variableFiles, variables);
    stacks.push({ name, configuration, variables: values });
  }
  return { stacks, described: [`${folder} (${stacks.length} synthesized stacks)`], notices: [] };
}

/** Files above this size get no line numbers: counting lines would take longer than the review. */
const LOCATED = 20_000_000;
