import { basename, dirname, resolve } from "node:path";
import type { Value } from "../graph/value";
import { InputError } from "./input-error";
import { isJsonObject, type JsonObject } from "./json";
import { GIVE } from "./json-text";
import { type ModuleConfiguration, moduleConfiguration } from "./module-configuration";
import { readPlan, readState, type ShownPlan } from "./plan";
import { jsonLocator } from "./source-lines";
import type { StackInput } from "./stack";

/** Whether it lists synthesized stacks. */
export function isManifest(json: JsonObject): boolean {
  return isJsonObject(json.stacks) && typeof json.version === "string";
}

/**
 * What a file's JSON is: a plan, a state or a configuration.
 *
 * @param content the file's text, for line numbers; may be empty
 * @throws InputError if it is none of them
 */
export function stackOfJson(
  name: string,
  json: JsonObject,
  content: string,
): { stack: StackInput; described: string } {
  const variables = new Map<string, Value>();
  const short =
    basename(name) === "plan.json" || basename(name) === "cdk.tf.json"
      ? basename(dirname(resolve(name)))
      : basename(name);
  const shown = shownOf(name, json);
  if (shown) return { stack: { name: short, shown, variables }, described: `${name} (${shown.version})` };
  const kinds = ["resource", "data", "module", "variable", "output", "locals", "provider", "terraform"];
  if (!kinds.some((kind) => json[kind] !== undefined)) {
    const found = Object.keys(json).slice(0, 5).join(", ");
    throw new InputError(name, `is JSON, but none of Terraform's (its members: ${found || "none"})`, GIVE);
  }
  const configuration = configurationOfJson(name, json, content);
  return { stack: { name: short, configuration, variables }, described: `${name} (configuration)` };
}

function configurationOfJson(name: string, json: JsonObject, content: string): ModuleConfiguration {
  const missing = "its source is not read beside a single file; give the folder, or a plan";
  const file = { json, locate: jsonLocator(name, content) };
  return moduleConfiguration([file], (called, body) => ({
    name: called,
    body,
    configuration: undefined,
    missing,
  }));
}

function shownOf(name: string, json: JsonObject): ShownPlan | undefined {
  const { format_version: format } = json;
  if (format === undefined) {
    if (json.lineage === undefined || json.version === undefined) return undefined;
    throw new InputError(
      name,
      "is a state in Terraform's own format",
      "Give what terraform show -json prints of it.",
    );
  }
  // `>= 0.1, < 2.0`, as HashiCorp's own reader takes it: https://github.com/hashicorp/terraform-json
  if (typeof format !== "string" || !/^[01]\./.test(format)) {
    const given = JSON.stringify(format);
    throw new InputError(
      name,
      `has the format version ${given}, and only 0.1 to 1.x can be read`,
      "Update this tool.",
    );
  }
  if (json.provider_schemas !== undefined) throw new InputError(name, "holds the schemas of providers", GIVE);
  const isPlan = ["resource_changes", "planned_values", "configuration"].some(
    (part) => json[part] !== undefined,
  );
  return isPlan ? readPlan(json) : readState(json);
}
