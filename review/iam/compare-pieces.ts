import type { Answer } from "./answer";
import { compareStart, type Pattern } from "./arn-header";
import type { Hole, Piece } from "./pieces";

/** It matches whatever the holes hold; it matches for some of what they may hold. */
const SURELY = 2;
const POSSIBLY = 1;

/**
 * Compares by filling a table from its end: row `i`, column `j` tells whether the pattern from `i` matches the text from `j`. It
 * takes time of the product of both lengths, and two rows of memory.
 */
export function compare(pattern: Pattern, text: readonly Piece[]): Answer {
  const start = compareStart(pattern, text);
  if (start === undefined) return "no";
  let below = new Uint8Array(text.length + 1);
  // What of the text may be empty does not matter once the pattern has ended.
  below[text.length] = SURELY | POSSIBLY;
  for (let j = text.length - 1; j >= start.text && isAny(text[j]); j--) below[j] = POSSIBLY;
  for (let i = pattern.pieces.length - 1; i >= start.pattern; i--) {
    const row = new Uint8Array(text.length + 1);
    for (let j = text.length; j >= start.text; j--) row[j] = cell(pattern, i, text, j, row, below);
    below = row;
  }
  const result = below[start.text] ?? 0;
  if (result & SURELY) return "yes";
  return result & POSSIBLY ? "unknown" : "no";
}

function cell(
  { pieces: pattern, header }: Pattern,
  i: number,
  text: readonly Piece[],
  j: number,
  row: Uint8Array,
  below: Uint8Array,
): number {
  const p = pattern[i] as Piece;
  const t = text[j];
  const skipPattern = below[j] ?? 0;
  const skipText = t === undefined ? 0 : (row[j + 1] ?? 0);
  const skipBoth = t === undefined ? 0 : (below[j + 1] ?? 0);

  if (p === "*") {
    const overColons = header.starsMayTakeColons ? POSSIBLY : 0;
    return skipPattern | (i < header.end && mayHoldColon(t) ? skipText & overColons : skipText);
  }
  if (typeof p === "string") {
    if (t === undefined) return 0;
    if (typeof t === "string") return p === "?" || p === t ? skipBoth : 0;
    switch (t.kind) {
      case "any":
        return (skipPattern | skipText) & POSSIBLY;
      case "attribute":
        return (skipPattern | skipBoth) & POSSIBLY;
      case "character":
        return p === "?" ? skipBoth : skipBoth & POSSIBLY;
      case "segment":
        // It takes what the policy spells out, but not nothing.
        if (p === ":") return pattern[i - 1] === ":" ? 0 : skipText;
        return skipPattern;
    }
  }
  return holeCell(p, t, skipPattern, skipText, skipBoth);
}

/** What a hole of the pattern makes of a piece of the text. */
function holeCell(
  p: Hole,
  t: Piece | undefined,
  skipPattern: number,
  skipText: number,
  skipBoth: number,
): number {
  const hole = typeof t === "object" ? t : undefined;
  if (p.kind === "any") return ((skipPattern | skipText) & POSSIBLY) | (isSamePlace(p, hole) ? skipBoth : 0);
  if (t === undefined) return 0;
  switch (p.kind) {
    case "attribute":
      if (hole?.kind === "attribute") {
        if (hole.of === p.of && hole.attribute === p.attribute) return skipBoth;
        if (surelyDiffer(p, hole)) return 0;
      }
      // It may end within what a hole of the text holds.
      return (skipBoth | skipText | (hole ? skipPattern : 0)) & POSSIBLY;
    case "character":
      if (hole?.kind === "character" && hole.of === p.of && hole.index === p.index) return skipBoth;
      // A longer hole may go on behind the character.
      return (skipBoth | (hole && hole.kind !== "character" ? skipPattern | skipText : 0)) & POSSIBLY;
    case "segment": {
      if (hole?.kind === "segment") return hole.segment === p.segment ? skipBoth : 0;
      if (t === ":") return 0;
      const rest = skipBoth | skipText | (hole ? skipPattern : 0);
      // There is one partition at a time, so that whatever stands there is it.
      return p.segment === "partition" && !hole ? rest : rest & POSSIBLY;
    }
  }
}

function isSamePlace({ place }: Extract<Hole, { kind: "any" }>, other: Hole | undefined): boolean {
  if (place === undefined || other?.kind !== "any" || other.place === undefined) return false;
  const { of, path, index } = other.place;
  return of === place.of && path === place.path && index === place.index;
}

/** Attributes of which no two resources of a type have the same, or of which their ARNs differ otherwise. */
const IDENTIFYING = new Set(["arn", "bucket", "function_name", "id", "key_id", "name"]);

/** What AWS names, it names once: such an attribute of two resources that are both made here has two values. */
function surelyDiffer(
  one: Extract<Hole, { kind: "attribute" }>,
  other: Extract<Hole, { kind: "attribute" }>,
): boolean {
  return (
    one.of !== other.of &&
    one.of.type === other.of.type &&
    one.attribute === other.attribute &&
    IDENTIFYING.has(one.attribute) &&
    one.of.mode === "managed" &&
    other.of.mode === "managed"
  );
}

function isAny(piece: Piece | undefined): boolean {
  return typeof piece === "object" && piece.kind === "any";
}

function mayHoldColon(piece: Piece | undefined): boolean {
  return piece === ":" || (typeof piece === "object" && piece.kind === "any");
}
