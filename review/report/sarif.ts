import type { Finding, Path, ReviewResult, SuppressedFinding } from "../result";
import { fieldsOf, reasonOf } from "./finding-words";
import { outlineOf } from "./outline";
import { visible, visibleJson } from "./plain-text";
import { fingerprint } from "./sarif-fingerprint";
import { codeFlow } from "./sarif-flow";
import { locationOf, type Place } from "./sarif-location";
import { sarifRules } from "./sarif-rules";

/** What GitHub shows of a run. https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const MAX_RESULTS = 5_000;

/**
 * For code scanning: SARIF 2.1.0. Every finding is a result; what is broken is an error, a warning a warning, what is unknown a
 * note. The hops of its path are the steps of a code flow.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifReport(result: ReviewResult): string {
  const all: Reported[] = [
    ...result.findings
      .map((finding) => ({ finding }))
      .sort((a, b) => urgency(a.finding) - urgency(b.finding)),
    ...result.suppressed.map((suppressed) => ({ finding: suppressed.finding, suppressed })),
  ];
  const reported = all.slice(0, MAX_RESULTS);
  const rules = sarifRules(reported.map(({ finding }) => finding));
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]));
  const pathOf = new Map(result.paths.map((path) => [path.id, path]));
  const place: Place = { input: result.inputs[0] };
  const unique = fingerprint();
  const run = {
    tool: { driver: { name: "private-paths", rules } },
    invocations: [
      { executionSuccessful: true, toolExecutionNotifications: notifications(result, all.length) },
    ],
    results: reported.map(({ finding, suppressed }) => ({
      ruleId: visible(finding.rule),
      ruleIndex: ruleIndex.get(visible(finding.rule)),
      level: levelOf(finding),
      message: { text: messageOf(finding) },
      locations: [locationOf(finding, place)],
      ...flowsOf(finding, finding.path === undefined ? undefined : pathOf.get(finding.path), place),
      partialFingerprints: unique(finding),
      ...(suppressed && { suppressions: [suppression(suppressed)] }),
    })),
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${visibleJson(log)}\n`;
}

interface Reported {
  readonly finding: Finding;
  readonly suppressed?: SuppressedFinding;
}

/**
 * What is unknown would be of the kind `review`, but the level of anything that is not of the kind `fail` must be `none` (section
 * 3.27.10), and GitHub looks at the level alone. So the kind is left out, which means `fail`, and the level is the lowest one shown.
 */
function levelOf({ severity, verdict }: Finding): "error" | "warning" | "note" {
  if (severity === "warning") return "warning";
  return verdict === "BROKEN" ? "error" : "note";
}

const urgency = (finding: Finding) => ["error", "warning", "note"].indexOf(levelOf(finding));

/** What is wrong first: where there is little room a viewer shows the beginning only. */
function messageOf(finding: Finding): string {
  const on = [finding.path, finding.hop].filter((part) => part !== undefined).map(visible);
  const text = [
    `${visible(finding.title)}: ${visible(finding.found)}`,
    ...fieldsOf(finding)
      .filter(({ label }) => label !== "found")
      .map(({ label, lines }) => `${label}: ${lines.join("\n")}`),
    ...(on.length > 0 ? [`path: ${on.join(", ")}`] : []),
  ].join("\n");
  // A viewer makes a link of `[text](address)` (section 3.11.6).
  return text.replaceAll("](", "] (");
}

function flowsOf(finding: Finding, path: Path | undefined, place: Place) {
  return path === undefined || path.hops.length === 0 ? {} : { codeFlows: [codeFlow(path, finding, place)] };
}

function suppression(suppressed: SuppressedFinding) {
  return { kind: "external", status: "accepted", justification: reasonOf(suppressed) };
}

function notifications(result: ReviewResult, total: number) {
  const { notProven } = outlineOf(result);
  const texts = [
    ...result.notices.map(visible),
    ...(total > MAX_RESULTS ? [`${total - MAX_RESULTS} results of ${total} are left out`] : []),
    `${notProven.length} of ${result.paths.length} paths are not proven`,
  ];
  return texts.map((text) => ({ level: "note", message: { text } }));
}
