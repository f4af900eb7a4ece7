import type { Value } from "../graph/value";
import type { Json } from "./json";

/** Values that no report may show. */
export class SensitiveValues {
  readonly #values: Value[] = [];
  readonly #later: (() => Iterable<Json>)[] = [];

  add(value: Value): void {
    this.#values.push(value);
  }

  /** Values that are looked for only when a report is about to be written. */
  addLater(values: () => Iterable<Json>): void {
    this.#later.push(values);
  }

  /** Every text and number in them that is long enough to be recognized. */
  texts(): ReadonlySet<string> {
    const texts = new Set<string>();
    const values = [...this.#values, ...this.#later.flatMap((later) => [...later()])];
    for (const value of values) collect(value, texts);
    return texts;
  }
}

/** A shorter one would be found in every second word, and gives nothing away. */
const SHORTEST = 3;

function collect(value: Value, texts: Set<string>): void {
  if (typeof value === "number") collect(String(value), texts);
  if (typeof value === "object" && value !== null)
    for (const part of Object.values(value)) collect(part, texts);
  if (typeof value !== "string" || value.length < SHORTEST) return;
  texts.add(value);
  if (!/^\s*[[{]/.test(value)) return;
  try {
    collect(JSON.parse(value), texts);
  } catch {
    // Not JSON after all: it is kept as a whole.
  }
}
