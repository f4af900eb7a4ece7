import type { Value } from "../../../graph/value";
import { refused, type TerraformFunction, text, untold, wholeNumber } from "./arguments";

/** https://developer.hashicorp.com/terraform/language/functions/cidrsubnet and its neighbours, of IPv4. */
export const cidrFunctions: Readonly<Record<string, TerraformFunction>> = {
  cidrhost: ([prefix, host]) => hostOf(blockOf(prefix), wholeNumber(host)),
  cidrnetmask: ([prefix]) => address(2 ** 32 - sizeOf(blockOf(prefix).length)),
  cidrsubnet: ([prefix, bits, number]) => subnetOf(blockOf(prefix), wholeNumber(bits), wholeNumber(number)),
  cidrsubnets: ([prefix, ...bits]) => subnetsOf(blockOf(prefix), bits.map(wholeNumber)),
};

interface Block {
  /** The first address, as a number. */
  readonly start: number;
  /** Of the prefix, in bits. */
  readonly length: number;
}

/** The block in which an address with a prefix length lies. */
function blockOf(value: Value | undefined): Block {
  const written = text(value);
  if (written.includes(":")) return untold("blocks of IPv6 are not calculated");
  const [, ...digits] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(written) ?? [];
  const [a = 256, b = 256, c = 256, d = 256, length = 33] = digits.map(Number);
  if (Math.max(a, b, c, d) > 255 || length > 32) return refused();
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  return { start: number - (number % sizeOf(length)), length };
}

function sizeOf(length: number): number {
  return 2 ** (32 - length);
}

function address(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
}

/** @param host counted from the end if it is negative */
function hostOf({ start, length }: Block, host: number): string {
  const size = sizeOf(length);
  if (host >= size || host < -size) return refused();
  return address(start + (host < 0 ? size + host : host));
}

function subnetOf({ start, length }: Block, bits: number, number: number): string {
  const longer = length + bits;
  if (bits < 0 || longer > 32 || number < 0 || number >= 2 ** bits) return refused();
  return `${address(start + number * sizeOf(longer))}/${longer}`;
}

/** Each begins behind the one before, where a block of its size can begin. */
function subnetsOf({ start, length }: Block, bits: readonly number[]): string[] {
  let next = start;
  return bits.map((more) => {
    const longer = length + more;
    const size = sizeOf(longer);
    const from = Math.ceil(next / size) * size;
    next = from + size;
    if (more < 1 || longer > 32 || next > start + sizeOf(length)) return refused();
    return `${address(from)}/${longer}`;
  });
}
