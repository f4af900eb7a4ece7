import { isKnown, isList, isObject, Reference, Template, Unknown, type Value } from "../graph/value";
import { isJsonObject, type Json } from "./json";

/**
 * A value of a plan, in which what is not known before the apply is told by the configuration as far as it can: a plan has
 * `{"port": 443}` and that the group is not known, the configuration has whose group it is.
 *
 * @param after what the plan knows
 * @param unknown true, or a tree of the same shape with true where a value is not known
 */
export function knownWithConfiguration(
  after: Json | undefined,
  unknown: Json | undefined,
  configured: () => Value | undefined,
): Value | undefined {
  if (!hasUnknown(unknown)) return after === null ? undefined : after;
  return merged(after, unknown, configured());
}

function hasUnknown(unknown: Json | undefined): boolean {
  if (unknown === true) return true;
  if (typeof unknown !== "object" || unknown === null) return false;
  return Object.values(unknown).some(hasUnknown);
}

function merged(
  after: Json | undefined,
  unknown: Json | undefined,
  configured: Value | undefined,
): Value | undefined {
  if (unknown === true) return configured;
  if (!hasUnknown(unknown)) return after;
  if (Array.isArray(unknown)) return mergedList(Array.isArray(after) ? after : [], unknown, configured);
  if (!isJsonObject(unknown)) return after;
  const block = isList(configured) && configured.length === 1 ? configured[0] : configured;
  const known = isJsonObject(after) ? after : {};
  const names = new Set([...Object.keys(known), ...Object.keys(unknown)]);
  const members = [...names].flatMap((name): [string, Value][] => {
    const value = merged(known[name], unknown[name], isObject(block) ? block[name] : vague(configured));
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(members);
}

function mergedList(after: readonly Json[], unknown: readonly Json[], written: Value | undefined): Value {
  const configured = isObject(written) ? [written] : written; // JSON syntax writes a single block as an object.
  if (!isList(configured)) {
    return unknown.map((part, index) => merged(after[index], part, vague(written)) ?? null);
  }
  // A set is not in the order in which it is written: what is known of a member tells which one it is.
  const scalars = unknown.every((part) => typeof part !== "object" || part === null);
  if (scalars && configured.every((item) => !(item instanceof Unknown))) return configured;
  const left = [...configured];
  const taken = unknown.map((part, index) => {
    const fitting = left.findIndex((item) => fits(after[index], part, item));
    return fitting < 0 ? undefined : left.splice(fitting, 1)[0];
  });
  return unknown.map((part, index) => merged(after[index], part, taken[index] ?? vague(configured)) ?? null);
}

/** Whether a written value can be the planned one: nothing that both know differs. */
function fits(after: Json | undefined, unknown: Json | undefined, written: Value | undefined): boolean {
  if (unknown === true) return true;
  if (written instanceof Unknown || written instanceof Reference || written instanceof Template) return true;
  if (isObject(written)) {
    if (!isJsonObject(after)) return after === undefined || after === null;
    const parts = isJsonObject(unknown) ? unknown : {};
    return Object.entries(written).every(
      ([name, value]) => value === null || fits(after[name] ?? null, parts[name] ?? null, value),
    );
  }
  if (isList(written)) {
    if (!isKnown(written) || hasUnknown(unknown)) return true;
    return Array.isArray(after) && after.length === written.length;
  }
  if (written === null || written === undefined) return true;
  return after === null || after === undefined || String(after) === String(written);
}

/** What is left to say of a part when the whole can be anything of what it is written from. */
function vague(configured: Value | undefined): Value {
  return new Unknown("known after apply", referencesIn(configured));
}

function referencesIn(value: Value | undefined): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Unknown) return [...value.candidates];
  if (value instanceof Template) return value.parts.flatMap(referencesIn);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(referencesIn);
  return [];
}
