import { isKnown, isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { settle, valueAt } from "./settle";
import { Invalid, isUnclear, nameOf, unknownFrom } from "./unknown";

/** `value.name` */
export function attributeOf(value: Value, name: string): Value {
  if (value instanceof Unknown) return value;
  if (value instanceof Reference) return attributeOfReference(value, name);
  if (isObject(value)) return memberOf(value, name);
  return new Invalid(`${kindOf(value)} has no attribute ${name}`);
}

/** `value[key]` */
export function elementOf(value: Value, key: Value): Value {
  const index = settle(key);
  if (value instanceof Unknown) return value;
  if (index === null) return new Invalid("an index is null");
  if (typeof index === "object") return unknownElement(value, index);
  if (typeof index === "boolean") return new Invalid("an index is true or false");
  if (value instanceof Reference) return elementOfReference(value, index);
  if (isObject(value)) return memberOf(value, String(index));
  if (!isList(value)) return new Invalid(`${kindOf(value)} has no elements`);
  if (isSet(value)) return new Invalid("a set has no elements that an index names");
  if (isUnordered(value)) return unknownFrom(value, "the order of a set is known only after an apply");
  const position = Number(index);
  const element = Number.isInteger(position) && position >= 0 ? value[position] : undefined;
  return element === undefined ? new Invalid(`a list of ${value.length} has no element ${index}`) : element;
}

/** In a set each element is its own key. Lists and sets look the same, so that sets are remembered. */
const sets = new WeakSet<readonly Value[]>();

export function asSet(elements: readonly Value[]): readonly Value[] {
  sets.add(elements);
  return elements;
}

/** A list made of a set whose order is known only after an apply: which element comes first cannot be told. */
const unordered = new WeakSet<readonly Value[]>();

export function asUnordered(elements: readonly Value[]): readonly Value[] {
  unordered.add(elements);
  return elements;
}

export function isUnordered(list: readonly Value[]): boolean {
  return unordered.has(list) || (isSet(list) && list.length > 1 && list.some(isUnclear));
}

export function isSet(list: readonly Value[]): boolean {
  return sets.has(list);
}

/** Instances of a block of which it is not known how many there are: one stands for all. */
const assumed = new WeakSet<object>();

export function asAssumed<T extends object>(instances: T): T {
  assumed.add(instances);
  return instances;
}

/** Whether these are instances of which there may be one that is not here. */
export function mayLack(instances: Value, key: string | number): boolean {
  return (
    typeof instances === "object" &&
    instances !== null &&
    assumed.has(instances) &&
    !Object.hasOwn(instances, key)
  );
}

function memberOf(value: { readonly [name: string]: Value }, name: string): Value {
  const member = Object.hasOwn(value, name) ? value[name] : undefined;
  return member === undefined ? new Invalid(`an object has no attribute ${name}`) : member;
}

function unknownElement(value: Value, index: Value): Unknown {
  return unknownFrom([index, value], index instanceof Unknown ? index.reason : undefined);
}

function elementOfReference(reference: Reference, index: string | number): Value {
  if (reference.path.length > 0 || typeof index === "string") return attributeOfReference(reference, index);
  return unknownFrom([reference], `${nameOf(reference)} is not known to have instances`);
}

/** No provider's attributes are nested this deep. */
const LONGEST_PATH = 100;

/** What is known of an attribute stands for it, except for what tells which resource it is. */
function attributeOfReference({ resource, path }: Reference, step: string | number): Value {
  const longer = new Reference(resource, [...path, step]);
  if (path.length >= LONGEST_PATH) return unknownFrom([], "an attribute is nested too deep");
  if (path.length === 0 && tellsWhich(resource.type, step)) return longer;
  const value = valueAt(longer);
  return value !== undefined && value !== null && isKnown(value) ? value : longer;
}

/** Subnet groups have no other id than a name, which the one of another Region can have too. */
function tellsWhich(type: string, attribute: string | number): boolean {
  return (
    attribute === "id" || attribute === "arn" || (attribute === "name" && type.endsWith("_subnet_group"))
  );
}

function kindOf(value: Value): string {
  if (value === null) return "null";
  if (isList(value)) return "a list";
  return value instanceof Template || typeof value === "string" ? "a text" : `a ${typeof value}`;
}
