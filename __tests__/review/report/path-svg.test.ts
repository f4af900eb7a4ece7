import fc from "fast-check";
import { columns } from "../../../review/report/line-breaks";
import { columnLayout } from "../../../review/report/path-column-layout";
import { type PathLayout, type Rect, TEXT } from "../../../review/report/path-layout";
import { rowLayout } from "../../../review/report/path-row-layout";
import { pathSvg } from "../../../review/report/path-svg";
import type { Hop, Path, PathElement } from "../../../review/result";
import { readMarkup } from "./markup-check";
import { api, brokenChain, fullResult, hostileResult } from "./samples";

const layouts: [string, (path: Path) => PathLayout][] = [
  ["in a row", (path) => rowLayout(path)],
  ["three in a row", (path) => rowLayout(path, 3)],
  ["in a column", columnLayout],
];

const word = fc.string({ unit: fc.constantFrom("a", "_", ".", "多", " ", "W"), maxLength: 320 });
const path: fc.Arbitrary<Path> = fc
  .array(
    fc.record<PathElement>({
      name: word,
      kind: word,
      lane: fc.constantFrom("one", "two", "x".repeat(90), ""),
    }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .chain((elements) => {
    const index = fc.nat({ max: elements.length - 1 });
    const hop: fc.Arbitrary<Hop> = fc.record({
      title: word,
      verdict: fc.constantFrom("PROVEN", "BROKEN", "UNKNOWN"),
      between: fc.tuple(index, index),
      evidence: fc.constant([]),
      findings: fc.constant([]),
    });
    return fc.array(hop, { maxLength: 14 }).map((hops) => ({ ...brokenChain(), elements, hops }));
  });

const inside = (inner: Rect, outer: Rect) =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;
const apart = (a: Rect, b: Rect) =>
  a.x + a.width <= b.x + 0.01 ||
  b.x + b.width <= a.x + 0.01 ||
  a.y + a.height <= b.y + 0.01 ||
  b.y + b.height <= a.y + 0.01;
const pairs = <T>(items: readonly T[]) =>
  items.flatMap((a, at) => items.slice(at + 1).map((b) => [a, b] as const));

describe.each(layouts)("a path %s", (_, layout) => {
  test("overlaps nothing and cuts nothing, however long its names and many its hops are", () => {
    fc.assert(
      fc.property(path, (drawn) => {
        const { boxes, cards, marks, width, height } = layout(drawn);
        const all = { x: 0, y: 0, width, height };
        const pills = marks.map(({ x, y }) => ({ x: x - 25, y: y - 13, width: 50, height: 26 }));
        for (const box of boxes) expect(inside(box, all)).toBe(true);
        for (const pill of pills) expect(inside(pill, all)).toBe(true);
        for (const card of cards) expect(boxes.some((box) => inside(card, box))).toBe(true);
        for (const [a, b] of [...pairs(boxes), ...pairs(cards), ...pairs(pills)])
          expect(apart(a, b)).toBe(true);
        // A mark is on a card of its own, or touches none.
        for (const pill of pills)
          expect(cards.filter((card) => !apart(card, pill)).every((card) => inside(pill, card))).toBe(true);
        for (const card of cards) {
          for (const line of card.name)
            expect(columns(line) * TEXT.nameLetter).toBeLessThanOrEqual(card.width);
          expect((card.kind.length + card.name.length) * TEXT.line).toBeLessThan(card.height);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("shows every element and every hop once", () => {
    for (const drawn of fullResult().paths) {
      const { cards, marks, arrows } = layout(drawn);
      expect(cards.map(({ name }) => name.join("").replaceAll(" ", ""))).toEqual(
        drawn.elements.map(({ name }) => name.replaceAll(" ", "")),
      );
      expect(marks.map(({ index }) => index).sort((a, b) => a - b)).toEqual([...drawn.hops.keys()]);
      expect(arrows.length).toBe(cards.length - 1);
    }
  });
});

describe("the picture of a path", () => {
  test("has one box for elements that follow one another in a network", () => {
    expect(rowLayout(brokenChain()).boxes.map(({ label }) => label.join(""))).toEqual([
      "aws_vpc.application",
      "AWS PrivateLink",
      "aws_vpc.data",
    ]);
  });

  test("keeps a network together in a row", () => {
    const { boxes } = rowLayout(api("shop"), 3);
    expect(boxes.map(({ width }) => width > 600)).toEqual([false, true]);
    expect(boxes.map(({ y }) => y > 0)).toEqual([false, true]);
  });

  test("is well-formed, alone and with links, whatever the names are", () => {
    for (const drawn of [...fullResult().paths, ...hostileResult().paths]) {
      for (const direction of ["row", "column"] as const) {
        const { tags } = readMarkup(pathSvg(drawn, { direction }));
        expect(tags.some(({ name }) => name === "style")).toBe(true);
        const linked = readMarkup(
          pathSvg(drawn, { direction, standalone: false, linkOf: (hop) => `#h${hop}` }),
        ).tags;
        expect(
          linked.filter(({ name }) => name === "a").map(({ attributes }) => attributes.get("href")),
        ).toEqual(drawn.hops.map((_, hop) => `#h${hop}`));
      }
    }
  });

  test("tells the verdict of a hop in words and by its sign", () => {
    expect(pathSvg(brokenChain())).toContain("<title>Hop 1 of 4, client -&gt; endpoint: broken</title>");
  });
});
