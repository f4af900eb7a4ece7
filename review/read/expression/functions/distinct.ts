import { isKnown, Reference, Template, type Value } from "../../../graph/value";
import { settleToKnown } from "../settle";
import { identityOf } from "../unknown";
import { untold } from "./arguments";

/**
 * The values without those that are there before. References to different attributes count as different: whether they will be the
 * same is known only after an apply.
 */
export function distinct(values: readonly Value[]): readonly Value[] {
  const byKey = new Map<string, Value>();
  for (const value of values) {
    const key = keyOf(settleToKnown(value));
    if (!byKey.has(key)) byKey.set(key, value);
  }
  return byKey.size === values.length ? values : [...byKey.values()];
}

/** The same text for what is equal, and another for what is not. */
function keyOf(value: Value): string {
  if (value instanceof Reference) return `reference ${identityOf(value)}`;
  if (value instanceof Template) return `template ${value.parts.map(keyOf).join(" ")}`;
  if (!isKnown(value)) return untold();
  return `value ${JSON.stringify(value, (_, member) => withSortedNames(member))}`;
}

function withSortedNames(member: unknown): unknown {
  if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
  return Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)));
}
