import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { type Match, matchesOf } from "./match";
import type { PolicyDocument } from "./policy-document";
import type { Request } from "./request";
import type { Statement } from "./statement";
import type { Wording } from "./wording";

/** What policies say to a request. */
export interface Evaluation {
  readonly verdict: "allowed" | "denied" | "not allowed" | "unknown";
  /** That which decides, or comes closest to allowing it, with the policy that has it. */
  readonly statement?: Statement;
  readonly document?: PolicyDocument;
  /** In words, like `aws_iam_role_policy.pull allows ecr:BatchGetImage`. */
  readonly reason: Wording;
  /** What may deny it, whatever else allows it. */
  readonly doubt?: Wording;
}

/**
 * Evaluates policies of one kind together, as IAM does: what one denies is denied, else what one allows is allowed, else it is not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * A policy that cannot be read is taken to deny nothing: what another allows stays allowed.
 */
export function evaluate(policies: readonly PolicyDocument[], request: Request, graph?: Graph): Evaluation {
  let denied: Match | undefined;
  let doubtful: Match | undefined;
  let allowed: Match | undefined;
  let possible: Match | undefined;
  let nearest: Match | undefined;
  for (const match of matchesOf(policies, request, graph)) {
    const { answer, rank, statement } = match;
    if (answer === "no") {
      if (statement.effect !== "Deny" && rank > (nearest?.rank ?? 0)) nearest = match;
    } else if (statement.effect === "Deny") {
      if (answer === "yes") denied ??= match;
      else doubtful ??= match;
    } else if (answer === "yes") allowed ??= match;
    else possible ??= match;
  }
  if (denied) return evaluation("denied", denied, says(denied, "denies"));
  const unread = policies.find(({ complete }) => complete instanceof Unknown);
  if (doubtful) {
    const doubt = says(doubtful, "may deny");
    if (allowed || possible || unread) return { ...evaluation("unknown", doubtful, doubt), doubt };
    return { verdict: "not allowed", reason: nothingAllows(policies), doubt };
  }
  if (allowed) return evaluation("allowed", allowed, says(allowed, "allows"));
  if (possible) return evaluation("unknown", possible, says(possible, "may allow"));
  if (unread?.complete instanceof Unknown) {
    const { reason } = unread.complete;
    return { verdict: "unknown", document: unread, reason: () => `${unread.name} cannot be read: ${reason}` };
  }
  if (nearest) {
    const { document, lacks } = nearest;
    return evaluation("not allowed", nearest, (actions) => `${document.name} ${lacks(actions)}`);
  }
  return { verdict: "not allowed", reason: nothingAllows(policies) };
}

function evaluation(
  verdict: Evaluation["verdict"],
  { statement, document }: Match,
  reason: Wording,
): Evaluation {
  return { verdict, statement, document, reason };
}

function says({ document, lacks }: Match, verb: string): Wording {
  return (actions) => [`${document.name} ${verb} ${actions}`, lacks(actions)].filter(Boolean).join(": ");
}

/** At most this many policies are named in a sentence. */
const NAMED = 3;

function nothingAllows(policies: readonly PolicyDocument[]): Wording {
  const names = [...new Set(policies.map(({ name }) => name))];
  if (names.length === 1) return (actions) => `${names[0]} does not allow ${actions}`;
  const list = names.length > NAMED ? `${names.length} policies` : names.join(", ");
  return (actions) => (list === "" ? `nothing allows ${actions}` : `none of ${list} allows ${actions}`);
}
