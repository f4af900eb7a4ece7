import { Token } from "cdktf";

/** A number as text, for arguments that take texts; one that only Terraform knows stays a token. */
export function numberText(number: number): string {
  return Token.isUnresolved(number) ? Token.asString(number) : String(number);
}
