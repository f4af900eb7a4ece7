import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Value } from "../graph/value";
import { hclReader } from "./hcl";
import { InputError } from "./input-error";
import { members } from "./json";
import { parseJsonText, readText } from "./json-text";

/**
 * Values of the root's variables, each source over those before it: `terraform.tfvars`, `*.auto.tfvars`, then what the command line
 * gives. https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 *
 * @param files given on the command line
 * @param assignments like `image_version=1.2`
 */
export async function variableValues(
  folder: string | undefined,
  files: readonly string[],
  assignments: readonly string[],
): Promise<Map<string, Value>> {
  const values = new Map<string, Value>();
  for (const file of [...(folder === undefined ? [] : automatic(folder)), ...files]) {
    if (!existsSync(file))
      throw new InputError(file, "is not there", "Give a file of variables that exists.");
    for (const [name, value] of await read(file)) values.set(name, value);
  }
  for (const assignment of assignments) {
    const equals = assignment.indexOf("=");
    if (equals < 1)
      throw new InputError(`--var ${assignment}`, "has no name and value", "Give it as --var name=value.");
    values.set(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  return values;
}

function automatic(folder: string): string[] {
  const names = readdirSync(folder)
    .filter((name) => /\.auto\.tfvars(\.json)?$/.test(name))
    .sort();
  const first = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) =>
    existsSync(join(folder, name)),
  );
  return [...first, ...names].map((name) => join(folder, name));
}

async function read(file: string): Promise<[string, Value][]> {
  const content = readText(file, file);
  if (file.endsWith(".json")) return members(parseJsonText(file, content));
  const hcl = hclReader();
  if (!hcl) return []; // Without the parser there is no folder of HCL to read either.
  return members(await hcl(file, content));
}
