import fc from "fast-check";
import type { Resource } from "../../review/graph/resource";
import { type OriginalDraft, withIds } from "../../review/path-ids";

const draft = (
  via?: string,
  stack?: string,
  to = "b",
  origin: OriginalDraft["origin"] = "inferred",
): OriginalDraft => ({
  origin,
  draft: {
    from: "a",
    to,
    port: 1,
    ...(via === undefined ? {} : { via }),
    elements: [{ name: "a", kind: "k", lane: "l", resource: { stack } as Resource }],
    gates: [],
  },
});
const ids = (...drafts: OriginalDraft[]) => [...withIds(drafts).keys()].sort();

test("ends are enough where only one path has them", () => {
  expect(ids(draft("x", "one"), draft("y", "one", "c"))).toEqual(["a -> b:1", "a -> c:1"]);
});

test("several ways are told by what they go through, and by their stack", () => {
  expect(ids(draft("x"), draft("y"))).toEqual(["a -> b:1 via x", "a -> b:1 via y"]);
  expect(ids(draft("x", "one"), draft("x", "two"))).toEqual(["one: a -> b:1 via x", "two: a -> b:1 via x"]);
  expect(ids(draft(undefined, "one"), draft(undefined, "two"))).toEqual(["one: a -> b:1", "two: a -> b:1"]);
  expect(ids(draft("x"), draft("x"))).toEqual(["a -> b:1 via x", "a -> b:1 via x (2)"]);
});

test("what was asked for is not inferred once more", () => {
  const asked = withIds([draft("x", "one", "b", "declared"), draft("x", "one"), draft("y", "one")]);
  expect([...asked].map(([id, { origin }]) => [id, origin])).toEqual([
    ["a -> b:1 via x", "declared"],
    ["a -> b:1 via y", "inferred"],
  ]);
  expect([...withIds([draft(undefined, "one", "b", "declared"), draft("x", "one")]).values()]).toHaveLength(
    1,
  );
});

test("whatever the order, ids are the same, and each path has one of its own", () => {
  const one = fc.tuple(
    fc.constantFrom(undefined, "x", "y"),
    fc.constantFrom(undefined, "s", "t"),
    fc.constantFrom("b", "c"),
  );
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (all, random) => {
      const drafts = all.map(([via, stack, to]) => draft(via, stack, to));
      const shuffled = drafts
        .map((each) => ({ each, at: random.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      expect(ids(...shuffled)).toEqual(ids(...drafts));
      expect(ids(...drafts)).toHaveLength(drafts.length);
    }),
  );
});
