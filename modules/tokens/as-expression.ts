import { Token } from "cdktf";
import { expressionOf } from "./expression";

/** A value as an argument of a function: cdktf takes no text with tokens there, and writes what is undefined as null. */
export function asExpression(value: unknown): unknown {
  if (typeof value === "string") return expressionOf(value);
  if (Token.isUnresolved(value) || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(asExpression);
  const known = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(known.map(([key, each]) => [key, asExpression(each)]));
}
