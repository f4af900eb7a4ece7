import { visible } from "./plain-text";

/**
 * Text in the middle of Markdown, also in a cell of a table: as code, in which GitHub looks for no mention and no issue. A text
 * with a character that ends code or a cell, or begins a tag, is written in entities instead, in which Markdown means nothing.
 * https://github.github.com/gfm/#code-spans, https://github.github.com/gfm/#tables-extension-
 */
export function code(text: string): string {
  const shown = visible(text);
  return shown.trim() === shown && shown !== "" && !/[`|\\<]/.test(shown) ? `\`${shown}\`` : htmlCode(text);
}

/** Text as code where HTML stands and Markdown is not read, like in a summary; it can stand in Markdown too. */
export const htmlCode = (text: string) => `<code>${entities(text)}</code>`;

/** Text in which neither HTML nor Markdown finds a mark of its own. */
export function entities(text: string): string {
  return visible(text).replace(/[!-'*+:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Lines that are shown as they are, whatever they are. https://github.github.com/gfm/#fenced-code-blocks */
export function fence(lines: readonly string[], language = "text"): string {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const mark = "`".repeat(longest + 1);
  return `${mark}${language}\n${lines.join("\n")}\n${mark}\n`;
}
