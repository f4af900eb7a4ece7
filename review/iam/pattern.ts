import type { Graph } from "../graph/graph";
import { perGraphIfAny } from "../graph/per-graph";
import type { Value } from "../graph/value";
import type { Answer } from "./answer";
import { asPattern, completed } from "./arn-header";
import { compare } from "./compare-pieces";
import { piecesOfPattern, piecesOfRequest } from "./pieces";

/** Whether an action of a policy, like `ecr:Get*`, is or covers the one asked for. Case does not count. */
export function actionMatches(pattern: Value, action: string): Answer {
  if (typeof pattern === "string" && !pattern.includes("{")) {
    return wildcardMatches(pattern.toLowerCase(), action.toLowerCase()) ? "yes" : "no";
  }
  const pieces = piecesOfPattern(pattern).map((piece) =>
    typeof piece === "string" ? piece.toLowerCase() : piece,
  );
  return compare(asPattern(pieces), [...action.toLowerCase()]);
}

/**
 * Whether a resource of a policy, like `arn:aws:s3:::shop/*`, is or covers the one asked for. Compared are the texts that will be
 * when everything is made: a name that is known to be another one means no, one that is not known means that it cannot be told.
 * Partition, Region and account of what these files make are taken to be those that the policy spells out.
 *
 * @param wanted an ARN, with `*` for what it is not particular about; `*` alone for an action that knows no resource; undefined if
 * it is not known
 */
export function resourceMatches(pattern: Value, wanted: Value | undefined, graph?: Graph): Answer {
  if (pattern === "*") return "yes";
  return compare(patternOfResource(graph, pattern), piecesOfRequest(graph, wanted));
}

// Each resource of a policy is compared with many that are asked for.
const patternOfResource = perGraphIfAny((graph: Graph | undefined, pattern: Value) =>
  asPattern(completed(piecesOfPattern(pattern, graph))),
);

/** Whether two texts are the same. */
export function textEquals(expected: Value, actual: Value, graph?: Graph): Answer {
  const pieces = piecesOfPattern(expected, graph);
  // No text that is compared like this has a star or question mark in it: they would have to match themselves.
  if (pieces.some((piece) => piece === "*" || piece === "?")) return "no";
  return compare(asPattern(pieces), piecesOfRequest(graph, actual));
}

/** Whether a text matches a pattern with `*` and `?`; in time of at most the product of their lengths. */
export function wildcardMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      // The last star takes one character more. Earlier ones need not be tried again: it can take whatever they would.
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
