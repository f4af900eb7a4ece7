import { type Comment, type Declaration, type Signature, signaturesOf, type Words } from "./api-model";

/** What is said of a declaration, in one line of Markdown; empty if nothing is. */
export function summaryOf(declared: Declaration | Signature): string {
  return inOneLine(commentOf(declared)?.summary ?? []);
}

/** What is said under a tag like `@default`; undefined if there is none. */
export function tagOf(declared: Declaration | Signature, tag: string): string | undefined {
  const found = commentOf(declared)?.blockTags?.find((each) => each.tag === tag);
  return found && inOneLine(found.content);
}

function commentOf(declared: Declaration | Signature): Comment | undefined {
  if (declared.comment) return declared.comment;
  return "kind" in declared ? signaturesOf(declared)[0]?.comment : undefined;
}

function inOneLine(words: readonly Words[]): string {
  return words
    .map(({ text }) => text)
    .join("")
    .replace(/\s*\n\s*(?:- )?/g, " ")
    .trim();
}

/** A table, with a row for each list of cells; empty if there are no rows. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

// A bar ends a cell, in code too.
const cell = (text: string) => text.replace(/\|/g, "\\|");

/** Text as code, whatever is in it. */
export const code = (text: string) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
