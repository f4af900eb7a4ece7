import { parseArgs } from "node:util";

/** The parts of the benchmark, in the order in which they run. */
export const PARTS = ["synthesis", "chains", "services", "review", "tests"] as const;

export type Part = (typeof PARTS)[number];

/** The help text. */
export const USAGE = `Usage: npm run bench -- [part ...] [options]

Measures this project and holds it against its targets. Ratios are taken within one run, so a slow machine is no worse.

Parts (default: all, about six minutes):
  synthesis   all stacks of the default environment, against only loading cdktf
  chains      1, 10, 100 and 1000 resource gateway chains in one stack
  services    1, 10, 100 and 1000 private ECS services in one stack
  review      the review of a plan of 100 MB, and of 1,000 to 10,000 resources
  tests       the unit tests, with an empty cache and with a filled one

Options:
  --strict    end with status 1 if a target is missed
  --help      show this text`;

/** What the command line asks for. */
export interface BenchArguments {
  readonly parts: readonly Part[];
  readonly strict: boolean;
  readonly help: boolean;
}

/** A command line that asks for something there is not. */
export class UsageError extends Error {}

/** @throws UsageError that shows the usage if there is anything but known parts and options */
export function readArguments(words: readonly string[]): BenchArguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { strict: { type: "boolean" }, help: { type: "boolean", short: "h" } },
    });
    const unknown = positionals.find((word) => !PARTS.includes(word as Part));
    if (unknown) throw new Error(`There is no part "${unknown}". Parts: ${PARTS.join(", ")}.`);
    const parts = PARTS.filter((part) => positionals.length === 0 || positionals.includes(part));
    return { parts, strict: values.strict ?? false, help: values.help ?? false };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
