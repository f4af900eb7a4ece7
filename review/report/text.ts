import type { Finding, Hop, Path, ReviewResult } from "../result";
import { alignedFields, reasonOf, titleOf } from "./finding-words";
import { breakBetween, breakBetweenWords } from "./line-breaks";
import { counted, firstOf, headline, isError, type Outline, outlineOf, type Warning } from "./outline";
import { pathLine, pathRemarks } from "./path-line";
import { visible, withoutCommands } from "./plain-text";
import type { ReportOptions } from "./report";
import { type Ink, inkFor } from "./text-ink";

/** For people, in a terminal or in a build's log: what is not proven in full, the rest in brief, the totals last. */
export function textReport(
  result: ReviewResult,
  { color = false, width = 100, verbose = false }: ReportOptions = {},
): string {
  const outline = outlineOf(result);
  const page = new TextPage(inkFor(color), Math.max(40, width), verbose);
  page.heading(result);
  for (const path of outline.notProven) page.notProvenPath(path, outline);
  page.provenPaths(outline.proven);
  page.findings("Warnings", outline.warnings);
  page.findings(
    "On no path",
    outline.onNoPath.map((finding) => ({ finding, paths: finding.path === undefined ? [] : [finding.path] })),
  );
  page.suppressed(result);
  page.notices(result.notices);
  page.totals(result, outline);
  return withoutCommands(`${page.lines.join("\n")}\n`);
}

class TextPage {
  readonly lines: string[] = [];

  constructor(
    private readonly ink: Ink,
    private readonly width: number,
    private readonly verbose: boolean,
  ) {}

  heading(result: ReviewResult): void {
    this.write(0, headline(result), this.ink.strong);
    for (const input of result.inputs) this.write(0, `Read ${visible(input)}`, this.ink.faint);
  }

  notProvenPath(path: Path, outline: Outline): void {
    this.lines.push("");
    this.pathTitle(path);
    for (const line of breakBetween(pathLine(path), this.width - 4)) this.lines.push(`  ${line}`);
    for (const [index, hop] of path.hops.entries()) {
      if (hop.verdict !== "PROVEN" || this.verbose) this.hop(hop, `hop ${index + 1} of ${path.hops.length}`);
    }
    for (const finding of outline.ofWholePath(path).filter(isError)) {
      this.lines.push("");
      this.finding(finding, 2, [path.id]);
    }
  }

  provenPaths(paths: readonly Path[]): void {
    if (paths.length > 0) this.lines.push("");
    for (const path of paths) {
      this.pathTitle(path);
      if (!this.verbose) continue;
      for (const [index, hop] of path.hops.entries())
        this.hop(hop, `hop ${index + 1} of ${path.hops.length}`);
      this.lines.push("");
    }
    if (this.lines.at(-1) === "") this.lines.pop();
  }

  findings(title: string, findings: readonly Warning[]): void {
    if (findings.length === 0) return;
    this.section(title);
    for (const [index, { finding, paths }] of findings.entries()) {
      if (index > 0) this.lines.push("");
      this.finding(finding, 2, paths);
    }
  }

  suppressed({ suppressed }: ReviewResult): void {
    if (suppressed.length === 0) return;
    this.section("Suppressed");
    for (const each of suppressed) {
      const { finding } = each;
      this.write(2, `${titleOf(finding)}`, this.ink.faint);
      const where = [finding.path, finding.hop, finding.address].filter((part) => part !== undefined);
      if (where.length > 0) this.write(4, where.map(visible).join(", "), this.ink.faint);
      this.write(4, `because ${reasonOf(each)}`, this.ink.faint);
    }
  }

  notices(notices: readonly string[]): void {
    if (notices.length === 0) return;
    this.section("Notices");
    for (const notice of notices) this.write(2, visible(notice));
  }

  totals({ summary, suppressed }: ReviewResult, { warnings, onNoPath }: Outline): void {
    const parts = [
      `Total  ${this.ink.as("PROVEN", `${summary.proven} proven`)},`,
      `${this.ink.as("BROKEN", `${summary.broken} broken`)},`,
      `${this.ink.as("UNKNOWN", `${summary.unknown} unknown`)},`,
      `${counted(warnings.length, "warning")},`,
      `${onNoPath.length} on no path,`,
      `${suppressed.length} suppressed`,
    ];
    this.lines.push("", ...breakBetween(parts, this.width));
  }

  private hop({ title, verdict, evidence, findings }: Hop, position: string): void {
    this.lines.push("");
    this.entry(2, verdict, visible(title), `(${position})`);
    for (const [index, finding] of findings.filter(isError).entries()) {
      if (index > 0) this.lines.push("");
      this.finding(finding, 4, [], verdict);
    }
    if (this.verbose) {
      for (const { rule, text } of evidence)
        this.entry(4, visible(rule).padEnd(7), visible(text), "", (plain) => plain);
    }
  }

  /**
   * @param paths that it is about, where that is not clear from where it stands
   * @param of verdict of the hop, which the finding need not repeat
   */
  private finding(finding: Finding, indent: number, paths: readonly string[], of?: Finding["verdict"]): void {
    const word = finding.severity === "warning" ? "WARNING" : finding.verdict;
    const rule = visible(finding.rule).padEnd(7);
    const remark = finding.awsCode === undefined ? "" : `(${visible(finding.awsCode)})`;
    if (word === of) this.entry(indent, rule, visible(finding.title), remark);
    else this.entry(indent, word, `${rule} ${visible(finding.title)}`, remark);
    this.paths(finding, indent, paths);
    const fields = alignedFields(finding, this.width - indent, this.ink.faint);
    for (const line of fields) this.lines.push(`${" ".repeat(indent)}${line}`.trimEnd());
  }

  private paths({ hop }: Finding, indent: number, paths: readonly string[]): void {
    const { first, more } = firstOf(paths);
    const [only] = first;
    const lines = first.map(visible);
    if (more > 0) lines.push(`and ${more} more`);
    if (lines.length === 1 && only !== undefined && hop !== undefined)
      lines[0] = `${visible(only)}, ${visible(hop)}`;
    for (const [index, line] of lines.entries()) {
      if (index === 0) this.write(indent, `on      ${line}`, (text) => text, 8);
      else this.write(indent + 8, line);
    }
  }

  private pathTitle(path: Path): void {
    const hops = path.verdict === "PROVEN" ? `, ${counted(path.hops.length, "hop")}` : "";
    this.entry(0, path.verdict, visible(path.id), `(${pathRemarks(path)}${hops})`);
  }

  /** A word in a column of its own, the title beside it, and at the end what is less important. */
  private entry(indent: number, word: string, title: string, remark: string, ink = this.ink.strong): void {
    const parts = [
      ...title.split(" ").map(ink),
      ...(remark === "" ? [] : remark.split(" ").map(this.ink.faint)),
    ];
    const margin = " ".repeat(indent);
    for (const [index, line] of breakBetween(parts, this.width - indent - 8).entries()) {
      const first = index > 0 ? " ".repeat(8) : this.ink.word(word.padEnd(8));
      this.lines.push(`${margin}${first}${line}`);
    }
  }

  private section(title: string): void {
    this.lines.push("", this.ink.strong(title));
  }

  private write(
    indent: number,
    text: string,
    ink: (text: string) => string = (plain) => plain,
    hanging = 0,
  ): void {
    for (const [index, line] of breakBetweenWords(text, this.width - indent - hanging).entries()) {
      this.lines.push(" ".repeat(indent + (index > 0 ? hanging : 0)) + ink(line));
    }
  }
}
