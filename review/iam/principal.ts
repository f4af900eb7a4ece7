import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { type Answer, not, oneOf } from "./answer";
import { textEquals } from "./pattern";
import { arnOfRole, type Request } from "./request";
import type { PrincipalSelection, Principals } from "./statement";
import { inWords } from "./value-words";

/** Whether a statement is about who asks. One without principals, as those of a role's own policies, is about whoever has it. */
export function principalMatches(
  selection: PrincipalSelection | undefined,
  request: Request,
  graph?: Graph,
): Answer {
  if (selection === undefined) return "yes";
  const named = oneOf(selection.principals, (principals) => isAmong(principals, request, graph));
  return selection.except ? not(named) : named;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function isAmong({ type, identifiers }: Principals, { principal }: Request, graph?: Graph): Answer {
  if (type instanceof Unknown) return "unknown";
  if (type === "*") return "yes";
  if (type === "AWS" && identifiers.some((identifier) => identifier === "*")) return "yes";
  if (principal === undefined) return "unknown";
  if ("service" in principal) {
    if (type !== "Service") return "no";
    return oneOf(identifiers, (identifier) => textEquals(identifier, principal.service));
  }
  if (type !== "AWS") return "no";
  const arn = arnOfRole(principal.role);
  return oneOf(identifiers, (identifier) => {
    // An account, or its root, stands for all in it; whether a role is of that account is not followed.
    const same = textEquals(identifier, arn, graph);
    return same === "no" && namesAccount(inWords(identifier)) ? "unknown" : same;
  });
}

/** Whether an identifier of type `AWS` is an account, or all in one. */
export function namesAccount(identifier: string): boolean {
  return /^\d{12}$|:root$|^[^:]*account_id[^:]*$/.test(identifier);
}
