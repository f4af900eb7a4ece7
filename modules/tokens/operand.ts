import { conditional, Fn, Token, Tokenization } from "cdktf";

/** The class of what `conditional` gives, which cdktf does not export. */
const CONDITIONAL = conditional(true, true, true).constructor;

/**
 * A value as it can stand in an operator. cdktf puts no parentheses around a conditional, so that Terraform would take what stands beside
 * it for a part of it; a function has some.
 */
export function operandOf<T>(value: T): T {
  if (!isConditional(value)) return value;
  if (typeof value === "number") return Fn.tonumber(value) as T;
  return (typeof value === "string" ? Fn.tostring(value) : Fn.tobool(value)) as T;
}

function isConditional(value: unknown): boolean {
  if (!Token.isUnresolved(value)) return false;
  const token =
    typeof value === "number"
      ? Tokenization.reverseNumber(value)
      : typeof value === "string"
        ? Tokenization.reverseString(value).firstToken
        : value;
  return token instanceof CONDITIONAL;
}
