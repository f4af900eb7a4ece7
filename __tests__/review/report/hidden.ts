/** From and to: controls but for the line break, marks of direction, zero width, unpaired surrogates, what is no character. */
const RANGES = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfffe, 0xffff],
] as const;

/** The characters of a report that none may hold as they are. */
export function hiddenIn(report: string): string[] {
  return [...report].filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return RANGES.some(([from, to]) => from <= point && point <= to);
  });
}
