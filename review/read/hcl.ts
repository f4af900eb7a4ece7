import { InputError } from "./input-error";
import { isJsonObject, type JsonObject } from "./json";

/**
 * Reads HCL as JSON syntax, with the optional package that does it; undefined if it is not installed. To be called only where there
 * is HCL: the package takes a tenth of a second and 60 MB to load.
 */
export function hclReader(): HclReader | undefined {
  reader ??= { loaded: loadReader() };
  return reader.loaded;
}

let reader: { readonly loaded: HclReader | undefined } | undefined;

function loadReader(): HclReader | undefined {
  for (const name of PACKAGES) {
    const parse = load(name);
    if (parse) return async (file, content) => understood(file, await parsed(parse, file, content));
  }
  return undefined;
}

/** @throws InputError with the parser's own words, if the text is no HCL */
export type HclReader = (file: string, content: string) => Promise<JsonObject>;

/** What to say where HCL is to be read and cannot be. */
export const HCL_CURE =
  "Install the parser for it: npm install --save-dev @cdktn/hcl2json. Or give a plan: terraform show -json plan.tfplan > plan.json";

type Parse = (file: string, content: string) => Promise<unknown>;

/** The fork's package is maintained; the other is what apps on CDKTF have installed. */
const PACKAGES = ["@cdktn/hcl2json", "@cdktf/hcl2json"];

function load(name: string): Parse | undefined {
  try {
    return require(name).parse;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}

async function parsed(parse: Parse, file: string, content: string): Promise<unknown> {
  try {
    return await parse(file, content);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new InputError(
      file,
      `is no HCL that can be read: ${words.trim()}`,
      "Run terraform validate, and cure what it says.",
    );
  }
}

function understood(file: string, json: unknown): JsonObject {
  const value = json as JsonObject | null | undefined;
  if (value === null || value === undefined) return {};
  if (isJsonObject(value)) return value;
  throw new InputError(file, "is no HCL that can be read", "Run terraform validate, and cure what it says.");
}
