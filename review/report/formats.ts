import { htmlReport } from "./html";
import { jsonReport } from "./json";
import { junitReport } from "./junit";
import { markdownReport } from "./markdown";
import { mermaidReport } from "./mermaid";
import type { Report } from "./report";
import { sarifReport } from "./sarif";
import { textReport } from "./text";

/** The forms in which a review can be written, by the names that `--format` takes. */
export const FORMATS = {
  text: textReport,
  json: jsonReport,
  markdown: markdownReport,
  sarif: sarifReport,
  junit: junitReport,
  mermaid: mermaidReport,
  html: htmlReport,
} as const satisfies Readonly<Record<string, Report>>;

export type FormatName = keyof typeof FORMATS;
