import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { InputError } from "./input-error";
import { isJsonObject, type Json, type JsonObject } from "./json";

/**
 * Reads a file's text. What is no JSON at its first bytes is refused before it is decoded, and a plan of 100 MB is not kept as bytes
 * beside its text.
 *
 * @param file a path, or 0 for standard input
 * @throws InputError
 */
export function readText(name: string, file: string | 0): string {
  const start = file === 0 ? readFileSync(0) : firstBytes(file);
  if (start.subarray(0, 4).equals(ZIP)) {
    throw new InputError(
      name,
      "is a plan in Terraform's own format",
      `Turn it into JSON: terraform show -json ${name} > plan.json`,
    );
  }
  if (file === 0 || start[0] === 0xff) return decoded(file === 0 ? start : readFileSync(file));
  return withoutMark(readFileSync(file, "utf8"));
}

/**
 * Reads JSON, with a message for what people give by mistake.
 *
 * @throws InputError if it is none
 */
export function parseJsonText(name: string, text: string): JsonObject {
  const content = withoutMark(text).trim();
  if (content === "") throw new InputError(name, "is empty", GIVE);
  const json = parsed(name, content);
  if (!isJsonObject(json)) throw new InputError(name, "is JSON, but no object", GIVE);
  return json;
}

function firstBytes(file: string): Buffer {
  const bytes = Buffer.alloc(4);
  const descriptor = openSync(file, "r");
  try {
    return bytes.subarray(0, readSync(descriptor, bytes, 0, 4, 0));
  } finally {
    closeSync(descriptor);
  }
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function parsed(name: string, content: string): Json {
  try {
    return JSON.parse(content);
  } catch (error) {
    const [firstLine = ""] = content.split("\n", 1);
    if (/^\{"@level"/.test(firstLine)) {
      const cure =
        "Save the plan, and show it: terraform plan -out=plan.tfplan && terraform show -json plan.tfplan > plan.json";
      throw new InputError(name, "is the log of terraform plan -json, which holds no plan", cure);
    }
    if (!/^[[{]/.test(content)) throw new InputError(name, "is neither JSON nor a folder", GIVE);
    throw new InputError(
      name,
      `is JSON that ends early or is damaged (${(error as Error).message})`,
      "Write it again.",
    );
  }
}

/** PowerShell's `>` writes UTF-16, with a byte order mark. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  return withoutMark(bytes.toString("utf8"));
}

const ZIP = Buffer.from("PK\u0003\u0004");

/** What can be reviewed. */
export const GIVE =
  "Give a plan or state (terraform show -json), a cdk.tf.json, a folder of synthesized stacks, or a folder of .tf files.";
