import { isList, isObject, Unknown, type Value } from "../../graph/value";
import { isEqual } from "./compare";
import { booleanOf, textOf } from "./convert";
import { evaluateFor } from "./evaluate-for";
import { evaluateOperation, evaluateUnary } from "./evaluate-operation";
import type { CallExpression, Expression, ObjectItem, VariableExpression } from "./expression";
import { callFileFunction } from "./file-functions";
import { follow } from "./follow";
import { callFunction } from "./functions";
import { parseTemplate } from "./parse";
import type { Scope } from "./scope";
import { settle } from "./settle";
import { textOfParts } from "./text-of-parts";
import { Invalid, isUnclear, referencesAmong, unknownFrom } from "./unknown";

/** What an expression comes to, as far as the scope tells. Nothing is thrown: what cannot be told is Unknown, with the reason. */
export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return textOfParts(expression.parts.map((part) => evaluate(part, scope)));
    case "variable":
      return evaluateTraversal(expression, scope);
    case "access":
      return follow(evaluate(expression.of, scope), expression.steps, (key) => evaluate(key, scope));
    case "tuple":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return evaluateObject(expression.items, scope);
    case "for":
      return evaluateFor(expression, scope, evaluate);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "unary":
      return evaluateUnary(expression.operator, evaluate(expression.operand, scope));
    case "operation":
      return evaluateOperation(expression, (operand) => evaluate(operand, scope));
    case "call":
      return evaluateCall(expression, scope);
    case "opaque":
      return new Unknown(`${excerpt(expression.text)} is not understood: ${expression.reason}`);
  }
}

/** What a text of Terraform's JSON syntax comes to. */
export function evaluateTemplate(text: string, scope: Scope): Value {
  return evaluate(parseTemplate(text), scope);
}

function evaluateTraversal({ head, steps }: VariableExpression, scope: Scope): Value {
  const found = scope.resolve(head);
  if (found === undefined) return new Unknown(`${head.slice(0, addressLength(head)).join(".")} is not known`);
  const rest = head.slice(found.used).map((name) => ({ kind: "attribute", name }) as const);
  return follow(found.value, [...rest, ...steps], (key) => evaluate(key, scope));
}

/** As many names as say what it is: `data.aws_vpc.main`, `var.name`. */
function addressLength(head: readonly string[]): number {
  return head[0] === "data" || head[0] === "module" ? 3 : 2;
}

function evaluateObject(items: readonly ObjectItem[], scope: Scope): Value {
  const members: [string, Value][] = [];
  const unclear: Value[] = [];
  for (const item of items) {
    const key = settle(evaluate(item.key, scope));
    const value = evaluate(item.value, scope);
    const name = textOf(key);
    if (name === undefined)
      unclear.push(typeof key === "object" && key !== null ? key : new Invalid("a key is null"));
    members.push([name ?? "", value]);
  }
  if (unclear.length === 0) return Object.fromEntries(members);
  return unknownFrom([...unclear, ...members.map(([, value]) => value)]);
}

function evaluateConditional(
  { condition, yes, no }: Extract<Expression, { kind: "conditional" }>,
  scope: Scope,
): Value {
  const decision = settle(evaluate(condition, scope));
  const isYes = booleanOf(decision);
  if (isYes !== undefined) {
    const value = evaluate(isYes ? yes : no, scope);
    if (typeof value !== "number" && typeof value !== "boolean") return value;
    // Both sides become of one type: `true ? 80 : "none"` is "80".
    const isText = typeof evaluate(isYes ? no : yes, scope) === "string";
    return isText ? (textOf(value) ?? value) : value;
  }
  const values = [evaluate(yes, scope), evaluate(no, scope)];
  const [value, other] = values;
  if (value !== undefined && other !== undefined && isEqual(value, other) === true) return value;
  if (typeof decision !== "object" || decision === null)
    return new Invalid("a condition is neither true nor false");
  const { reason } = unknownFrom([decision]);
  return new (decision instanceof Invalid ? Invalid : Unknown)(reason, referencesAmong(values));
}

function evaluateCall({ name, arguments: written, expanded }: CallExpression, scope: Scope): Value {
  const values = written.map((argument) => evaluate(argument, scope));
  const last = expanded ? values.pop() : undefined;
  const read = scope.files && callFileFunction(name, values, scope.files, evaluate);
  if (read !== undefined) return read;
  if (last === undefined) return callFunction(name, values);
  const list = settle(last);
  if (isList(list)) return callFunction(name, [...values, ...list]);
  if (isUnclear(list)) return unknownFrom([list, ...values]);
  return new Invalid(
    `${isObject(list) ? "an object" : "a single value"} stands in place of a list of arguments`,
  );
}

function excerpt(text: string): string {
  const line = text.slice(0, 1_000).replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
