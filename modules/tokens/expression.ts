import { Fn, Tokenization } from "cdktf";

/**
 * A text that is made of words and tokens, as one expression: cdktf writes it as a template within a function, which it warns about and
 * does not always write right.
 */
export function expressionOf<T>(value: T): T {
  if (typeof value !== "string") return value;
  const pieces = Tokenization.reverseString(value).join({
    join: (left, right) => [left, right].flat().filter((piece) => piece !== undefined),
  });
  return Array.isArray(pieces) ? (Fn.join("", pieces) as T) : value;
}
