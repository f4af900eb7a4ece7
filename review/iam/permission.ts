import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import type { Answer } from "./answer";
import { evaluate } from "./evaluate";
import type { PolicyDocument } from "./policy-document";
import type { Request } from "./request";
import { bestOf, formsOf } from "./resource-forms";
import { askResourcePolicy } from "./resource-policy";
import { policiesOf, type RolePolicies } from "./role-policies";
import type { Wording } from "./wording";

/** Whether something is allowed, and what shows it. */
export interface Permission {
  readonly verdict: Answer;
  /** What allows it, what denies it or comes closest to allowing it, or why it cannot be told; in words. */
  readonly evidence: string;
  /** The same of several actions. */
  readonly wording: Wording;
  /** The policy that allows or denies it or comes closest; undefined if there is none. */
  readonly document?: PolicyDocument;
  /** What stands in the way of it, so that to allow it elsewhere does not help. */
  readonly barrier?: Barrier;
}

/** A statement that denies, the permissions boundary of a role, or the policy of a key, which gives it to nobody else. */
export interface Barrier {
  readonly kind: "denial" | "boundary" | "key policy";
  readonly document: PolicyDocument;
}

export function permission(
  verdict: Answer,
  action: string,
  wording: Wording,
  document?: PolicyDocument,
  barrier?: Barrier["kind"],
): Permission {
  const said = { verdict, evidence: wording(action), wording, document };
  return barrier && document ? { ...said, barrier: { kind: barrier, document } } : said;
}

/** How a request comes to AWS, as far as that is known. */
export type Circumstances = Pick<Request, "endpoint" | "onFargate">;

/**
 * Whether the policies of a role let it do something: its own, its permissions boundary, and that of the resource.
 *
 * @param resource the ARN, as a reference or text, with `*` for what the action is not particular about, like any object of a
 * bucket; undefined if it is not known. For CloudWatch Logs the log group's ARN will do.
 */
export function mayDo(
  graph: Graph,
  role: Found,
  action: string,
  resource: Value | undefined,
  circumstances: Circumstances = {},
): Permission {
  if (role === undefined) return permission("no", action, () => "there is no role");
  if (role instanceof Unknown) {
    return permission("unknown", action, () => `the role is not known: ${role.reason}`);
  }
  return bestOf(formsOf(action, resource), (form) =>
    ofForm(graph, role, { ...circumstances, action, resource: form, principal: { role } }),
  );
}

function ofForm(graph: Graph, role: Resource | External, request: Request): Permission {
  const { action } = request;
  const policies = policiesOf(graph, role);
  const own = evaluate(policies.documents, request, graph);
  if (own.verdict === "denied") return permission("no", action, own.reason, own.document, "denial");
  const bounded = boundaryLets(policies, request, graph);
  if (bounded?.verdict === "no") return bounded;
  const theirs = askResourcePolicy(graph, request);
  if (theirs.verdict === "denies" || theirs.verdict === "withholds") {
    const kind = theirs.verdict === "denies" ? "denial" : "key policy";
    return permission("no", action, theirs.reason, theirs.document, kind);
  }
  if (own.verdict === "allowed" || theirs.verdict === "allows") {
    if (bounded) return bounded;
    if (theirs.verdict === "may deny") return permission("unknown", action, theirs.reason);
    if (own.doubt) return permission("unknown", action, own.doubt, own.document);
    return permission("yes", action, own.verdict === "allowed" ? own.reason : theirs.reason, own.document);
  }
  if (own.verdict === "unknown") return permission("unknown", action, own.reason, own.document);
  const { complete, documents } = policies;
  if (complete instanceof Unknown) return permission("unknown", action, () => complete.reason);
  if (theirs.verdict !== "nothing") return permission("unknown", action, theirs.reason);
  if (documents.length === 0) return permission("no", action, () => `${nameOf(role)} has no policy at all`);
  return permission("no", action, own.reason, own.document);
}

/** undefined if there is no permissions boundary or it allows the request. */
function boundaryLets({ boundary }: RolePolicies, request: Request, graph: Graph): Permission | undefined {
  if (boundary === undefined) return undefined;
  const { verdict, reason } = evaluate([boundary], request, graph);
  if (verdict === "allowed") return undefined;
  const wording: Wording = (actions) =>
    `the permissions boundary of the role sets a limit: ${reason(actions)}`;
  return permission(verdict === "unknown" ? "unknown" : "no", request.action, wording, boundary, "boundary");
}

export function nameOf(role: Resource | External): string {
  return role instanceof External ? role.id : role.address;
}
