import { isIPv4, isIPv6 } from "node:net";

/** Addresses of a CIDR block as an interval, both ends included: numbers for IPv4, which is nearly all there is, BigInts for IPv6. */
export interface Block {
  readonly text: string;
  readonly version: 4 | 6;
  readonly first: number | bigint;
  readonly last: number | bigint;
}

/** What some blocks cover of another: all of it, a part, or nothing. */
export type Coverage = "all" | "part" | "none";

/**
 * The block that a text in CIDR notation means. Bits behind the prefix are dropped, as AWS does: it stores 100.68.0.18/18 as
 * 100.68.0.0/18 (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html).
 *
 * @returns undefined if the text is no block
 */
export function readBlock(text: string): Block | undefined {
  const [, address = "", prefix = ""] = /^([0-9A-Fa-f:.]+)\/(0|[1-9]\d{0,2})$/.exec(text) ?? [];
  const length = Number(prefix);
  if (isIPv4(address) && length <= 32) {
    const size = 2 ** (32 - length);
    const first = Math.floor(ipv4Number(address) / size) * size;
    return { text, version: 4, first, last: first + size - 1 };
  }
  if (isIPv6(address) && length <= 128) {
    const size = 1n << BigInt(128 - length);
    const first = (ipv6Number(address) / size) * size;
    return { text, version: 6, first, last: first + size - 1n };
  }
  return undefined;
}

/** The block of one address; undefined if the text is no address. */
export function readAddress(text: string): Block | undefined {
  return readBlock(`${text}/${text.includes(":") ? 128 : 32}`);
}

export function contains(outer: Block, inner: Block): boolean {
  return outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;
}

export function overlaps(a: Block, b: Block): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}

/** Whether a block is all addresses of its version. */
export function isEverything({ version, first, last }: Block): boolean {
  return version === 4 ? first === 0 && last === 2 ** 32 - 1 : first === 0n && last === 2n ** 128n - 1n;
}

/** What several blocks together cover of one. */
export function coverage(target: Block, by: readonly Block[]): Coverage {
  const touching = by.filter((block) => overlaps(block, target));
  if (touching.length === 0) return "none";
  touching.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  let next = target.first;
  for (const { first, last } of touching) {
    if (first > next) return "part";
    if (last >= target.last) return "all";
    if (last >= next) next = successor(last);
  }
  return "part";
}

/** What several blocks cover of several others together. */
export function coverageOfAll(targets: readonly Block[], by: readonly Block[]): Coverage {
  const each = new Set(targets.map((target) => coverage(target, by)));
  const [only] = each;
  return each.size === 1 && only !== undefined ? only : each.size === 0 ? "none" : "part";
}

// What no public service answers from: RFC 1918, RFC 6598, RFC 4193 and link-local addresses.
const PRIVATE = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "169.254.0.0/16",
  "127.0.0.0/8",
  "fc00::/7",
  "fe80::/10",
]
  .map(readBlock)
  .filter((block) => block !== undefined);

/** Whether no address of the block is one of the internet. */
export function isPrivate(block: Block): boolean {
  return PRIVATE.some((all) => contains(all, block));
}

export function successor(address: number | bigint): number | bigint {
  return typeof address === "bigint" ? address + 1n : address + 1;
}

export function predecessor(address: number | bigint): number | bigint {
  return typeof address === "bigint" ? address - 1n : address - 1;
}

function ipv4Number(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** @param address eight parts in hexadecimal digits, or fewer with "::" in place of zeros; the last two may be written as IPv4 */
function ipv6Number(address: string): bigint {
  const ipv4 = /[^:]*\.[^:]*$/.exec(address)?.[0];
  const number = ipv4 === undefined ? 0 : ipv4Number(ipv4);
  const hexadecimal =
    ipv4 === undefined
      ? address
      : address.slice(0, -ipv4.length) +
        [Math.floor(number / 65536), number % 65536].map((part) => part.toString(16)).join(":");
  const [left = [], right = []] = hexadecimal.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}
