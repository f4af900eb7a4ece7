import { Token } from "cdktf";

/**
 * The beginning of a name of Elastic Load Balancing, to which the provider adds a unique end, so that a replacement can stand
 * beside it: AWS takes 32 characters, of which the provider adds 26.
 */
export function replaceableNamePrefix(name: string): string {
  if (Token.isUnresolved(name)) return "lb-";
  return `${name.slice(0, 5).replace(/-+$/, "")}-`;
}
