import type { Piece } from "./pieces";

/** Fields of an ARN, of which the last may have colons in it. */
const FIELDS = 6;

/** The fields of an ARN in front of its last one. */
export interface Header {
  /** Where the last field begins; 0 if the pattern is no ARN. */
  readonly end: number;
  /** Whether stars in it may take colons, too: what AWS's guide says of that is no more than that they can. */
  readonly starsMayTakeColons: boolean;
}

/** A pattern made ready to be compared often. */
export interface Pattern {
  readonly pieces: readonly Piece[];
  readonly header: Header;
}

export function asPattern(pieces: readonly Piece[]): Pattern {
  return { pieces, header: headerOf(pieces) };
}

/** IAM completes an ARN with too few fields with stars. */
export function completed(pattern: readonly Piece[]): readonly Piece[] {
  if (!pattern.slice(0, 4).every((piece, index) => piece === "arn:"[index]) || pattern.at(-1) === "*")
    return pattern;
  if (pattern.some((piece) => typeof piece !== "string" && piece.kind !== "segment")) return pattern;
  const fields = pattern.filter((piece) => piece === ":").length + 1;
  return fields < FIELDS ? [...pattern, ...":*".repeat(FIELDS - fields)] : pattern;
}

function headerOf(pattern: readonly Piece[]): Header {
  const colons = pattern.flatMap((piece, index) => (piece === ":" ? [index] : []));
  const [fourth, fifth] = [colons[FIELDS - 3], colons[FIELDS - 2]];
  if (pattern[0] !== "a" || fourth === undefined || fifth === undefined)
    return { end: 0, starsMayTakeColons: false };
  // With a text like `log-group` where the account belongs, stars in front must stand for more than one field, if for anything.
  const account = pattern.slice(fourth + 1, fifth);
  const text = account.map((piece) => (typeof piece === "string" ? piece : "*")).join("");
  return { end: fifth, starsMayTakeColons: !/^(\d*|aws|.*[*?].*)$/.test(text) };
}

/** How far a pattern and a text were compared. */
export interface Compared {
  readonly pattern: number;
  readonly text: number;
}

/**
 * Compares what there is only one way to compare: characters that are known, and fields of the header as a whole. It is most of what
 * two ARNs have.
 *
 * @returns undefined if they differ
 */
export function compareStart(
  { pieces: pattern, header }: Pattern,
  text: readonly Piece[],
): Compared | undefined {
  let i = 0;
  let j = 0;
  while (i < pattern.length && j < text.length) {
    const [p, t] = [pattern[i], text[j]];
    if (typeof p === "string" && typeof t === "string" && p !== "*") {
      if (p !== t && p !== "?") return undefined;
      i++;
      j++;
    } else if (i < header.end && typeof t === "object" && t.kind === "segment") {
      const end = pattern.indexOf(":", i);
      if (end === i) return undefined;
      if (!isWholeField(pattern.slice(i, end), t.segment, header)) break;
      i = end;
      j++;
    } else if (i < header.end && p === "*" && pattern[i + 1] === ":" && !header.starsMayTakeColons) {
      const end = text.indexOf(":", j);
      if (end < 0 || text.slice(j, end).some((piece) => typeof piece === "object")) break;
      i++;
      j = end;
    } else break;
  }
  return { pattern: i, text: j };
}

/** Whether the policy's field is that of the request's partition, Region or account, which is taken to be the one spelt out. */
function isWholeField(field: readonly Piece[], segment: string, { starsMayTakeColons }: Header): boolean {
  const [first] = field;
  if (field.length === 1 && typeof first === "object")
    return first.kind === "segment" && first.segment === segment;
  if (field.length === 1 && first === "*") return !starsMayTakeColons;
  return field.every((piece) => typeof piece === "string" && piece !== "*" && piece !== "?");
}
