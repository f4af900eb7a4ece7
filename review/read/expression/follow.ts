import { isList, isObject, Reference, Unknown, type Value } from "../../graph/value";
import { attributeOf, elementOf, mayLack } from "./access";
import type { Expression, Step } from "./expression";
import { settle } from "./settle";
import { isUnclear, referencesAmong, unknownFrom } from "./unknown";

/**
 * The value that attributes, indices and splats lead to.
 *
 * @param evaluate gives the value of an index
 */
export function follow(value: Value, steps: readonly Step[], evaluate: (key: Expression) => Value): Value {
  let current = value;
  // Whether it is part of a resource, where a block that stands alone can be written without a list around it.
  let ofResource = false;
  for (const [position, step] of steps.entries()) {
    if (current instanceof Unknown) return current;
    ofResource ||= current instanceof Reference;
    if (step.kind === "attribute") {
      current = attributeOf(current, step.name);
    } else if (step.kind === "splat") {
      current = splat(current, (element) => follow(element, step.each, evaluate));
    } else {
      const key = settle(evaluate(step.key));
      const rest = (element: Value) => follow(element, steps.slice(position + 1), evaluate);
      if (isUnclear(key) && (isList(current) || isObject(current))) return anyElement(current, key, rest);
      if ((typeof key === "string" || typeof key === "number") && mayLack(current, key))
        return anyElement(
          current as readonly Value[],
          new Unknown(`whether there is an instance ${key} is not known`),
          rest,
        );
      const isLoneBlock = ofResource && key === 0 && isObject(current) && !Object.hasOwn(current, 0);
      if (!isLoneBlock) current = elementOf(current, key);
    }
  }
  return current;
}

/** One of the elements, of which cannot be told which: what follows the index is looked up in all of them. */
function anyElement(
  elements: readonly Value[] | { readonly [name: string]: Value },
  key: Value,
  rest: (element: Value) => Value,
): Unknown {
  const candidates = referencesAmong(Object.values(elements).map(rest));
  const { reason } = unknownFrom([key]);
  return new Unknown(reason, candidates);
}

/** `value[*]`: each element of a list; a value that is none counts as a list of one, and null as an empty one. */
function splat(value: Value, each: (element: Value) => Value): Value {
  const isWholeResource = value instanceof Reference && value.path.length === 0;
  const settled = isWholeResource ? value : settle(value);
  if (settled === null) return [];
  if (isList(settled)) return settled.map(each);
  if (settled instanceof Unknown || (settled instanceof Reference && !isWholeResource)) {
    return unknownFrom([value, settled]);
  }
  return [each(settled)];
}
