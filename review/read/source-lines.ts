import type { SourceLocation } from "../graph/resource";

/** Where blocks of HCL begin. Found by their first lines, since the parser does not tell. */
export function hclLocator(
  file: string,
  content: string,
): (kind: string, ...labels: string[]) => SourceLocation {
  let lines: Map<string, number> | undefined;
  return (kind, ...labels) => ({
    file,
    get line() {
      lines ??= new Map(hclLines(content));
      return lines.get([kind, ...labels].join(" "));
    },
  });
}

function* hclLines(content: string): Generator<[string, number]> {
  const block = /^[ \t]*(resource|data)[ \t]+"?([\w-]+)"?[ \t]+"?([\w-]+)"?/;
  for (const [index, line] of content.split("\n").entries()) {
    const match = block.exec(line);
    if (match) yield [match.slice(1, 4).join(" "), index + 1];
  }
}

/** Where resources of JSON syntax begin: the line of their name, inside that of their type, inside that of their kind. */
export function jsonLocator(
  file: string,
  content: string,
): (kind: string, ...labels: string[]) => SourceLocation {
  return (...keys) => ({
    file,
    get line() {
      let at = 0;
      for (const key of keys) {
        const found = content.indexOf(`${JSON.stringify(key)}:`, at);
        if (found < 0) return undefined;
        at = found + 1;
      }
      let line = 1;
      for (let newline = content.indexOf("\n"); newline >= 0 && newline < at; line += 1) {
        newline = content.indexOf("\n", newline + 1);
      }
      return line;
    },
  });
}
