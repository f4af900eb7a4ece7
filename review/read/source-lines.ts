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

/** Where resources of JSON syntax begin, as far as each has a line of its own, as synthesis writes them. */
export function jsonLocator(
  file: string,
  content: string,
): (kind: string, ...labels: string[]) => SourceLocation {
  let lines: Map<string, number> | undefined;
  return (kind, ...labels) => ({
    file,
    get line() {
      lines ??= new Map(jsonLines(content));
      return lines.get([kind, ...labels].join(" "));
    },
  });
}

/** Reads which key stands in which by how far it is indented: in one pass, since thousands of findings may ask. */
function* jsonLines(content: string): Generator<[string, number]> {
  const key = /^([ \t]*)"((?:[^"\\]|\\.)*)":[ \t]*[{[]/;
  const open: { readonly indent: number; readonly name: string }[] = [];
  for (const [index, line] of content.split("\n").entries()) {
    const [, indent, name] = key.exec(line) ?? [];
    if (indent === undefined || name === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= indent.length) open.pop();
    open.push({ indent: indent.length, name });
    const [kind, ...labels] = open.map((one) => one.name);
    if (labels.length === 2 && (kind === "resource" || kind === "data"))
      yield [[kind, ...labels].join(" "), index + 1];
  }
}
