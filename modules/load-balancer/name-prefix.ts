import { Token } from "cdktf";

/**
 * The beginning of a name of Elastic Load Balancing, to which the provider adds a unique end, so that a replacement can stand
 * beside it: AWS takes 32 characters, letters, digits and hyphens, of which the provider adds 26.
 */
export function replaceableNamePrefix(name: string): string {
  if (Token.isUnresolved(name)) return ANY;
  const beginning = name
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-/, "")
    .slice(0, 5)
    .replace(/-$/, "");
  return beginning === "" ? ANY : `${beginning}-`;
}

const ANY = "lb-";
