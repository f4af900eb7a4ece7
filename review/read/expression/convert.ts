import type { Value } from "../../graph/value";

/**
 * A number, or a text that is one, as Terraform converts it; undefined if it is neither, or if it is too large to be exact here:
 * Terraform's numbers have 512 bits.
 */
export function numberOf(value: Value | undefined): number | undefined {
  const isText = typeof value === "string" && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value);
  const number = isText ? Number(value) : value;
  return typeof number === "number" && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** A boolean, or a text that is one. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

/**
 * A text, or a number or boolean as Terraform writes it. undefined for everything else, and for a number whose digits are more
 * than are kept here, like 1/3.
 */
export function textOf(value: Value | undefined): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "number" || numberOf(value) === undefined) return undefined;
  if (Number.isInteger(value)) return value.toFixed(0);
  const text = value.toString();
  return text.includes("e") || text.replace(/\D/g, "").length > 14 ? undefined : text;
}

/** A result of arithmetic without the error in its last binary digits: 0.1 + 0.2 is 0.3 in Terraform. */
export function rounded(value: number): number {
  // Adding 0 makes 0 of -0, which Terraform does not know.
  return (Number.isInteger(value) ? value : Number(value.toPrecision(15))) + 0;
}
