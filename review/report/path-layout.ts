import type { Hop, Path, PathElement } from "../result";
import { type LaneRun, runsByLane } from "./lanes";
import { breakAnywhere } from "./line-breaks";
import { visible } from "./plain-text";

/** Where everything of a picture stands, in units that are pixels at its natural size. */
export interface PathLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly cards: readonly Card[];
  readonly arrows: readonly Arrow[];
  readonly marks: readonly Mark[];
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A network. */
export interface Box extends Rect {
  readonly label: readonly string[];
}

/** An element. */
export interface Card extends Rect {
  readonly kind: readonly string[];
  readonly name: readonly string[];
}

/** From an element to the next, through these points. */
export interface Arrow {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The worst of its hops; undefined if it has none. */
  readonly verdict: Hop["verdict"] | undefined;
}

/** A hop, by its middle. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly hop: Hop;
  /** Of the hop in its path. */
  readonly index: number;
}

export const MARK = { width: 50, height: 26, gap: 6 } as const;
/** Lines of text, and how much room a letter takes at most in the fonts of the picture. */
export const TEXT = { line: 17, labelLetter: 7.4, kindLetter: 6.9, nameLetter: 7.5 } as const;
/** Between a box and its cards, and between a card and its texts. */
export const PAD = 14;
export const CARD_PAD = 12;

/** What is drawn of a path, whichever way it is laid out. */
export interface Drawn {
  readonly runs: readonly LaneRun[];
  /** Hops between an element and the one before, by the later element. */
  readonly hopsInto: readonly (readonly NumberedHop[])[];
  /** Gates at an element alone. */
  readonly gatesAt: readonly (readonly NumberedHop[])[];
}

export interface NumberedHop {
  readonly hop: Hop;
  readonly index: number;
}

/** A hop over several elements is drawn where it arrives: at the last arrow into its destination. */
export function drawn(path: Path): Drawn {
  const elements: readonly PathElement[] =
    path.elements.length > 0
      ? path.elements
      : [path.from, path.to].map((name) => ({ name, kind: "", lane: "" }));
  const last = elements.length - 1;
  const hopsInto: NumberedHop[][] = elements.map(() => []);
  const gatesAt: NumberedHop[][] = elements.map(() => []);
  for (const [index, hop] of path.hops.entries()) {
    const to = Math.min(last, Math.max(...hop.between));
    const places = hop.between[0] === hop.between[1] || to === 0 ? gatesAt : hopsInto;
    places[to]?.push({ hop, index });
  }
  return { runs: runsByLane(elements), hopsInto, gatesAt };
}

export function worstOf(hops: readonly NumberedHop[]): Hop["verdict"] | undefined {
  return (["BROKEN", "UNKNOWN", "PROVEN"] as const).find((verdict) =>
    hops.some(({ hop }) => hop.verdict === verdict),
  );
}

/** A card without a place yet: its texts broken to its width, and its height. */
export function measureCard({ kind, name }: PathElement, width: number, gates: number) {
  const room = width - 2 * CARD_PAD;
  const kindLines = kind === "" ? [] : breakAnywhere(visible(kind), Math.floor(room / TEXT.kindLetter));
  const nameLines = breakAnywhere(visible(name), Math.floor(room / TEXT.nameLetter));
  const rows = Math.ceil(gates / marksPerRow(room));
  const height =
    2 * CARD_PAD + (kindLines.length + nameLines.length) * TEXT.line + rows * (MARK.height + MARK.gap);
  return { kind: kindLines, name: nameLines, height };
}

export const boxLabel = (lane: string, width: number) =>
  lane === "" ? [] : breakAnywhere(visible(lane), Math.floor(width / TEXT.labelLetter));

/** Gates in rows at the foot of their card. */
export function gateMarks(gates: readonly NumberedHop[], card: Rect): Mark[] {
  const perRow = marksPerRow(card.width - 2 * CARD_PAD);
  const rows = Math.ceil(gates.length / perRow);
  return gates.map((gate, at) => ({
    ...gate,
    x: card.x + CARD_PAD + MARK.width / 2 + (at % perRow) * (MARK.width + MARK.gap),
    y:
      card.y +
      card.height -
      CARD_PAD -
      MARK.height / 2 -
      (rows - 1 - Math.floor(at / perRow)) * (MARK.height + MARK.gap),
  }));
}

export const marksPerRow = (width: number) =>
  Math.max(1, Math.floor((width + MARK.gap) / (MARK.width + MARK.gap)));
