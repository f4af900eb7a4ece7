import type { Path } from "../result";
import type { LaneRun } from "./lanes";
import {
  type Arrow,
  type Box,
  boxLabel,
  type Card,
  type Drawn,
  drawn,
  gateMarks,
  MARK,
  type Mark,
  measureCard,
  PAD,
  type PathLayout,
  TEXT,
  worstOf,
} from "./path-layout";

const CARD = 170;
/** Between two cards, wherever there is an arrow. */
const GAP = 80;
const ROW_GAP = 54;
/** Left of the rows, for the arrow that comes back from the row before. */
const MARGIN = 30;
export const MOST_IN_ROW = 5;

/**
 * From left to right, as wide screens have room for: the elements in a row, each network a box around its own. What does not fit
 * goes on in the next row, best with a network of its own.
 *
 * @param most elements in a row
 */
export function rowLayout(path: Path, most = MOST_IN_ROW): PathLayout {
  const picture = drawn(path);
  const rows = rowsOf(picture.runs, most);
  const left = rows.length > 1 ? MARGIN : 0;
  const boxes: Box[] = [];
  const cards: Card[] = [];
  const arrows: Arrow[] = [];
  const marks: Mark[] = [];
  let top = 0;
  let widest = 0;
  for (const row of rows) {
    const measured = row.map(({ lane, elements }) => ({
      label: boxLabel(lane, elements.length * (CARD + GAP) - GAP),
      cards: elements.map(({ element, index }) => ({
        ...measureCard(element, CARD, picture.gatesAt[index]?.length ?? 0),
        index,
      })),
    }));
    const label = Math.max(0, ...measured.map((box) => box.label.length)) * TEXT.line;
    const inner = Math.max(
      ...measured.flatMap((box) => box.cards.map(({ height }) => height)),
      ...row.flatMap(({ elements }) => elements.map(({ index }) => stackHeight(picture, index))),
    );
    const boxTop = top;
    const height = PAD + label + (label > 0 ? 6 : 0) + inner + PAD;
    const middle = boxTop + height - PAD - inner / 2;
    let x = left;
    for (const box of measured) {
      const width = box.cards.length * (CARD + GAP) - GAP + 2 * PAD;
      boxes.push({ x, y: boxTop, width, height, label: box.label });
      for (const [at, { index, ...texts }] of box.cards.entries()) {
        const card = { ...texts, x: x + PAD + at * (CARD + GAP), y: middle - texts.height / 2, width: CARD };
        marks.push(...gateMarks(picture.gatesAt[index] ?? [], card));
        const before = cards.at(-1);
        const hops = picture.hopsInto[index] ?? [];
        if (before) {
          const sameRow = before.x < card.x && before.y + before.height > boxTop;
          const points = sameRow
            ? straight(before, card, middle)
            : around(before, card, boxTop - ROW_GAP / 2, middle);
          arrows.push({ points, verdict: worstOf(hops) });
          const centre = sameRow ? card.x - GAP / 2 : (before.x + before.width / 2 + MARGIN / 2) / 2;
          const across = hops.length * (MARK.width + MARK.gap) - MARK.gap;
          const down = hops.length * (MARK.height + MARK.gap) - MARK.gap;
          for (const [number, hop] of hops.entries()) {
            marks.push(
              sameRow
                ? {
                    ...hop,
                    x: centre,
                    y: middle - down / 2 + MARK.height / 2 + number * (MARK.height + MARK.gap),
                  }
                : {
                    ...hop,
                    x: centre - across / 2 + MARK.width / 2 + number * (MARK.width + MARK.gap),
                    y: boxTop - ROW_GAP / 2,
                  },
            );
          }
        }
        cards.push(card);
      }
      x += width + GAP - 2 * PAD;
    }
    widest = Math.max(widest, x - (GAP - 2 * PAD));
    top = boxTop + height + ROW_GAP;
  }
  return { width: widest, height: top - ROW_GAP, boxes, cards, arrows, marks };
}

function stackHeight({ hopsInto }: Drawn, index: number): number {
  const hops = hopsInto[index]?.length ?? 0;
  return hops * (MARK.height + MARK.gap);
}

/** Runs that go together in a row. One that is longer than a row is divided. */
function rowsOf(runs: readonly LaneRun[], most: number): LaneRun[][] {
  const rows: LaneRun[][] = [[]];
  let room = most;
  for (const { lane, elements } of runs) {
    let rest = elements;
    while (rest.length > 0) {
      // A network that fits in a row is not divided.
      if (room === 0 || (rest.length > room && rest.length <= most)) {
        rows.push([]);
        room = most;
      }
      const part = rest.slice(0, room);
      rows.at(-1)?.push({ lane, elements: part });
      room -= part.length;
      rest = rest.slice(part.length);
    }
  }
  return rows.filter((row) => row.length > 0);
}

const straight = (from: Card, to: Card, y: number): Arrow["points"] => [
  [from.x + from.width, y],
  [to.x, y],
];

/** Down out of one row, back to the left, and into the next. */
const around = (from: Card, to: Card, between: number, y: number): Arrow["points"] => [
  [from.x + from.width / 2, from.y + from.height],
  [from.x + from.width / 2, between],
  [MARGIN / 2, between],
  [MARGIN / 2, y],
  [to.x, y],
];
