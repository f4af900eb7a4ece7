import { managedPolicy } from "../../aws/managed-policies";
import { External, type Found, type Graph } from "../graph/graph";
import { perNamed } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { managedPolicyDocument, nameOfManagedPolicy } from "./managed-policy";
import { type PolicyDocument, readPolicy } from "./policy-document";

/** What a role may do, as far as these files tell. */
export interface RolePolicies {
  readonly documents: readonly PolicyDocument[];
  /** Names of the policies of AWS's own among them. */
  readonly managed: readonly string[];
  /** Bounds what the other policies allow: both must allow it. undefined if there is none. */
  readonly boundary: PolicyDocument | undefined;
  /** Whether there are no other policies, as far as these files can tell; else why there may be. */
  readonly complete: true | Unknown;
}

/** All policies of a role: its own, those attached to it, and its permissions boundary. */
export function policiesOf(graph: Graph, role: Found): RolePolicies {
  if (role === undefined || role instanceof Unknown) {
    const complete = role ?? new Unknown("no role is named");
    return { documents: [], managed: [], boundary: undefined, complete };
  }
  return collected(graph, role);
}

const collected = perNamed(collect);

function collect(graph: Graph, role: Resource | External): RolePolicies {
  const documents: PolicyDocument[] = [];
  const managed: string[] = [];
  const uncertain: Resource[] = [];
  const attach = (arn: Value | undefined, at: Resource) => {
    const attached = attachedPolicy(graph, arn, at);
    documents.push(attached.document);
    if (attached.managed !== undefined) managed.push(attached.managed);
  };
  const referrers = (type: string, attribute: string) => {
    const found = graph.referring(type, attribute, role);
    uncertain.push(...found.uncertain);
    return found.resources;
  };

  for (const inline of referrers("aws_iam_role_policy", "role")) {
    documents.push(readPolicy(inline.get("policy"), inline.address, inline));
  }
  for (const attachment of referrers("aws_iam_role_policy_attachment", "role")) {
    attach(attachment.get("policy_arn"), attachment);
  }
  for (const attachment of referrers("aws_iam_policy_attachment", "roles")) {
    attach(attachment.get("policy_arn"), attachment);
  }
  // It attaches what it lists, as well as detaching what it does not list.
  for (const exclusive of referrers("aws_iam_role_policy_attachments_exclusive", "role_name")) {
    for (const arn of listOf(exclusive.get("policy_arns"))) attach(arn, exclusive);
  }
  if (role instanceof External) {
    const complete = new Unknown(`${role.id} exists outside of these files, and so may other policies of it`);
    return { documents, managed, boundary: undefined, complete };
  }
  for (const block of listOf(role.get("inline_policy"))) {
    if (!isObject(block)) documents.push(unreadable(`an inline policy of ${role.address}`, role));
    else if (block.policy)
      documents.push(readPolicy(block.policy, `the inline policy of ${role.address}`, role));
  }
  for (const arn of listOf(role.get("managed_policy_arns"))) attach(arn, role);
  const boundary = role.get("permissions_boundary");
  return {
    documents,
    managed,
    boundary: boundary ? attachedPolicy(graph, boundary, role).document : undefined,
    complete: completeness(role, uncertain),
  };
}

function completeness(role: Resource, uncertain: readonly Resource[]): true | Unknown {
  if (role.mode === "data") {
    return new Unknown(
      `${role.address} reads a role that exists already, whose policies are not in these files`,
    );
  }
  const [first] = uncertain;
  return first
    ? new Unknown(`${first.address} may belong to ${role.address}, too: its role is not known`)
    : true;
}

function attachedPolicy(
  graph: Graph,
  arn: Value | undefined,
  at: Resource,
): { readonly document: PolicyDocument; readonly managed?: string } {
  if (arn === undefined || arn === null)
    return { document: unreadable(`the policy that ${at.address} attaches`, at) };
  const managed = nameOfManagedPolicy(arn);
  if (managed !== undefined) return { document: managedPolicyDocument(managed, at), managed };
  const policy = graph.find(arn, "aws_iam_policy");
  if (policy === undefined || policy instanceof Unknown || policy instanceof External) {
    const name = policy instanceof External ? policy.id : `the policy that ${at.address} attaches`;
    const reason = policy instanceof Unknown ? policy.reason : "it is not in these files";
    return { document: unreadable(name, at, reason) };
  }
  const text = policy.get("policy");
  if (text !== undefined && text !== null) return { document: readPolicy(text, policy.address, policy) };
  const named = nameOfData(policy);
  if (named !== undefined) return { document: managedPolicyDocument(named, at), managed: named };
  return { document: unreadable(policy.address, policy, "its text is not known before Terraform reads it") };
}

/** A `data.aws_iam_policy` finds a policy by its ARN or name; a name that AWS has given to one of its own is taken for that. */
function nameOfData(policy: Resource): string | undefined {
  const arn = policy.get("arn");
  const fromArn = arn === undefined || arn === null ? undefined : nameOfManagedPolicy(arn);
  if (fromArn !== undefined) return fromArn;
  const name = settle(policy.get("name") ?? null);
  return typeof name === "string" && policy.mode === "data" && managedPolicy(name) ? name : undefined;
}

function unreadable(name: string, at: Resource, reason = "it is not known"): PolicyDocument {
  return { at, name, statements: [], complete: new Unknown(reason), source: new Unknown(reason) };
}

function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  const settled = settle(value);
  return (isList(settled) ? settled : [settled]).map(settle);
}
