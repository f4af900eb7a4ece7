import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { textOf } from "./convert";
import { settleToKnown } from "./settle";
import { textOfParts } from "./text-of-parts";
import { unknownFrom } from "./unknown";

/**
 * A value as `jsonencode` writes it. What is not known stands in quotes, as if it were a text: `jsonWithHoles` takes the quotes
 * away again.
 */
export function jsonText(value: Value): Value {
  const parts: Value[] = [];
  write(value, parts);
  return textOfParts(parts);
}

function write(given: Value, parts: Value[]): void {
  const value = settleToKnown(given);
  if (typeof value === "string") parts.push(quoted(value));
  else if (value instanceof Template) {
    parts.push('"', ...value.parts.map((part) => (typeof part === "string" ? escaped(part) : part)), '"');
  } else if (value instanceof Reference || value instanceof Unknown) {
    // In a text, a reference to a whole resource would be a mistake; here it is an object.
    const isWhole = value instanceof Reference && value.path.length === 0;
    parts.push('"', isWhole ? unknownFrom([value]) : value, '"');
  } else if (isList(value)) writeList(value, parts);
  else if (isObject(value)) writeObject(value, parts);
  else parts.push(value === null ? "null" : (textOf(value) ?? value));
}

function writeList(list: readonly Value[], parts: Value[]): void {
  parts.push("[");
  for (const [index, item] of list.entries()) {
    if (index > 0) parts.push(",");
    write(item, parts);
  }
  parts.push("]");
}

function writeObject(object: { readonly [name: string]: Value }, parts: Value[]): void {
  parts.push("{");
  for (const [index, name] of Object.keys(object).sort().entries()) {
    parts.push(`${index > 0 ? "," : ""}${quoted(name)}:`);
    write(object[name] ?? null, parts);
  }
  parts.push("}");
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** As Go's `encoding/json` does it: https://pkg.go.dev/encoding/json#HTMLEscape */
function escaped(text: string): string {
  return JSON.stringify(text)
    .slice(1, -1)
    .replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
