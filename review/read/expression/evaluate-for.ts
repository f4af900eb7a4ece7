import { isList, isObject, Unknown, type Value } from "../../graph/value";
import { asUnordered, isSet, isUnordered } from "./access";
import { booleanOf, textOf } from "./convert";
import type { Expression, ForExpression } from "./expression";
import { type Scope, withNames } from "./scope";
import { settle } from "./settle";
import { textOfParts } from "./text-of-parts";
import { Invalid, isUnclear, unknownFrom } from "./unknown";

interface Element {
  readonly key: Value;
  readonly value: Value;
}

/** @param evaluate gives the value of an expression inside of the `for` */
export function evaluateFor(
  expression: ForExpression,
  scope: Scope,
  evaluate: (expression: Expression, scope: Scope) => Value,
): Value {
  const of = evaluate(expression.of, scope);
  const collection = settle(of);
  const elements = elementsOf(collection);
  if (elements instanceof Unknown)
    return elements instanceof Invalid ? elements : unknownFrom([elements, of]);
  const results: Element[] = [];
  const unclear: Value[] = [];
  for (const element of elements) {
    const names = new Map([[expression.valueName, element.value]]);
    if (expression.keyName !== undefined) names.set(expression.keyName, element.key);
    const inner = withNames(scope, names);
    const condition = expression.condition ? settle(evaluate(expression.condition, inner)) : true;
    const isWanted = booleanOf(condition);
    if (isWanted === false) continue;
    if (isWanted === undefined)
      unclear.push(isUnclear(condition) ? condition : new Invalid("a condition is no boolean"));
    const key = expression.key ? settle(evaluate(expression.key, inner)) : null;
    results.push({ key, value: evaluate(expression.value, inner) });
  }
  const values = results.map(({ value }) => value);
  if (unclear.length > 0) return unknownFrom([...unclear, ...values]);
  if (expression.result === "tuple")
    return isList(collection) && isUnordered(collection) ? asUnordered(values) : values;
  return expression.result === "text" ? textOfParts(values) : objectOf(results, expression.grouped);
}

function elementsOf(collection: Value): readonly Element[] | Unknown {
  if (isUnclear(collection)) return unknownFrom([collection]);
  if (isList(collection)) {
    const isOfKeys = isSet(collection);
    return collection.map((value, index) => ({ key: isOfKeys ? value : index, value }));
  }
  if (!isObject(collection)) return new Invalid("a for stands over a single value");
  return Object.keys(collection)
    .sort()
    .map((key) => ({ key, value: collection[key] ?? null }));
}

function objectOf(results: readonly Element[], grouped: boolean): Value {
  const members = new Map<string, Value[]>();
  for (const { key, value } of results) {
    const name = textOf(key);
    if (name === undefined) {
      const unclear = isUnclear(key) ? key : new Invalid("a key of an object is no text");
      return unknownFrom([unclear, ...results.map((result) => result.value)]);
    }
    const values = members.get(name);
    if (values === undefined) members.set(name, [value]);
    else if (grouped) values.push(value);
    else return new Invalid(`two elements have the same key ${name}`);
  }
  if (grouped) return Object.fromEntries(members);
  return Object.fromEntries([...members].map(([name, [value = null]]) => [name, value]));
}
