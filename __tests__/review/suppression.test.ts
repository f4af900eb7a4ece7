import { compare } from "../../review/compare";
import type { Finding, Path } from "../../review/result";
import { readReviewFile } from "../../review/review-file";
import { suppress } from "../../review/suppression";

const finding = (more: Partial<Finding> = {}): Finding => ({
  rule: "SG-01",
  title: "t",
  verdict: "BROKEN",
  severity: "error",
  address: "aws_security_group.db",
  path: "a -> b:1",
  hop: "h",
  found: "f",
  needed: "n",
  why: "w",
  fix: "x",
  ...more,
});
const path = (findings: readonly Finding[], more: Partial<Path> = {}): Path => ({
  id: "a -> b:1",
  from: "a",
  to: "b",
  port: 1,
  verdict: findings[0]?.verdict ?? "PROVEN",
  origin: "inferred",
  elements: [],
  hops: [{ title: "h", verdict: findings[0]?.verdict ?? "PROVEN", between: [0, 1], evidence: [], findings }],
  ...more,
});
const today = new Date("2026-11-27T10:00:00Z");

describe("a suppression", () => {
  const rule = { rule: "SG-01", reason: "known" };

  test.each([
    ["by address", { ...rule, address: "aws_security_group.db" }, true],
    ["by a pattern", { ...rule, address: "aws_security_group.*" }, true],
    ["by path", { ...rule, path: "a -> b:1" }, true],
    ["on its last day", { ...rule, address: "*", until: "2026-11-27" }, true],
    ["of another rule", { ...rule, rule: "SG-02", address: "*" }, false],
    ["of another address", { ...rule, address: "aws_security_group.d" }, false],
    ["of another path", { ...rule, path: "a -> b:12" }, false],
    ["whose address matches, but not its path", { ...rule, address: "*", path: "c" }, false],
  ])("%s", (_, suppression, matches) => {
    const result = suppress([path([finding()])], [finding({ path: undefined })], [suppression], today);
    expect(result.paths[0]?.verdict).toBe(matches ? "PROVEN" : "BROKEN");
    expect(result.suppressed[0]?.reason).toBe(matches ? "known" : undefined);
    expect(result.notices.length).toBe(matches ? 0 : 1);
  });

  test("that is expired suppresses nothing, and says so; so does one that is not needed", () => {
    const expired = { ...rule, address: "*", until: "2026-11-26" };
    const unused = { ...rule, rule: "LB-06", address: "aws_lb.x" };
    const result = suppress([path([finding()])], [], [expired, unused], today);
    expect(result.paths[0]?.verdict).toBe("BROKEN");
    expect(result.notices).toEqual([
      "The suppression of SG-01 at * expired on 2026-11-26: what it suppressed counts again.",
      "The suppression of LB-06 at aws_lb.x suppresses nothing. Remove it.",
    ]);
  });

  test("leaves what it does not match: the worst of the rest decides", () => {
    const other = finding({ rule: "RT-01", verdict: "UNKNOWN" });
    const result = suppress([path([finding(), other])], [], [{ ...rule, address: "*" }], today);
    expect(result.paths[0]?.verdict).toBe("UNKNOWN");
    expect(result.paths[0]?.hops[0]?.findings).toEqual([other]);
  });
});

describe("a review file", () => {
  const read = (json: object) => () => readReviewFile("file.json", json as never);

  test("is read", () => {
    const suppressions = [{ rule: "A-1", path: "x", reason: "r", until: "2027-02-28" }];
    expect(read({ paths: ["a -> b:5432", "c -> logs"], suppressions })()).toEqual({
      paths: [
        { from: "a", to: "b", port: 5432 },
        { from: "c", to: "logs", port: undefined },
      ],
      suppressions,
    });
  });

  test.each([
    [{ path: [] }, 'the file has a member "path". Allowed: paths, suppressions'],
    [{ paths: "a -> b" }, 'paths is "a -> b". Allowed: a list'],
    [{ paths: [1] }, "paths[0] is 1. Allowed: a text"],
    [{ paths: ["a to b"] }, 'paths[0]: The path "a to b" cannot be read'],
    [
      { paths: ["a -> b:70000"] },
      "cannot be read. Allowed: two Terraform addresses and a port from 1 to 65535",
    ],
    [{ suppressions: [{}] }, "suppressions[0].rule is missing. Allowed: the id of a rule"],
    [{ suppressions: [{ rule: "A" }] }, "suppressions[0].reason is missing"],
    [{ suppressions: [{ rule: "A", reason: " " }] }, 'suppressions[0].reason is " "'],
    [
      { suppressions: [{ rule: "A", reason: "r" }] },
      "suppressions[0].address is missing. Allowed: an address or a path",
    ],
    [{ suppressions: [{ rule: "A", reason: "r", address: 1 }] }, "suppressions[0].address is 1"],
    [
      { suppressions: [{ rule: "A", reason: "r", address: "x", until: "2027-02-30" }] },
      'until is "2027-02-30". Allowed: a day that exists',
    ],
    [
      { suppressions: [{ rule: "A", reason: "r", address: "x", expires: 1 }] },
      'suppressions[0] has a member "expires"',
    ],
  ])("%j is refused", (json, message) => {
    expect(read(json)).toThrow(message);
  });
});

describe("a comparison", () => {
  const earlier = (verdict: Path["verdict"]) => [{ id: "a -> b:1", verdict }];

  test.each([
    ["PROVEN", "BROKEN", "CHG-01", "BROKEN"],
    ["BROKEN", "PROVEN", "CHG-02", "PROVEN"],
    ["PROVEN", "PROVEN", undefined, undefined],
    ["PROVEN", "UNKNOWN", undefined, undefined],
    ["UNKNOWN", "PROVEN", undefined, undefined],
    ["BROKEN", "BROKEN", undefined, undefined],
  ] as const)("%s before, %s now: %s", (then, now, rule, verdict) => {
    const after = path(now === "PROVEN" ? [] : [finding({ verdict: now })]);
    const [found, ...more] = compare(earlier(then), [after]);
    expect([found?.rule, found?.verdict, more]).toEqual([rule, verdict, []]);
    if (rule === "CHG-01")
      expect(found).toMatchObject({ path: "a -> b:1", address: "aws_security_group.db" });
  });

  test("tells of paths that are new, and of those that are gone", () => {
    expect(compare([], [path([])]).map(({ rule }) => rule)).toEqual(["CHG-02"]);
    expect(compare(earlier("PROVEN"), []).map(({ rule, path: of }) => [rule, of])).toEqual([
      ["CHG-05", "a -> b:1"],
    ]);
    expect(compare(earlier("BROKEN"), [])).toEqual([]);
  });
});
