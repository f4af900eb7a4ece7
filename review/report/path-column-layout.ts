import type { Path } from "../result";
import {
  type Arrow,
  type Box,
  boxLabel,
  type Card,
  drawn,
  gateMarks,
  MARK,
  type Mark,
  marksPerRow,
  measureCard,
  PAD,
  type PathLayout,
  TEXT,
  worstOf,
} from "./path-layout";

const WIDTH = 324;
const CARD = WIDTH - 2 * PAD;
/** How far from the right the path runs, so that the names of the networks have room beside it. */
const FROM_RIGHT = 60;
const ROOM_FOR_LABEL = CARD - FROM_RIGHT - MARK.width / 2;

/** From top to bottom, as narrow screens have room for: the elements below one another, each network a box around its own. */
export function columnLayout(path: Path): PathLayout {
  const picture = drawn(path);
  const boxes: Box[] = [];
  const cards: Card[] = [];
  const arrows: Arrow[] = [];
  const marks: Mark[] = [];
  const x = WIDTH - FROM_RIGHT;
  let y = 0;
  for (const { lane, elements } of picture.runs) {
    const label = boxLabel(lane, ROOM_FOR_LABEL);
    const boxTop =
      cards.length === 0 ? 0 : y + roomFor(picture.hopsInto[elements[0]?.index ?? 0]?.length ?? 0);
    y = boxTop + PAD + (label.length > 0 ? label.length * TEXT.line + 6 : 0);
    for (const [at, { element, index }] of elements.entries()) {
      const hops = picture.hopsInto[index] ?? [];
      if (at > 0) y += roomFor(hops.length);
      const texts = measureCard(element, CARD, picture.gatesAt[index]?.length ?? 0);
      const card = { ...texts, x: PAD, y, width: CARD };
      const before = cards.at(-1);
      if (before) {
        const end = before.y + before.height;
        arrows.push({
          points: [
            [x, end],
            [x, y],
          ],
          verdict: worstOf(hops),
        });
        // Between the boxes where it passes from one to the next.
        const room = at > 0 ? { from: end, to: y } : { from: end + PAD, to: boxTop };
        marks.push(...marksInRows(hops, x, (room.from + room.to) / 2));
      }
      cards.push(card);
      marks.push(...gateMarks(picture.gatesAt[index] ?? [], card));
      y += card.height;
    }
    y += PAD;
    boxes.push({ x: 0, y: boxTop, width: WIDTH, height: y - boxTop, label });
  }
  return { width: WIDTH, height: y, boxes, cards, arrows, marks };
}

const PER_ROW = marksPerRow(WIDTH - FROM_RIGHT + MARK.width / 2);
const ROW = MARK.height + MARK.gap;

/** Marks grow to the left of the line, then below. */
function marksInRows(hops: readonly Pick<Mark, "hop" | "index">[], x: number, middle: number): Mark[] {
  const rows = Math.ceil(hops.length / PER_ROW);
  return hops.map((hop, at) => {
    const inRow = Math.min(PER_ROW, hops.length - Math.floor(at / PER_ROW) * PER_ROW);
    return {
      ...hop,
      x: x - (inRow - 1 - (at % PER_ROW)) * (MARK.width + MARK.gap),
      y: middle + (Math.floor(at / PER_ROW) - (rows - 1) / 2) * ROW,
    };
  });
}

function roomFor(hops: number): number {
  return 38 + Math.max(1, Math.ceil(hops / PER_ROW)) * ROW - MARK.gap;
}
