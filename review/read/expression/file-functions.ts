import { isObject, type Value } from "../../graph/value";
import type { Expression } from "./expression";
import { parseTemplate } from "./parse";
import { type ModuleFiles, type Scope, withNames } from "./scope";
import { settle } from "./settle";

/**
 * What `file`, `fileexists` and `templatefile` give of a file that is beside the configuration; undefined for any other function, and
 * where the file cannot be read.
 */
export function callFileFunction(
  name: string,
  given: readonly Value[],
  files: ModuleFiles,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value | undefined {
  if (name !== "file" && name !== "fileexists" && name !== "templatefile") return undefined;
  const path = settle(given[0] ?? null);
  const content = typeof path === "string" ? files.read(path) : undefined;
  if (content === undefined) return undefined;
  if (name === "file") return content;
  if (name === "fileexists") return true;
  return rendered(content, settle(given[1] ?? null), evaluate);
}

/** What a template gives with these variables; undefined if they are not known. */
export function rendered(
  template: string,
  variables: Value,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value | undefined {
  if (!isObject(variables)) return undefined;
  return evaluate(parseTemplate(template), withNames(NOTHING, new Map(Object.entries(variables))));
}

const NOTHING: Scope = { resolve: () => undefined };
