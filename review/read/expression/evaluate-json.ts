import { isList, isObject, Unknown, type Value } from "../../graph/value";
import { textOf } from "./convert";
import { evaluateTemplate } from "./evaluate";
import { hasTemplate } from "./parse";
import type { Scope } from "./scope";
import { settle } from "./settle";
import { unknownFrom } from "./unknown";

/** No body of a resource is nested this deep; a file that is would exhaust the stack. */
const DEEPEST = 500;

/**
 * What a part of a body in Terraform's JSON syntax comes to: texts are templates, names of members too. A part without any template
 * is given back as it is, not copied.
 *
 * @param value as `JSON.parse` gives it
 */
export function evaluateJson(value: unknown, scope: Scope): Value {
  return evaluatePart((value ?? null) as Value, scope, 0);
}

function evaluatePart(value: Value, scope: Scope, depth: number): Value {
  if (typeof value === "string") return hasTemplate(value) ? evaluateTemplate(value, scope) : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth > DEEPEST) return new Unknown(`a value is nested deeper than ${DEEPEST} levels`);
  if (isList(value)) return evaluateList(value, scope, depth + 1);
  return isObject(value) ? evaluateObject(value, scope, depth + 1) : value;
}

function evaluateList(list: readonly Value[], scope: Scope, depth: number): Value {
  let changed: Value[] | undefined;
  for (const [index, item] of list.entries()) {
    const result = evaluatePart(item, scope, depth);
    if (result !== item) changed ??= [...list];
    if (changed) changed[index] = result;
  }
  return changed ?? list;
}

function evaluateObject(object: { readonly [name: string]: Value }, scope: Scope, depth: number): Value {
  let isChanged = false;
  const members: [string, Value][] = [];
  const unclear: Value[] = [];
  for (const [name, member] of Object.entries(object)) {
    const result = evaluatePart(member, scope, depth);
    const key = hasTemplate(name) ? settle(evaluateTemplate(name, scope)) : name;
    const text = textOf(key);
    if (text === undefined) unclear.push(key);
    isChanged ||= result !== member || text !== name;
    members.push([text ?? name, result]);
  }
  if (unclear.length > 0) return unknownFrom([...unclear, ...members.map(([, member]) => member)]);
  return isChanged ? Object.fromEntries(members) : object;
}
