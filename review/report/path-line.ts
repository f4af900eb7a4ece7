import type { Hop, Path } from "../result";
import { visible } from "./plain-text";

/**
 * The path in a line: its elements in order, those where it is blocked between bars, those where that is unknown between question
 * marks, like `aws_instance.app -> | aws_vpc_endpoint.orders | -> ? aws_db_instance.main ?`. In parts, between which a line may be
 * broken.
 */
export function pathLine(path: Path): string[] {
  const verdicts = new Map<number, Hop["verdict"]>();
  for (const hop of path.hops) {
    if (hop.verdict === "PROVEN") continue;
    // What blocks is at the element that the hop leads to, or stands before it: the connection does not pass into it.
    const index = hop.between[1];
    if (verdicts.get(index) !== "BROKEN") verdicts.set(index, hop.verdict);
  }
  const names = path.elements.length > 0 ? path.elements.map(({ name }) => name) : [path.from, path.to];
  return names.map((name, index) => {
    const verdict = verdicts.get(index);
    const bar = verdict === "BROKEN" ? "|" : "?";
    const shown = verdict === undefined ? visible(name) : `${bar} ${visible(name)} ${bar}`;
    return index === 0 ? shown : `-> ${shown}`;
  });
}

/** What tells a path from the others beyond its id, like `stack orders, declared`. */
export function pathRemarks({ stack, origin }: Path): string {
  return [...(stack === undefined ? [] : [`stack ${visible(stack)}`]), origin].join(", ");
}
