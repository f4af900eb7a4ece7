import type { Path } from "../result";
import { markup } from "./markup-text";
import { paletteCss } from "./palette";
import { columnLayout } from "./path-column-layout";
import {
  type Arrow,
  type Box,
  CARD_PAD,
  type Card,
  MARK,
  type Mark,
  PAD,
  type PathLayout,
  TEXT,
} from "./path-layout";
import { rowLayout } from "./path-row-layout";
import { pathSvgCss } from "./path-svg-css";
import { VERDICT_SIGNS } from "./verdict-signs";

export interface PathSvgOptions {
  /**
   * `row` goes from left to right, `column` from top to bottom.
   *
   * @default "row"
   */
  readonly direction?: "row" | "column";
  /**
   * Elements in a row before it goes on in the next.
   *
   * @default 5
   */
  readonly mostInRow?: number;
  /**
   * Where a hop leads to when it is chosen, like `#hop-2`.
   *
   * @default hops lead nowhere
   */
  readonly linkOf?: (hopIndex: number) => string;
  /**
   * Whether the picture brings its own colours, as a file of its own must; in a page they are the page's.
   *
   * @default true
   */
  readonly standalone?: boolean;
}

/**
 * A picture of a path: networks as boxes, elements as cards, hops as arrows with a mark and their number. The same path gives the
 * same picture, letter for letter.
 */
export function pathSvg(
  path: Path,
  { direction = "row", mostInRow, linkOf, standalone = true }: PathSvgOptions = {},
): string {
  const layout = direction === "row" ? rowLayout(path, mostInRow) : columnLayout(path);
  const label = markup(`Path from ${path.from} to ${path.to}: ${path.verdict.toLowerCase()}`);
  const margin = standalone ? 16 : 2;
  const [width, height] = [layout.width + 2 * margin, layout.height + 2 * margin].map(Math.ceil);
  const size = `viewBox="${-margin} ${-margin} ${width} ${height}" width="${width}" height="${height}"`;
  const own = standalone
    ? `<style>${paletteCss("svg")}${pathSvgCss}</style><rect class="page" x="${-margin}" y="${-margin}" width="${width}" height="${height}" rx="10"/>`
    : "";
  // With links in it the picture is a group of them; without, it is one image.
  const role = linkOf === undefined ? "img" : "group";
  return `<svg xmlns="http://www.w3.org/2000/svg" class="path-picture" ${size} role="${role}" aria-label="${label}">${own}${drawing(layout, path, linkOf)}</svg>`;
}

function drawing(layout: PathLayout, path: Path, linkOf: PathSvgOptions["linkOf"]): string {
  return [
    ...layout.boxes.map(boxSvg),
    ...layout.arrows.map(arrowSvg),
    ...layout.cards.map(cardSvg),
    ...[...layout.marks].sort((a, b) => a.index - b.index).map((mark) => markSvg(mark, path, linkOf)),
  ].join("");
}

function boxSvg({ x, y, width, height, label }: Box): string {
  const lines = label.map((line, index) => text("lane", x + PAD, y + PAD + index * TEXT.line, line));
  return `<rect class="box" x="${x}" y="${n(y)}" width="${width}" height="${n(height)}" rx="10"/>${lines.join("")}`;
}

function cardSvg({ x, y, width, height, kind, name }: Card): string {
  const top = y + CARD_PAD;
  return [
    `<rect class="card" x="${x}" y="${n(y)}" width="${width}" height="${n(height)}" rx="7"/>`,
    ...kind.map((line, index) => text("kind", x + CARD_PAD, top + index * TEXT.line, line)),
    ...name.map((line, index) => text("name", x + CARD_PAD, top + (kind.length + index) * TEXT.line, line)),
  ].join("");
}

/** @param y top of the line that the text stands in */
const text = (kind: string, x: number, y: number, line: string) =>
  `<text class="${kind}" x="${n(x)}" y="${n(y + 13)}">${markup(line)}</text>`;

function arrowSvg({ points, verdict }: Arrow): string {
  const kind = verdict === undefined ? "" : ` ${verdict.toLowerCase()}`;
  const [end = [0, 0], before = [0, 0]] = [...points].reverse();
  const [x, y] = end;
  const tip = x > before[0] ? `M${n(x - 9)} ${n(y - 5)}l9 5l-9 5z` : `M${n(x - 5)} ${n(y - 9)}l5 9l5 -9z`;
  const line = points.map(([px, py], index) => `${index === 0 ? "M" : "L"}${n(px)} ${n(py)}`).join("");
  return `<path class="arrow${kind}" d="${line}"/><path class="tip${kind}" d="${tip}"/>`;
}

function markSvg({ x, y, hop, index }: Mark, path: Path, linkOf: PathSvgOptions["linkOf"]): string {
  const pill = `<rect x="${n(x - MARK.width / 2)}" y="${n(y - MARK.height / 2)}" width="${MARK.width}" height="${MARK.height}" rx="${MARK.height / 2}"/>`;
  const sign = `<path d="M${n(x - 11)} ${n(y)}${VERDICT_SIGNS[hop.verdict]}"/>`;
  const number = `<text x="${n(x + 9)}" y="${n(y + 4.5)}">${index + 1}</text>`;
  const verdict = hop.verdict.toLowerCase();
  const label = markup(`Hop ${index + 1} of ${path.hops.length}, ${hop.title}: ${verdict}`);
  const content = `<title>${label}</title>${pill}${sign}${number}`;
  return linkOf === undefined
    ? `<g class="mark ${verdict}">${content}</g>`
    : `<a class="mark ${verdict}" href="${markup(linkOf(index))}" aria-label="${label}">${content}</a>`;
}

/** A number as short as it can be written at a tenth of a unit. */
const n = (value: number) => String(Math.round(value * 10) / 10);
