import fc from "fast-check";
import {
  type Block,
  contains,
  coverage,
  coverageOfAll,
  isEverything,
  isPrivate,
  overlaps,
  readAddress,
  readBlock,
} from "../../../review/network/addresses";

const block = (text: string): Block => {
  const read = readBlock(text);
  if (!read) throw new Error(`${text} is no block`);
  return read;
};

describe("a block of addresses", () => {
  test.each([
    ["10.0.0.0/8", 4, 167772160, 184549375],
    ["0.0.0.0/0", 4, 0, 4294967295],
    ["10.1.2.3/32", 4, 167838211, 167838211],
    ["100.68.0.18/18", 4, 1682178048, 1682194431],
    ["::/0", 6, 0n, 2n ** 128n - 1n],
    ["2001:db8::/126", 6, 0x20010db8n << 96n, (0x20010db8n << 96n) + 3n],
    ["::ffff:10.0.0.1/128", 6, 0xffff0a000001n, 0xffff0a000001n],
    ["fd00:ec2::253/128", 6, (0xfd000ec2n << 96n) + 0x253n, (0xfd000ec2n << 96n) + 0x253n],
  ])("%s goes from its first to its last address", (text, version, first, last) => {
    expect(readBlock(text)).toEqual({ text, version, first, last });
  });

  test.each([
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/8",
    "256.0.0.0/8",
    "10.0.0.0/08",
    "::/129",
    "fe80::1%eth0/64",
    "10.0.0.0/-1",
    "a/b",
    "1::2::3/64",
  ])("%j is none", (text) => {
    expect(readBlock(text)).toBeUndefined();
  });

  test("an address is a block of one", () => {
    expect(readAddress("10.0.0.7")).toEqual(
      expect.objectContaining({ version: 4, first: 167772167, last: 167772167 }),
    );
    expect(readAddress("::1")).toEqual(expect.objectContaining({ version: 6, first: 1n, last: 1n }));
    expect(readAddress("somewhere")).toBeUndefined();
  });

  test("blocks of two versions have nothing in common", () => {
    expect(contains(block("::/0"), block("10.0.0.0/8"))).toBe(false);
    expect(overlaps(block("0.0.0.0/0"), block("::/0"))).toBe(false);
    expect(coverage(block("10.0.0.0/8"), [block("::/0")])).toBe("none");
  });

  test("all addresses and private ones are told", () => {
    expect(isEverything(block("0.0.0.0/0"))).toBe(true);
    expect(isEverything(block("::/0"))).toBe(true);
    expect(isEverything(block("0.0.0.0/1"))).toBe(false);
    expect(
      ["10.1.0.0/16", "172.31.0.0/16", "192.168.1.0/24", "100.64.0.0/10", "fd00::/8"]
        .map(block)
        .every(isPrivate),
    ).toBe(true);
    expect(["8.8.8.0/24", "172.0.0.0/8", "0.0.0.0/0", "2001:db8::/32"].map(block).some(isPrivate)).toBe(
      false,
    );
  });

  test("halves cover a whole together", () => {
    const halves = [block("10.0.128.0/17"), block("10.0.0.0/17")];
    expect(coverage(block("10.0.0.0/16"), halves)).toBe("all");
    expect(coverage(block("10.0.0.0/15"), halves)).toBe("part");
    expect(coverage(block("2001:db8::/32"), [block("2001:db8::/33"), block("2001:db8:8000::/33")])).toBe(
      "all",
    );
  });

  test("of several blocks, all must be covered", () => {
    const both = [block("10.0.0.0/24"), block("10.0.1.0/24")];
    expect(coverageOfAll(both, [block("10.0.0.0/16")])).toBe("all");
    expect(coverageOfAll(both, [block("10.0.1.0/24")])).toBe("part");
    expect(coverageOfAll(both, [block("10.1.0.0/16")])).toBe("none");
    expect(coverageOfAll([], [block("10.1.0.0/16")])).toBe("none");
  });
});

describe("intervals agree with a list of addresses", () => {
  // Small enough to be counted out: the last eight bits of an address.
  const small = fc
    .tuple(fc.nat(255), fc.integer({ min: 24, max: 32 }), fc.boolean())
    .map(([last, length, isIpv6]) =>
      isIpv6 ? `2001:db8::${last.toString(16)}/${length + 96}` : `10.0.0.${last}/${length}`,
    );
  const members = ({ version, first, last }: Block) => {
    const base = version === 4 ? 10 * 2 ** 24 : 0x20010db8n << 96n;
    const number = (address: number | bigint) => Number(BigInt(address) - BigInt(base));
    return new Set(
      Array.from(
        { length: number(last) - number(first) + 1 },
        (_, index) => `${version} ${number(first) + index}`,
      ),
    );
  };

  test("in containing, overlapping and covering", () => {
    fc.assert(
      fc.property(small, fc.array(small, { maxLength: 6 }), (text, texts) => {
        const target = block(text);
        const wanted = members(target);
        const given = new Set(texts.flatMap((other) => [...members(block(other))]));
        const hit = [...wanted].filter((address) => given.has(address)).length;
        expect(coverage(target, texts.map(block))).toBe(
          hit === 0 ? "none" : hit === wanted.size ? "all" : "part",
        );
        for (const other of texts.map(block)) {
          const of = members(other);
          expect(contains(other, target)).toBe([...wanted].every((address) => of.has(address)));
          expect(overlaps(other, target)).toBe([...wanted].some((address) => of.has(address)));
        }
      }),
    );
  });
});
