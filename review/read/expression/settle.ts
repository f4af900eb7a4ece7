import { isList, isObject, Reference, Unknown, type Value } from "../../graph/value";

/** Longer chains of attributes that are set to one another are not written; cycles are. */
const MOST_HOPS = 20;

/**
 * What a reference stands for as far as the files tell: `aws_ecs_service.a.cluster` is the reference to the cluster that the service
 * is given. A reference to what is known only after an apply stays, and so does every other value.
 */
export function settle(value: Value): Value {
  let settled = value;
  for (let hop = 0; hop < MOST_HOPS && settled instanceof Reference; hop += 1) {
    const next = valueAt(settled);
    if (next === undefined || next === null) return settled;
    settled = next;
  }
  return settled;
}

/** As `settle`, but a reference whose value cannot be told stays too: it tells more than that it cannot. */
export function settleToKnown(value: Value): Value {
  const settled = settle(value);
  return settled instanceof Unknown ? value : settled;
}

/** What the resource holds where the reference points to; undefined if nobody has set that. */
export function valueAt({ resource, path: [attribute, ...path] }: Reference): Value | undefined {
  let value = typeof attribute === "string" ? resource.get(attribute) : undefined;
  for (const [index, step] of path.entries()) {
    if (value instanceof Reference)
      return new Reference(value.resource, [...value.path, ...path.slice(index)]);
    if (value instanceof Unknown) return value;
    if (isList(value)) value = value[Number(step)];
    else if (!isObject(value)) return undefined;
    // Where a block can stand only once, Terraform's JSON syntax lets it be an object alone.
    else if (Object.hasOwn(value, step)) value = value[step];
    else if (step !== 0) return undefined;
  }
  return value;
}
