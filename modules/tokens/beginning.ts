import { Fn, Token } from "cdktf";
import { expressionOf } from "./expression";

/**
 * The beginning of a text; of one that only Terraform knows, Terraform takes it.
 *
 * @param length at most how many characters, from 1
 */
export function beginningOf(text: string, length: number): string {
  return Token.isUnresolved(text) ? Fn.substr(expressionOf(text), 0, length) : text.slice(0, length);
}
