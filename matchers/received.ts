import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type JsonObject, member, members, text } from "../review/read/json";
import { isManifest, stackOfJson } from "../review/read/json-input";
import { parseJsonText, readText } from "../review/read/json-text";
import { type Model, modelOf } from "../review/read/model";

/** What the matchers take: a stack of CDKTF or CDK Terrain, or what was made of one. */
export type Received = SynthesizableStack | string | object;

/** As much of a `TerraformStack` as is needed, of whichever library. */
export interface SynthesizableStack {
  toTerraform(): unknown;
}

/**
 * Reads what a test expects something of.
 *
 * @param received a stack; a synthesized configuration, plan or state as text or as an object; the path of such a file, or of a
 * folder of synthesized stacks
 * @throws Error that says what is allowed
 */
export function modelOfReceived(received: unknown): Model {
  if (isStack(received)) return modelOfJson("the stack", synthesized(received));
  if (typeof received === "string")
    return received.trimStart().startsWith("{") ? ofText(received) : ofPath(received);
  if (isJsonObject(received as JsonObject)) return modelOfJson("the object", received as JsonObject);
  throw new Error(`${JSON.stringify(received)} cannot be reviewed. Allowed: ${ALLOWED}.`);
}

const ALLOWED =
  "a stack, its synthesized JSON (text or object), a plan or state (what terraform show -json prints), or the path of one of them";

function ofText(json: string): Model {
  return modelOfJson("the text", parseJsonText("the text", json));
}

function ofPath(path: string): Model {
  if (!existsSync(path)) throw new Error(`${path} is not there. Allowed: ${ALLOWED}.`);
  if (!statSync(path).isDirectory()) return modelOfJson(path, parseJsonText(path, readText(path, path)));
  const manifest = join(path, "manifest.json");
  if (!existsSync(manifest))
    throw new Error(`${path} has no manifest of synthesized stacks. Allowed: ${ALLOWED}.`);
  const json = parseJsonText(manifest, readText(manifest, manifest));
  if (!isManifest(json)) throw new Error(`${manifest} lists no stacks.`);
  const stacks = members(json.stacks).map(([name, stack]) => {
    const file = join(
      path,
      text(member(stack, "synthesizedStackPath")) ?? join("stacks", name, "cdk.tf.json"),
    );
    return { ...stackOfJson(file, parseJsonText(file, readText(file, file)), "").stack, name };
  });
  return modelOf(stacks, [path], []);
}

function modelOfJson(name: string, json: JsonObject): Model {
  const { stack, described } = stackOfJson(name, json, "");
  return modelOf([stack], [described], []);
}

function isStack(received: unknown): received is SynthesizableStack {
  return typeof (received as SynthesizableStack | undefined)?.toTerraform === "function";
}

/** With construct paths, which `Testing.synth` takes out. */
function synthesized(stack: SynthesizableStack): JsonObject {
  invokeAspects(stack);
  return JSON.parse(JSON.stringify(stack.toTerraform()));
}

/** Synthesis lets aspects change a stack before it is written; whose library it is, the test has loaded already. */
function invokeAspects(stack: SynthesizableStack): void {
  const library = Object.keys(require.cache).find((file) =>
    /[\\/]lib[\\/]synthesize[\\/]synthesizer\.js$/.test(file),
  );
  if (library) require(library).invokeAspects(stack);
}
