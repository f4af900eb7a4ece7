import { Fn, Token } from "cdktf";

/** A text in capitals; one that only Terraform knows, Terraform turns. */
export function upperCase(text: string): string {
  return Token.isUnresolved(text) ? Fn.upper(text) : text.toUpperCase();
}
