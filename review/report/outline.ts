import type { Finding, Path, ReviewResult } from "../result";
import type { Verdict } from "../verdict";

/** A review in the order in which a person wants to read it. */
export interface Outline {
  /** The broken paths, then the unknown ones. */
  readonly notProven: readonly Path[];
  readonly proven: readonly Path[];
  /** Findings that concern a path as a whole and none of its hops. */
  ofWholePath(path: Path): readonly Finding[];
  /** On paths; what is the same on several of them once. */
  readonly warnings: readonly Warning[];
  /** Errors, then warnings. */
  readonly onNoPath: readonly Finding[];
}

/** A warning with the ids of the paths that it is about. */
export interface Warning {
  /** As it stands on the first of the paths. */
  readonly finding: Finding;
  readonly paths: readonly string[];
}

const URGENCY: readonly Verdict[] = ["BROKEN", "UNKNOWN", "PROVEN"];

export function outlineOf({ paths, findings }: ReviewResult): Outline {
  const byUrgency = URGENCY.map((verdict) => paths.filter((path) => path.verdict === verdict));
  const hopsOf = new Map<string, Set<string>>();
  for (const { id, hops } of paths) {
    const titles = hopsOf.get(id) ?? new Set();
    for (const { title } of hops) titles.add(title);
    hopsOf.set(id, titles);
  }
  const ofWhole = new Map<string, Finding[]>();
  const onNoPath: Finding[] = [];
  const warnings = new Map<string, { finding: Finding; paths: Set<string> }>();
  for (const finding of findings) {
    const hops = finding.path === undefined ? undefined : hopsOf.get(finding.path);
    if (finding.path === undefined || hops === undefined) {
      onNoPath.push(finding);
      continue;
    }
    if (finding.severity === "warning") {
      const { rule, address, found } = finding;
      const key = JSON.stringify([rule, address, found]);
      const same = warnings.get(key);
      if (same) same.paths.add(finding.path);
      else warnings.set(key, { finding, paths: new Set([finding.path]) });
    }
    if (finding.hop === undefined || !hops.has(finding.hop)) {
      const others = ofWhole.get(finding.path);
      if (others) others.push(finding);
      else ofWhole.set(finding.path, [finding]);
    }
  }
  return {
    notProven: [...(byUrgency[0] ?? []), ...(byUrgency[1] ?? [])],
    proven: byUrgency[2] ?? [],
    ofWholePath: ({ id }) => ofWhole.get(id) ?? [],
    warnings: [...warnings.values()].map(({ finding, paths }) => ({ finding, paths: [...paths] })),
    onNoPath: [...onNoPath.filter(isError), ...onNoPath.filter((finding) => !isError(finding))],
  };
}

export const isError = ({ severity }: Finding) => severity === "error";

/** Of paths that are named in one place, the first. */
const MOST_PATHS = 3;

/** The first few of some paths, and the number of the others. */
export function firstOf(paths: readonly string[]): {
  readonly first: readonly string[];
  readonly more: number;
} {
  return { first: paths.slice(0, MOST_PATHS), more: Math.max(0, paths.length - MOST_PATHS) };
}

/** Like `3 paths: 1 broken, 1 unknown, 1 proven; 2 warnings, 1 finding on no path`. */
export function headline(result: ReviewResult): string {
  const { broken, unknown, proven } = result.summary;
  const { warnings, onNoPath } = outlineOf(result);
  const paths = [
    broken > 0 && `${broken} broken`,
    unknown > 0 && `${unknown} unknown`,
    proven > 0 && `${proven} proven`,
  ].filter(Boolean);
  const more = [
    warnings.length > 0 && counted(warnings.length, "warning"),
    onNoPath.length > 0 && `${counted(onNoPath.length, "finding")} on no path`,
  ].filter(Boolean);
  const total = broken + unknown + proven;
  return [
    total === 0 ? "No path to prove" : `${counted(total, "path")}: ${paths.join(", ")}`,
    ...(more.length > 0 ? [more.join(", ")] : []),
  ].join("; ");
}

/** Like `1 path` or `2 paths`. */
export const counted = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
