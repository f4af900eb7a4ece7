import { isList, isObject, Unknown, type Value } from "../../graph/value";
import { isEqual } from "./compare";
import { booleanOf, numberOf, rounded } from "./convert";
import type { Expression, OperationExpression, Operator } from "./expression";
import { settleToKnown } from "./settle";
import { Invalid, isUnclear, unknownFrom } from "./unknown";

export function evaluateUnary(operator: "-" | "!", operand: Value): Value {
  const value = settleToKnown(operand);
  if (isUnclear(value)) return unknownFrom([value]);
  if (operator === "!") {
    const boolean = booleanOf(value);
    return boolean === undefined ? new Invalid("! stands before what is neither true nor false") : !boolean;
  }
  const number = numberOf(value);
  if (number !== undefined) return 0 - number;
  return typeof value === "number" ? tooLarge() : new Invalid("- stands before what is no number");
}

export function evaluateOperation(
  { first, rest }: OperationExpression,
  evaluate: (operand: Expression) => Value,
): Value {
  let result = evaluate(first);
  for (const { operator, operand } of rest) result = operate(operator, result, evaluate(operand));
  return result;
}

function operate(operator: Operator, one: Value, other: Value): Value {
  if (operator === "==" || operator === "!=") return equality(operator === "==", one, other);
  const left = settleToKnown(one);
  const right = settleToKnown(other);
  if (operator === "&&" || operator === "||") return logic(operator === "||", left, right);
  if (isUnclear(left) || isUnclear(right)) return unknownFrom([left, right]);
  const x = numberOf(left);
  const y = numberOf(right);
  if (x === undefined || y === undefined) {
    const areNumbers = typeof (x ?? left) === "number" && typeof (y ?? right) === "number";
    return areNumbers ? tooLarge() : new Invalid(`${operator} stands beside what is no number`);
  }
  const result = arithmetic(operator, x, y);
  if (typeof result === "boolean") return result;
  return numberOf(rounded(result)) ?? tooLarge();
}

function tooLarge(): Unknown {
  return new Unknown("a number is too large for this review");
}

function arithmetic(operator: Operator, x: number, y: number): number | boolean {
  switch (operator) {
    case "<":
      return x < y;
    case ">":
      return x > y;
    case "<=":
      return x <= y;
    case ">=":
      return x >= y;
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return x / y;
    default:
      return x % y;
  }
}

/** @param decisive the value that decides alone: false for `&&`, true for `||` */
function logic(decisive: boolean, left: Value, right: Value): Value {
  const values = [left, right];
  const booleans = values.map(booleanOf);
  if (values.some((value, index) => booleans[index] === undefined && !isUnclear(value))) {
    return new Invalid("an operand is neither true nor false");
  }
  const invalid = values.find((value) => value instanceof Invalid);
  if (invalid !== undefined) return invalid;
  if (booleans.includes(decisive)) return decisive;
  return values.some(isUnclear) ? unknownFrom(values) : !decisive;
}

function equality(positive: boolean, left: Value, right: Value): Value {
  const equal = isEqual(left, right);
  if (equal === undefined) return unknownFrom([left, right]);
  if (equal && (isList(settleToKnown(left)) || isObject(settleToKnown(left)))) {
    // A list is not equal to a tuple of the same elements, and which of them it is cannot be told.
    return new Unknown("whether two equal lists or objects are of one type is not known");
  }
  return equal === positive;
}
