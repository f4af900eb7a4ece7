import type { Finding, Path, ReviewResult, SuppressedFinding } from "../result";
import { alignedFields, reasonOf } from "./finding-words";
import { Budget } from "./markdown-budget";
import { code, entities, fence, htmlCode } from "./markdown-text";
import { counted, firstOf, headline, isError, type Outline, outlineOf } from "./outline";
import type { ReportOptions } from "./report";

/** Stands first, so that the comment of an earlier review can be found and replaced. */
export const MARKDOWN_MARKER = "<!-- private-paths review -->";
/** GitHub takes 65,536 characters in a comment. */
const MAX_CHARS = 65_000;
const LEAST_CHARS = 400;
const TABLE_HEAD = "| Verdict | Path | Hops |\n| --- | --- | --- |\n";
const SIGNS = { BROKEN: "❌ broken", UNKNOWN: "❔ unknown", PROVEN: "✅ proven" } as const;
/** Columns in which what is found is wrapped: about what a comment shows without scrolling. */
const WIDTH = 88;

/**
 * For a comment at a pull request: the paths in a table, those that are not proven first, then every finding to be unfolded. What
 * would make it longer than `maxChars` is left out in whole rows and findings, and their number is told.
 */
export function markdownReport(result: ReviewResult, { maxChars = MAX_CHARS }: ReportOptions = {}): string {
  const outline = outlineOf(result);
  const budget = new Budget(Math.max(LEAST_CHARS, maxChars));
  const heading = budget.always(`${MARKDOWN_MARKER}\n## Private paths\n\n${headline(result)}\n`);

  // In the order of importance. The table of what is not proven takes half of the room, and if there is some left, more.
  const rows = budget.list("path", outline.notProven.map(row), { before: `\n${TABLE_HEAD}` }, 0.5);
  const findings = budget.list(
    "finding",
    errorsOf(outline).map((finding) => details(finding)),
    { before: "\n" },
  );
  rows.fill(0, 0);
  const warnings = budget.list("warning", warningsOf(outline), { before: "\n### Warnings\n\n" });
  const proven = budget.list("proven path", outline.proven.map(row), {
    before: `\n<details><summary>${counted(outline.proven.length, "proven path")}</summary>\n\n${TABLE_HEAD}`,
    after: "\n</details>\n",
  });
  const suppressed = budget.list("suppressed finding", result.suppressed.map(suppressedItem), {
    before: "\n### Suppressed\n\n",
  });
  const notices = budget.list(
    "notice",
    result.notices.map((notice) => `- ${code(notice)}\n`),
    { before: "\n### Notices\n\n" },
  );
  const lists = [rows, proven, findings, warnings, suppressed, notices];
  return [heading, budget.leftOut(), ...lists.map((list) => list.text())].join("");
}

/** Of the hops of paths first, in their order, then of whole paths, then those on no path. */
function errorsOf({ notProven, ofWholePath, onNoPath }: Outline): Finding[] {
  const onPaths = notProven.flatMap((path) => [
    ...path.hops.flatMap(({ findings }) => findings),
    ...ofWholePath(path),
  ]);
  return [...onPaths, ...onNoPath].filter(isError);
}

function warningsOf({ warnings, onNoPath }: Outline): string[] {
  return [
    ...warnings.map(({ finding, paths }) => details(finding, paths)),
    ...onNoPath.filter((finding) => !isError(finding)).map((finding) => details(finding)),
  ];
}

function row({ id, verdict, stack, hops }: Path): string {
  const proven = hops.filter((hop) => hop.verdict === "PROVEN").length;
  const others = hops.filter((hop) => hop.verdict !== "PROVEN");
  const told = others.map(({ title, findings }) => {
    const rules = new Set(findings.filter(isError).map(({ rule }) => rule));
    return [code(title), ...(rules.size > 0 ? [`(${[...rules].map(code).join(", ")})`] : [])].join(" ");
  });
  const cells = [
    SIGNS[verdict],
    stack === undefined ? code(id) : `${code(id)} in ${code(stack)}`,
    others.length > 0 ? told.join(", ") : `${proven} of ${hops.length}`,
  ];
  return `| ${cells.join(" | ")} |\n`;
}

/** @param paths that it is about, if these are several */
function details(finding: Finding, paths: readonly string[] = []): string {
  const sign = finding.severity === "warning" ? "⚠️ warning" : SIGNS[finding.verdict];
  const { first, more } = firstOf(paths);
  const alone = [finding.hop, finding.path ?? finding.address].filter((place) => place !== undefined);
  const places = first.length > 1 ? first : alone;
  const summary = [
    `${sign}: <b>${entities(finding.rule)}</b> ${entities(finding.title)}`,
    ...places.map(htmlCode),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
  const body = fence(alignedFields(finding, WIDTH));
  return `<details><summary>${summary.join(", ")}</summary>\n\n${body}\n</details>\n\n`;
}

function suppressedItem(suppressed: SuppressedFinding): string {
  const { rule, path, address } = suppressed.finding;
  const where = path ?? address;
  return `- ${code(rule)}${where === undefined ? "" : ` at ${code(where)}`}: ${code(reasonOf(suppressed))}\n`;
}
