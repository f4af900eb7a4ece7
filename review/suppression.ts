import { worst } from "./judge";
import type { Finding, Hop, Path, SuppressedFinding } from "./result";

/** A finding that somebody has looked at and accepts. */
export interface Suppression {
  /** Id of the rule. */
  readonly rule: string;
  /** Terraform address; `*` stands for any text. */
  readonly address?: string;
  /** Id of the path; `*` stands for any text. */
  readonly path?: string;
  /** Why it is accepted. */
  readonly reason: string;
  /** The last day on which it holds, like `2027-03-31`; without one it holds for ever. */
  readonly until?: string;
}

/** Paths and findings without what is accepted. */
export interface Suppressed {
  readonly paths: readonly Path[];
  readonly elsewhere: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** Tells of suppressions that are expired, and of those that suppress nothing. */
  readonly notices: readonly string[];
}

/** @param elsewhere findings on no path */
export function suppress(
  paths: readonly Path[],
  elsewhere: readonly Finding[],
  suppressions: readonly Suppression[],
  today: Date,
): Suppressed {
  if (suppressions.length === 0) return { paths, elsewhere, suppressed: [], notices: [] };
  const day = today.toISOString().slice(0, 10);
  const valid = suppressions.filter(({ until }) => until === undefined || until >= day).map(matcher);
  const expired = suppressions.filter(({ until }) => until !== undefined && until < day);
  const used = new Set<Suppression>();
  const suppressed: SuppressedFinding[] = [];
  const keep = (finding: Finding) => {
    const match = valid.find(({ matches }) => matches(finding));
    if (!match) return true;
    const { reason, until } = match.suppression;
    used.add(match.suppression);
    suppressed.push({ finding, reason, ...(until === undefined ? {} : { until }) });
    return false;
  };
  const hop = (one: Hop): Hop => {
    const findings = one.findings.filter(keep);
    if (findings.length === one.findings.length) return one;
    return { ...one, findings, verdict: worst(findings.map(({ verdict }) => verdict)) };
  };
  const path = (one: Path): Path => {
    const hops = one.hops.map(hop);
    if (hops.every((kept, index) => kept === one.hops[index])) return one;
    return { ...one, hops, verdict: worst(hops.map(({ verdict }) => verdict)) };
  };
  const left = { paths: paths.map(path), elsewhere: elsewhere.filter(keep), suppressed };
  const unused = valid.filter(({ suppression }) => !used.has(suppression));
  const notices = [
    ...expired.map(
      (one) => `The suppression of ${inWords(one)} expired on ${one.until}: what it suppressed counts again.`,
    ),
    ...unused.map(
      ({ suppression }) => `The suppression of ${inWords(suppression)} suppresses nothing. Remove it.`,
    ),
  ];
  return { ...left, notices };
}

function matcher(suppression: Suppression) {
  const { rule, address, path } = suppression;
  const fits = (pattern: string | undefined, text: string | undefined) =>
    pattern === undefined || (text !== undefined && wildcard(pattern).test(text));
  return {
    suppression,
    matches: (finding: Finding) =>
      finding.rule === rule && fits(address, finding.address) && fits(path, finding.path),
  };
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function inWords({ rule, address, path }: Suppression): string {
  return [rule, ...(address ? [`at ${address}`] : []), ...(path ? [`on ${path}`] : [])].join(" ");
}
