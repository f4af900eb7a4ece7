import { parseArgs } from "node:util";
import { COMBINATIONS, type Combination } from "./combinations";

/** The help text. */
export const USAGE = `Usage: npm run test:compat -- [combination ...] [--help]

Holds this project's source against other versions of its peers: the type check, the tests that need no Terraform, and whether the
stacks come out the same. Each combination has packages of its own, which are installed once (520 to 640 MB each, from the npm registry).

Combinations (default: all):
${COMBINATIONS.map(({ name, provider, renamed }) => `  ${name.padEnd(14)}  hashicorp/aws ${provider}${renamed ? ", imports renamed" : ""}`).join("\n")}`;

/** A command line that asks for something there is not. */
export class UsageError extends Error {}

/** @throws UsageError that shows the usage if there is anything but known combinations and options */
export function readArguments(words: readonly string[]): {
  readonly combinations: readonly Combination[];
  readonly help: boolean;
} {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    const names = COMBINATIONS.map(({ name }) => name);
    const unknown = positionals.find((word) => !names.includes(word));
    if (unknown) throw new Error(`There is no combination "${unknown}". Combinations: ${names.join(", ")}.`);
    const combinations = COMBINATIONS.filter(
      ({ name }) => positionals.length === 0 || positionals.includes(name),
    );
    return { combinations, help: values.help ?? false };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
