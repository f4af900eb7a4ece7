import type { Finding } from "../result";
import { type Field, fieldsOf } from "./finding-words";
import { badge, name, prose } from "./html-text";
import { escapeMarkup, markup } from "./markup-text";

const LABELS: Readonly<Record<Field["label"], string>> = {
  found: "Found",
  needed: "Needed",
  why: "Why",
  fix: "Fix",
  at: "At",
};

/** What a rule found: found, needed, why, fix and where, each to be read on its own. */
export function findingHtml(finding: Finding): string {
  const { verdict, severity, rule, title, awsCode } = finding;
  const aws = awsCode === undefined ? "" : `<code class="aws">${markup(awsCode)}</code>`;
  const rows = fieldsOf(finding).map(
    (field) => `<dt>${LABELS[field.label]}</dt><dd>${fieldHtml(field)}</dd>`,
  );
  return `<article class="finding"><p class="title">${badge(severity === "warning" ? "WARNING" : verdict)}<b>${markup(rule)}</b> <span>${markup(title)}</span>${aws}</p><dl>${rows.join("")}</dl></article>`;
}

/** A line of Terraform rather than a sentence. */
const TERRAFORM = /^[{["]|^\w+(?: "[^"]*")* \{|^[\w.]+ = /;

function fieldHtml({ label, lines }: Field): string {
  if (label === "at") return lines.map((line) => `<span class="place">${name(line)}</span>`).join("");
  if (lines.length > 1 || (label === "fix" && TERRAFORM.test(lines.join(""))))
    return `<pre>${lines.map(escapeMarkup).join("\n")}</pre>`;
  return prose(lines.join(""));
}
