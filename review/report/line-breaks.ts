/** Letters that take two columns of a terminal or of a fixed-width font. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}\p{Extended_Pictographic}]/u;

const columnsOf = (letter: string) => (letter > "~" && WIDE.test(letter) ? 2 : 1);

/** What switches ink on and off. Texts that were read have none, see `visible`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const INK = /\u001b\[\d+m/g;

/** How many columns a text takes in a fixed-width font. Ink takes none. */
export function columns(text: string): number {
  let sum = 0;
  for (const letter of text.replace(INK, "")) sum += columnsOf(letter);
  return sum;
}

/** Breaks a text between words only: a word that is wider than a line has one to itself and sticks out. */
export function breakBetweenWords(text: string, width: number): string[] {
  return breakBetween(text.split(" "), width);
}

/** The same for parts that must stay whole although they have spaces. */
export function breakBetween(parts: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const part of parts) {
    const more = columns(part);
    if (taken > 0 && taken + 1 + more > width) {
      lines.push(line);
      line = part;
      taken = more;
    } else {
      line = line === "" ? part : `${line} ${part}`;
      taken += (taken > 0 ? 1 : 0) + more;
    }
  }
  return [...lines, line];
}

/** Breaks a text so that no line is wider, best behind a mark of punctuation like those of an address, otherwise anywhere. */
export function breakAnywhere(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const part of text.match(/[^\s._/:\-\]]*[\s._/:\-\]]?/gu) ?? []) {
    if (columns(line) + columns(part.trimEnd()) <= width) {
      line += part;
      continue;
    }
    if (line !== "") lines.push(line.trimEnd());
    line = "";
    for (const letter of part) {
      if (columns(line) + columnsOf(letter) > width) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return [...lines, line.trimEnd()].filter((each, index) => each !== "" || index === 0);
}
