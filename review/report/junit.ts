import type { Finding, Hop, Path, ReviewResult } from "../result";
import { alignedFields, titleOf } from "./finding-words";
import { escapeMarkup, markup } from "./markup-text";
import { isError, type Outline, outlineOf } from "./outline";
import { visible } from "./plain-text";

/**
 * For a build server: a test suite for each stack, in it a test case for each hop of each path, so that it says which hop fails.
 * An unknown hop is skipped. Findings on no path are a suite of their own.
 */
export function junitReport(result: ReviewResult): string {
  const outline = outlineOf(result);
  const suites = new Map<string, Case[]>();
  for (const path of result.paths) {
    const name = path.stack ?? result.inputs[0] ?? "review";
    const cases = suites.get(name);
    if (cases) cases.push(...casesOf(path, outline));
    else suites.set(name, casesOf(path, outline));
  }
  const alone = outline.onNoPath.map(caseOfFinding);
  if (alone.length > 0) suites.set("On no path", [...(suites.get("On no path") ?? []), ...alone]);
  const all = [...suites.values()].flat();
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="private-paths review"${counts(all)}>`,
    ...[...suites].map(([name, cases]) => suite(name, cases)),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly verdict: Hop["verdict"];
}

function casesOf(path: Path, outline: Outline): Case[] {
  const hops = path.hops.map(({ title, verdict, findings }) => caseOf(path.id, title, verdict, findings));
  const whole = outline.ofWholePath(path);
  // A path without a hop must be seen too.
  if (whole.length === 0 && hops.length > 0) return hops;
  return [
    ...hops,
    caseOf(path.id, "the path as a whole", hops.length > 0 ? worst(whole) : path.verdict, whole),
  ];
}

function caseOf(
  classname: string,
  name: string,
  verdict: Case["verdict"],
  findings: readonly Finding[],
): Case {
  return {
    classname,
    name,
    verdict,
    errors: findings.filter(isError),
    warnings: findings.filter((finding) => !isError(finding)),
  };
}

const caseOfFinding = (finding: Finding) =>
  caseOf(finding.address ?? "nowhere", titleOf(finding, " "), finding.verdict, [finding]);

function worst(findings: readonly Finding[]): Case["verdict"] {
  return (
    (["BROKEN", "UNKNOWN"] as const).find((verdict) => findings.some((each) => each.verdict === verdict)) ??
    "PROVEN"
  );
}

function suite(name: string, cases: readonly Case[]): string {
  return [
    `  <testsuite name="${markup(name)}"${counts(cases)}>`,
    ...cases.map(testCase),
    "  </testsuite>",
  ].join("\n");
}

function counts(cases: readonly Case[]): string {
  const number = (verdict: Case["verdict"]) => cases.filter((each) => each.verdict === verdict).length;
  return ` tests="${cases.length}" failures="${number("BROKEN")}" errors="0" skipped="${number("UNKNOWN")}"`;
}

function testCase({ classname, name, verdict, errors, warnings }: Case): string {
  const open = `    <testcase classname="${markup(classname)}" name="${markup(name)}"`;
  const body = [
    ...(verdict === "BROKEN" ? [failure("failure", "type", "BROKEN", errors)] : []),
    ...(verdict === "UNKNOWN" ? [failure("skipped", undefined, "UNKNOWN", errors)] : []),
    ...(warnings.length > 0 ? [`      <system-out>${escapeMarkup(told(warnings))}</system-out>`] : []),
  ];
  return body.length === 0 ? `${open}/>` : [`${open}>`, ...body, "    </testcase>"].join("\n");
}

function failure(
  element: string,
  attribute: string | undefined,
  verdict: string,
  findings: readonly Finding[],
): string {
  const message = findings.map((finding) => `${titleOf(finding, " ")}: ${visible(finding.found)}`).join("; ");
  const type = attribute === undefined ? "" : ` ${attribute}="${verdict}"`;
  return `      <${element} message="${escapeMarkup(message || verdict)}"${type}>${escapeMarkup(told(findings))}</${element}>`;
}

function told(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const word = finding.severity === "warning" ? "WARNING" : finding.verdict;
      return [`${word} ${titleOf(finding, " ")}`, ...alignedFields(finding, 100)].join("\n");
    })
    .join("\n\n");
}
