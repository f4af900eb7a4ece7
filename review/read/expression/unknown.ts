import { isList, isObject, Reference, Template, Unknown, type Value } from "../../graph/value";

/** What Terraform itself would refuse, like an attribute that an object does not have: `try` takes its next argument then. */
export class Invalid extends Unknown {}

/** More do not help anybody, and a list for every one of 5,000 instances would cost time. */
const MOST_CANDIDATES = 200;

/**
 * What is made from values of which some are not known: the reason is that of the first, the candidates are those of all.
 *
 * @param reason in place of the first value's own
 */
export function unknownFrom(values: readonly Value[], reason?: string): Unknown {
  const first = firstUnknown(values);
  const candidates = referencesAmong(values);
  if (first instanceof Invalid) return new Invalid(first.reason, candidates);
  const text =
    reason ?? first?.reason ?? (candidates[0] ? `${nameOf(candidates[0])} is known only after an apply` : "");
  return new Unknown(text === "" ? "a part of it is not known" : text, candidates);
}

/** Whether a value is not known as a whole; a list or an object of such values is known as to its shape. */
export function isUnclear(value: Value): value is Reference | Template | Unknown {
  return value instanceof Reference || value instanceof Template || value instanceof Unknown;
}

/** The references that values hold, at any depth. */
export function referencesAmong(values: readonly Value[]): readonly Reference[] {
  const found = new Map<string, Reference>();
  const collect = (value: Value): void => {
    if (found.size >= MOST_CANDIDATES || typeof value !== "object" || value === null) return;
    if (value instanceof Reference) found.set(identityOf(value), value);
    else if (value instanceof Template) value.parts.forEach(collect);
    else if (value instanceof Unknown) value.candidates.forEach(collect);
    else Object.values(value).forEach(collect);
  };
  values.forEach(collect);
  return [...found.values()];
}

/** Whether something in the value is what Terraform would refuse. */
export function isInvalid(value: Value): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Unknown) return value instanceof Invalid;
  if (value instanceof Reference) return false;
  return (value instanceof Template ? value.parts : Object.values(value)).some(isInvalid);
}

function firstUnknown(values: readonly Value[]): Unknown | undefined {
  for (const value of values) {
    if (value instanceof Unknown) return value;
    const inner =
      value instanceof Template
        ? value.parts
        : isList(value)
          ? value
          : isObject(value)
            ? Object.values(value)
            : [];
    const found = inner.length === 0 ? undefined : firstUnknown(inner);
    if (found) return found;
  }
  return undefined;
}

/** Two references with the same text name the same attribute of the same resource. */
export function identityOf({ resource, path }: Reference): string {
  return JSON.stringify([resource.stack ?? null, resource.address, ...path]);
}

/** Like `aws_vpc_endpoint.api.dns_entry[0].dns_name`. */
export function nameOf({ resource, path }: Reference): string {
  return (
    resource.address + path.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")
  );
}
