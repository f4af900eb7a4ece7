import { Fn, Tokenization } from "cdktf";

/**
 * A text that is made of words and tokens, as one expression: cdktf writes it as a template within a function, which it warns about and
 * does not always write right.
 */
export function expressionOf<T>(value: T): T {
  if (typeof value !== "string") return value;
  const pieces = piecesOf(value);
  return pieces.length > 1 ? (Fn.join("", [...pieces]) as T) : value;
}

/** The words and the tokens that a text is made of, in their order. */
export function piecesOf(text: string): readonly string[] {
  const pieces: string | readonly string[] = Tokenization.reverseString(text).join({
    join: (left = [], right = []) => [left, right].flat(),
  });
  return [pieces].flat();
}
