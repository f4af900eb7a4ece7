import * as util from "node:util";

/** How parts of a text are set off. */
export interface Ink {
  /** In the colour of a verdict, or of a `WARNING`; strong if the word is none of these. */
  as(word: string, text: string): string;
  /** The word itself, however it is padded. */
  word(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
}

const plain = (text: string) => text;
const NO_INK: Ink = { as: (_, text) => text, word: plain, strong: plain, faint: plain };

type Format = Parameters<typeof util.styleText>[0];
const COLORS: Readonly<Record<string, Format>> = {
  PROVEN: "green",
  BROKEN: "red",
  UNKNOWN: "yellow",
  WARNING: "yellow",
};

/** @param color whether the reader is a terminal: who calls knows, so that Node's own guess from stdout is switched off */
export function inkFor(color: boolean): Ink {
  // Node 20.12 and later; before that there are no colours. https://nodejs.org/docs/latest-v20.x/api/util.html
  if (!color || typeof util.styleText !== "function") return NO_INK;
  const style = (format: Format, text: string) =>
    text === "" ? "" : util.styleText(format, text, { validateStream: false });
  const as = (word: string, text: string) => style(COLORS[word] ?? "bold", text);
  return {
    as,
    word: (text) => as(text.trimEnd(), text),
    strong: (text) => style("bold", text),
    faint: (text) => style("dim", text),
  };
}
