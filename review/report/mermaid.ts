import type { Path, ReviewResult } from "../result";
import { code, fence } from "./markdown-text";
import { mermaidFlowchart } from "./mermaid-flowchart";
import { headline, outlineOf } from "./outline";
import type { ReportOptions } from "./report";

/** For Markdown that draws Mermaid: a flowchart for each path under a heading of its own, those that are not proven first. */
export function mermaidReport(result: ReviewResult, { onlyNotProven = false }: ReportOptions = {}): string {
  const { notProven, proven } = outlineOf(result);
  const paths = onlyNotProven ? notProven : [...notProven, ...proven];
  return [`# Private paths\n\n${headline(result)}\n`, ...paths.map(section)].join("\n");
}

const section = (path: Path) =>
  `## ${path.verdict}: ${code(path.id)}\n\n${fence(mermaidFlowchart(path).split("\n"), "mermaid")}`;
