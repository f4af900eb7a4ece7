import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { moduleFolder } from "./folder-files";
import { HCL_CURE, hclReader } from "./hcl";
import { InputError } from "./input-error";
import { isJsonObject, items, type JsonObject, member, text } from "./json";
import { parseJsonText, readText } from "./json-text";
import {
  type ConfigurationFile,
  type ModuleCall,
  type ModuleConfiguration,
  moduleConfiguration,
} from "./module-configuration";
import { hclLocator, jsonLocator } from "./source-lines";

/** What reading folders needs to know. */
export interface FolderReading {
  /** The folder that paths are shown relative to. */
  readonly base: string;
}

/** The names of a folder's configuration files, override files last; empty if it is no module. */
export function configurationFiles(folder: string): string[] {
  const names = readdirSync(folder).filter(
    (name) => /\.(tf|tofu)(\.json)?$/.test(name) && !name.startsWith("."),
  );
  const isOverride = (name: string) => /(^|_)override\.(tf|tofu)(\.json)?$/.test(name);
  names.sort();
  return [...names.filter((name) => !isOverride(name)), ...names.filter(isOverride)];
}

/**
 * Reads a root module with the local modules that it calls, and those that `terraform init` has fetched.
 *
 * @throws InputError
 */
export async function readRootFolder(folder: string, reading: FolderReading): Promise<ModuleConfiguration> {
  const fetched = fetchedModules(folder);
  return readFolder(folder, reading, { root: folder, fetched, path: "", above: [] });
}

interface Position {
  /** The folder of the root module. */
  readonly root: string;
  /** Folders of fetched modules, by their path of calls, like `vpc.endpoints`. */
  readonly fetched: ReadonlyMap<string, string>;
  /** This module's own path of calls; empty for the root. */
  readonly path: string;
  readonly above: readonly string[];
}

async function readFolder(
  folder: string,
  reading: FolderReading,
  position: Position,
): Promise<ModuleConfiguration> {
  const files: ConfigurationFile[] = [];
  for (const name of configurationFiles(folder)) files.push(await readFile(join(folder, name), reading));
  const found = new Map<string, ModuleCall>();
  const pending: [string, JsonObject][] = [];
  // Calls are read after the files, since reading may have to wait.
  moduleConfiguration(files, (name, body) => {
    pending.push([name, body]);
    return { name, body, configuration: undefined };
  });
  for (const [name, body] of pending) found.set(name, await readCall(name, body, folder, reading, position));
  const read = moduleConfiguration(
    files,
    (name, body) => found.get(name) ?? { name, body, configuration: undefined },
  );
  return { ...read, folder: moduleFolder(position.root, folder) };
}

async function readCall(
  name: string,
  body: JsonObject,
  folder: string,
  reading: FolderReading,
  position: Position,
): Promise<ModuleCall> {
  const source = text(body.source) ?? "";
  const path = position.path === "" ? name : `${position.path}.${name}`;
  const target = /^\.\.?(\/|\\|$)/.test(source) ? resolve(folder, source) : position.fetched.get(path);
  if (target === undefined || !existsSync(target)) {
    const where = source === "" ? "has no source" : `comes from ${source}, which is not among the files`;
    return {
      name,
      body,
      configuration: undefined,
      missing: `it ${where}; run terraform init first, or give a plan`,
    };
  }
  if (target === resolve(folder) || position.above.includes(target) || position.above.length > 50) {
    return { name, body, configuration: undefined, missing: "it calls itself" };
  }
  const inner = { ...position, path, above: [...position.above, resolve(folder)] };
  return { name, body, configuration: await readFolder(target, reading, inner) };
}

async function readFile(file: string, reading: FolderReading): Promise<ConfigurationFile> {
  const near = relative(reading.base, file);
  const shown = near === "" || near.startsWith("..") ? file : near;
  const content = readText(shown, file);
  if (file.endsWith(".json"))
    return { json: parseJsonText(shown, content), locate: jsonLocator(shown, content) };
  const hcl = hclReader();
  if (!hcl) throw new InputError(shown, "is HCL, for which there is no parser here", HCL_CURE);
  return { json: await hcl(shown, content), locate: hclLocator(shown, content) };
}

/** What `terraform init` has fetched, by the path of calls: it keeps a list. */
function fetchedModules(root: string): Map<string, string> {
  const list = join(root, ".terraform", "modules", "modules.json");
  if (!existsSync(list)) return new Map();
  const modules = items(member(parseJsonText(list, readText(list, list)), "Modules"));
  return new Map(
    modules.flatMap((module): [string, string][] => {
      const key = text(member(module, "Key"));
      const folder = text(member(module, "Dir"));
      return isJsonObject(module) && key && folder ? [[key, resolve(root, folder)]] : [];
    }),
  );
}
