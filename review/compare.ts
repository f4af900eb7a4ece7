import type { Finding, Path, ReviewResult } from "./result";
import type { Verdict } from "./verdict";

/** What is told of a path before a change; what `--format json` has of it is enough. */
export interface EarlierPath {
  readonly id: string;
  readonly verdict: Verdict;
}

/**
 * What became of the paths: those that the change breaks, those that it opens, and those that are gone. Paths that were broken
 * before, or that nothing could be told of, are no news.
 */
export function compare(before: readonly EarlierPath[], after: readonly Path[]): Finding[] {
  const earlier = new Map(before.map((path) => [path.id, path.verdict]));
  const now = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((path) => {
    const then = earlier.get(path.id);
    if (then === "PROVEN" && path.verdict === "BROKEN") return [breaks(path)];
    if (path.verdict === "PROVEN" && then !== "PROVEN" && then !== "UNKNOWN") return [opens(path, then)];
    return [];
  });
  const gone = before.filter(({ id, verdict }) => verdict === "PROVEN" && !now.has(id)).map(closes);
  return [...changed, ...gone];
}

/** The result with what a comparison found. */
export function withComparison(result: ReviewResult, before: readonly EarlierPath[]): ReviewResult {
  const found = compare(before, result.paths);
  const isError = ({ severity }: Finding) => severity === "error";
  return {
    ...result,
    findings: [
      ...found.filter(isError),
      ...result.findings.filter(isError),
      ...found.filter((finding) => !isError(finding)),
      ...result.findings.filter((finding) => !isError(finding)),
    ],
  };
}

const BREAKS = { id: "CHG-01", title: "No change breaks a path that was proven" };
const OPENS = { id: "CHG-02", title: "A path that a change opens is meant to be there" };
const CLOSES = { id: "CHG-05", title: "A path that a change takes away is not needed any more" };

/** The rules about what a change does to paths. */
export const COMPARISON_RULES: readonly { readonly id: string; readonly title: string }[] = [
  BREAKS,
  OPENS,
  CLOSES,
];

function said({ id, title }: { id: string; title: string }): Pick<Finding, "rule" | "title"> {
  return { rule: id, title };
}

function breaks(path: Path): Finding {
  const hops = path.hops.filter(({ verdict }) => verdict === "BROKEN");
  return {
    ...about(path.id, hops[0]?.findings.find(({ verdict }) => verdict === "BROKEN")?.address),
    ...said(BREAKS),
    verdict: "BROKEN",
    severity: "error",
    found: `the path was proven before this change, and breaks at ${hops.map(({ title }) => title).join(", ")}`,
    needed: "every hop stays proven",
    why: "What uses the path today stops working when this change is applied.",
    fix: "Cure the findings of the path, or take the change back.",
  };
}

function opens(path: Path, then: Verdict | undefined): Finding {
  return {
    ...about(path.id, undefined),
    ...said(OPENS),
    verdict: "PROVEN",
    severity: "warning",
    found: `the path ${then === "BROKEN" ? "was broken" : "was not there"} before this change, and is proven now`,
    needed: "a path that somebody wants",
    why: "A new connection is what a reviewer of a network wants to see first.",
    fix: "Nothing, if the path is meant to be there.",
  };
}

function closes({ id }: EarlierPath): Finding {
  return {
    ...about(id, undefined),
    ...said(CLOSES),
    verdict: "PROVEN",
    severity: "warning",
    found: "the path was proven before this change, and is not there now",
    needed: "a path that nobody uses any more",
    why: "What uses the path today stops working when this change is applied.",
    fix: "Nothing, if the path is to go.",
  };
}

function about(path: string, address: string | undefined): Pick<Finding, "address" | "path" | "hop"> {
  return { address, path, hop: undefined };
}
