/**
 * Everything that a reader would not see, or that would change how the rest is shown: control characters and with them terminal
 * escapes, line breaks, marks of writing direction, zero-width characters, unpaired surrogates, unassigned code points.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** The same but for line feeds: those of JSON itself are many, and nothing in its strings is one. */
const HIDDEN_IN_LINES = /(?!\n)[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from the files that were read, in one line and with everything hidden written out, like `\u{202e}`. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** The same for a text that may have several lines, like a block of Terraform. */
export function visibleLines(text: string): string[] {
  return text.split(/\r?\n/).map((line) => visible(line.trimEnd()));
}

/**
 * JSON whose strings hold nothing hidden either: the same values, written with `\u` escapes. A terminal or a log may show the JSON
 * as it is.
 */
export function visibleJson(value: unknown): string {
  return (
    JSON.stringify(value, null, 2)
      .replace(HIDDEN_IN_LINES, escaped)
      // What a build's log would take for a command, see `withoutCommands`.
      .replace(/##(?=\[|vso\[)/g, "#\\u0023")
  );
}

function escaped(character: string): string {
  return character
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}

/**
 * Lines for a build's log, in which GitHub and Azure read commands: `::error::` at the beginning of a line, and `##[...]` or
 * `##vso[...]` anywhere. What looks like one is written out.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 * https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
 */
export function withoutCommands(lines: string): string {
  return lines.replace(/^([ \t]*)::/gm, "$1\\u{3a}:").replace(/##(?=\[|vso\[)/g, "#\\u{23}");
}
