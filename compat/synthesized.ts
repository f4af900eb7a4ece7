import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentNames } from "../environments";
import { synthesize } from "../plan/synthesize";
import type { Combination } from "./combinations";
import { installedFolder } from "./install";
import { sourceFolder } from "./source";

/** Every value that the project's stacks have in any environment, as JSON text by `environment/stack: path`. */
export type Values = ReadonlyMap<string, string>;

/** What the versions of the library and of the provider alone decide. */
const VERSIONS = /^(\/\/\..*|terraform\.required_providers\.aws\.version)$/;

/** Synthesizes all stacks of all environments with a combination. */
export async function synthesized(combination: Combination): Promise<Values> {
  const values = new Map<string, string>();
  for (const environmentName of environmentNames) {
    const stacks = await synthesize({
      environmentName,
      outputFolder: join(installedFolder(combination), "synthesized", environmentName),
      environment: process.env,
      app: join(sourceFolder(combination), "dist", "main.js"),
    });
    for (const { name, directory } of stacks) {
      const json = JSON.parse(readFileSync(join(directory, "cdk.tf.json"), "utf8"));
      for (const [path, value] of leaves(json)) {
        if (!VERSIONS.test(path)) values.set(`${environmentName}/${name}: ${path}`, value);
      }
    }
  }
  return values;
}

/** Where two syntheses differ, without the differences that are expected; and expected ones that there are none of. */
export function differences(ours: Values, theirs: Values, expected: readonly RegExp[]): string[] {
  const keys = [...new Set([...ours.keys(), ...theirs.keys()])].filter(
    (key) => ours.get(key) !== theirs.get(key),
  );
  const pathOf = (key: string) => key.slice(key.indexOf(": ") + 2);
  const isExpected = (key: string) => expected.some((pattern) => pattern.test(pathOf(key)));
  const inVain = expected.filter((pattern) => !keys.some((key) => pattern.test(pathOf(key))));
  return [
    ...keys
      .filter((key) => !isExpected(key))
      .map((key) => `${key} is ${theirs.get(key)}, was ${ours.get(key)}`),
    ...inVain.map((pattern) => `nothing differs at ${pattern.source}`),
  ];
}

function leaves(value: unknown, path: readonly string[] = []): [path: string, value: string][] {
  // The comments that cdktf writes name constructs, not versions, but where they are is its own affair.
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [[path.join("."), JSON.stringify(value)]];
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
