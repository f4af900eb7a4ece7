import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { settle } from "./settle";
import { textOfParts } from "./text-of-parts";
import { unknownFrom } from "./unknown";

/** No policy or list of containers is nested this deep; a text that is would exhaust the stack. */
const DEEPEST = 500;

/**
 * A JSON text as the value that it writes. Where it has holes, the value has them too: a text that is nothing but a hole becomes
 * that hole, a text around one a template. A value that is no text, like a list that needs no parsing, is given back.
 */
export function jsonWithHoles(value: Value): Value {
  const settled = settle(value);
  if (typeof settled === "string") return parsedJson([settled]);
  return settled instanceof Template ? parsedJson(settled.parts) : settled;
}

function parsedJson(parts: readonly Value[]): Value {
  const marks = marksOutside(parts.filter((part) => typeof part === "string").join(""));
  if (marks === undefined)
    return unknownFrom(parts, "a JSON text has all characters that could stand for its holes");
  const { text, bare, depth } = marked(parts, marks);
  if (depth > DEEPEST) return unknownFrom(parts, `a JSON text is nested deeper than ${DEEPEST} levels`);
  let json: Value;
  try {
    json = JSON.parse(text);
  } catch {
    return unknownFrom(parts, "a text that should be JSON is none");
  }
  return parts.length === 1 && typeof parts[0] === "string" ? json : new Holes(parts, marks, bare).fill(json);
}

/** Around the number of a hole. */
interface Marks {
  readonly start: string;
  readonly end: string;
}

/** Two characters that are nowhere in the text, from those that no alphabet uses. */
function marksOutside(text: string): Marks | undefined {
  const taken = text.toLowerCase();
  const free: string[] = [];
  for (let code = 0xe000; code <= 0xf8ff && free.length < 2; code += 1) {
    const mark = String.fromCharCode(code);
    if (!text.includes(mark) && !taken.includes(`\\u${code.toString(16)}`)) free.push(mark);
  }
  const [start, end] = free;
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** The text with a mark in place of each hole, in quotes where no text is around it; `bare` are the numbers of these holes. */
function marked(
  parts: readonly Value[],
  { start, end }: Marks,
): { readonly text: string; readonly bare: ReadonlySet<number>; readonly depth: number } {
  const bare = new Set<number>();
  let inText = false;
  let level = 0;
  let depth = 0;
  const texts = parts.map((part, index) => {
    if (typeof part !== "string") {
      if (!inText) bare.add(index);
      return inText ? `${start}${index}${end}` : `"${start}${index}${end}"`;
    }
    for (const [sign] of part.matchAll(/\\.|["[\]{}]/gs)) {
      if (sign === '"') inText = !inText;
      else if (inText) continue;
      else if (sign === "[" || sign === "{") depth = Math.max(depth, ++level);
      else if (sign === "]" || sign === "}") level -= 1;
    }
    return part;
  });
  return { text: texts.join(""), bare, depth };
}

class Holes {
  private readonly mark: RegExp;

  constructor(
    private readonly parts: readonly Value[],
    marks: Marks,
    private readonly bare: ReadonlySet<number>,
  ) {
    this.mark = new RegExp(`${marks.start}(\\d+)${marks.end}`);
  }

  fill(value: Value): Value {
    if (typeof value === "string") return this.fillText(value);
    if (isList(value)) return this.fillList(value);
    return isObject(value) ? this.fillObject(value) : value;
  }

  private fillText(text: string): Value {
    const pieces = text.split(this.mark);
    if (pieces.length === 1) return text;
    return textOfParts(pieces.map((piece, index) => (index % 2 === 0 ? piece : this.hole(piece))));
  }

  /** A hole without quotes in a list can be several elements, like the result of a `join`: then the list is not known. */
  private fillList(list: readonly Value[]): Value {
    const several = list.flatMap((item) => {
      const [, number] = (typeof item === "string" && this.mark.exec(item)) || [];
      return number !== undefined && this.bare.has(Number(number)) ? [this.hole(number)] : [];
    });
    if (several.some((hole) => !(hole instanceof Reference)))
      return unknownFrom([...several, ...list.map((item) => this.fill(item))]);
    return list.map((item) => this.fill(item));
  }

  private fillObject(object: { readonly [name: string]: Value }): Value {
    const members: [string, Value][] = [];
    const unclear: Value[] = [];
    for (const [name, member] of Object.entries(object)) {
      const key = this.fillText(name);
      if (typeof key !== "string") unclear.push(key);
      members.push([name, this.fill(member)]);
    }
    if (unclear.length === 0) return Object.fromEntries(members);
    return unknownFrom([...unclear, ...members.map(([, member]) => member)]);
  }

  private hole(number: string): Value {
    return this.parts[Number(number)] ?? new Unknown("a hole of a JSON text is missing");
  }
}
