import type { ReviewResult } from "../../../review/result";

/** The verdict of each path, by its id, in order of the ids. */
export function verdictsOf({ paths }: ReviewResult): Readonly<Record<string, string>> {
  const entries = paths.map(({ id, verdict }) => [id, verdict] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Rule, verdict and address of everything but warnings, without repetition. */
export function faultsOf({ findings }: ReviewResult): string[] {
  const faults = findings
    .filter(({ severity }) => severity === "error")
    .map(({ rule, verdict, address }) => `${rule} ${verdict} ${address}`);
  return [...new Set(faults)].sort();
}
