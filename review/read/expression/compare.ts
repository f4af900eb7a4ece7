import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";
import { settleToKnown } from "./settle";
import { identityOf, isUnclear } from "./unknown";

/**
 * Whether two values are equal; undefined if that cannot be told. Texts and numbers are never equal, and null only to itself, as in
 * Terraform (https://developer.hashicorp.com/terraform/language/expressions/operators#equality-operators).
 */
export function isEqual(one: Value, other: Value): boolean | undefined {
  const left = settleToKnown(one);
  const right = settleToKnown(other);
  if (isUnclear(left)) return isEqualToUnsettled(left, right);
  if (isUnclear(right)) return isEqualToUnsettled(right, left);
  if (isList(left)) return isList(right) && areEqual(left, right);
  if (!isObject(left)) return left === right;
  if (!isObject(right)) return false;
  const names = Object.keys(left);
  if (names.length !== Object.keys(right).length || !names.every((name) => Object.hasOwn(right, name)))
    return false;
  const members = (object: { readonly [name: string]: Value }) => names.map((name) => object[name] ?? null);
  return areEqual(members(left), members(right));
}

type Unsettled = Reference | Template | Unknown;

function areEqual(left: readonly Value[], right: readonly Value[]): boolean | undefined {
  if (left.length !== right.length) return false;
  let result: boolean | undefined = true;
  for (const [index, value] of left.entries()) {
    const equal = isEqual(value, right[index] ?? null);
    if (equal === false) return false;
    if (equal === undefined) result = undefined;
  }
  return result;
}

function isEqualToUnsettled(unsettled: Unsettled, other: Value): boolean | undefined {
  if (unsettled instanceof Unknown || other instanceof Unknown) return undefined;
  if (unsettled instanceof Template) return isEqualToTemplate(unsettled, other);
  if (other instanceof Reference) return identityOf(unsettled) === identityOf(other) ? true : undefined;
  return isNeverEmpty(unsettled) && (other === null || other === "") ? false : undefined;
}

/** Every resource has an id and an ARN once it is made; of other attributes that is not sure. */
export function isNeverEmpty({ path }: Reference): boolean {
  return path.length === 0 || (path.length === 1 && (path[0] === "id" || path[0] === "arn"));
}

function isEqualToTemplate({ parts }: Template, other: Value): boolean | undefined {
  if (other instanceof Template) return areEqual(parts, other.parts) === true ? true : undefined;
  if (other instanceof Reference) return undefined;
  if (typeof other !== "string") return false;
  const [first] = parts;
  const last = parts.at(-1);
  const fits =
    (typeof first !== "string" || other.startsWith(first)) &&
    (typeof last !== "string" || other.endsWith(last));
  return fits ? undefined : false;
}
