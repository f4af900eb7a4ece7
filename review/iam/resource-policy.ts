import { External, type Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Template, Unknown, type Value } from "../graph/value";
import { matchesOf } from "./match";
import { type PolicyDocument, readPolicy } from "./policy-document";
import { namesAccount } from "./principal";
import type { Request } from "./request";
import type { Statement } from "./statement";
import { inWords } from "./value-words";
import type { Wording } from "./wording";

/** Resources that have policies of their own, with the resources that give them one: their type, and the argument that names it. */
const GIVEN_BY: Readonly<Record<string, readonly [type: string, attribute: string]>> = {
  aws_dynamodb_table: ["aws_dynamodb_resource_policy", "resource_arn"],
  aws_ecr_repository: ["aws_ecr_repository_policy", "repository"],
  aws_kms_key: ["aws_kms_key_policy", "key_id"],
  aws_s3_bucket: ["aws_s3_bucket_policy", "bucket"],
  aws_secretsmanager_secret: ["aws_secretsmanager_secret_policy", "secret_arn"],
  aws_sns_topic: ["aws_sns_topic_policy", "arn"],
  aws_sqs_queue: ["aws_sqs_queue_policy", "queue_url"],
};

/** What the policy of the resource itself adds to what those of a role say. */
export interface ResourcePolicySays {
  /** `withholds`: whatever else allows it, without this policy it is not. */
  readonly verdict: "allows" | "denies" | "withholds" | "may allow" | "may deny" | "nothing";
  readonly reason: Wording;
  /** The policy that denies or withholds it. */
  readonly document?: PolicyDocument;
}

/**
 * Asks the policy of the resource that is wanted, if these files give it one. Within an account it can allow a role what the role's
 * own policies do not: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function askResourcePolicy(graph: Graph, request: Request): ResourcePolicySays {
  const resource = resourceOf(graph, request.resource);
  const policies = resource ? grantsOf(graph, resource) : [];
  const withheld = resource?.type === "aws_kms_key" ? withheldBy(graph, resource, request) : undefined;
  if (withheld) return withheld;
  let possible: ResourcePolicySays | undefined;
  let doubt: ResourcePolicySays | undefined;
  let allowed: ResourcePolicySays | undefined;
  for (const { document, statement, answer, lacks } of matchesOf(policies, request, graph)) {
    const denies = statement.effect === "Deny";
    if (answer === "no") continue;
    if (answer === "unknown") {
      const verdict = denies ? "may deny" : "may allow";
      const reason: Wording = (actions) => `${document.name} ${verdict} ${actions}: ${lacks(actions)}`;
      const says = { verdict, reason } as const;
      if (denies) doubt ??= says;
      else possible ??= says;
    } else if (denies) {
      return { verdict: "denies", reason: (actions) => `${document.name} denies ${actions}`, document };
    } else allowed ??= { verdict: "allows", reason: (actions) => `${document.name} allows ${actions}` };
  }
  // That it may be allowed matters only where nothing else allows it; that it may be denied matters always.
  return doubt ?? allowed ?? possible ?? unread(policies) ?? { verdict: "nothing", reason: () => "" };
}

/**
 * A key is used by those alone to whom its own policy gives it, be it by giving it to the account and so to the account's policies.
 * Without a policy it has one that gives it to the account: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
function withheldBy(graph: Graph, key: Resource, request: Request): ResourcePolicySays | undefined {
  const policies = policiesOfResource(graph, key);
  const grants = graph.referring("aws_kms_grant", "key_id", key);
  const mayBeGiven =
    policies.length === 0 ||
    policies.some(({ complete }) => complete !== true) ||
    grants.resources.length + grants.uncertain.length > 0;
  if (mayBeGiven) return undefined;
  for (const { statement, answer } of matchesOf(policies, request, graph))
    if (statement.effect !== "Deny" && answer !== "no") return undefined;
  const names = policies.map(({ name }) => name).join(" and ");
  const reason: Wording = (actions) => `${names} gives ${actions} neither to the role nor to its account`;
  return { verdict: "withholds", reason, document: policies[0] };
}

function unread(policies: readonly PolicyDocument[]): ResourcePolicySays | undefined {
  for (const { name, complete } of policies) {
    if (complete instanceof Unknown)
      return { verdict: "may allow", reason: () => `${name} cannot be read: ${complete.reason}` };
  }
  return undefined;
}

function resourceOf(graph: Graph, wanted: Value | undefined): Resource | undefined {
  const whole = wanted instanceof Template ? wanted.parts[0] : wanted;
  const name = typeof whole === "string" ? whole.replace(/\/.*/, "") : whole;
  const types = Object.keys(GIVEN_BY);
  for (const value of [whole, name]) {
    const found = graph.find(value, ...types);
    if (found && !(found instanceof External) && !(found instanceof Unknown)) return found;
  }
  return undefined;
}

const grantsOf = perGraph((graph, resource: Resource) => policiesOfResource(graph, resource).map(grants));

function policiesOfResource(graph: Graph, resource: Resource): readonly PolicyDocument[] {
  const [type, attribute] = GIVEN_BY[resource.type] ?? ["", ""];
  const given = graph
    .referring(type, attribute, resource)
    .resources.map((one) => ({ one, policy: one.get("policy") }));
  return [...given, { one: resource, policy: resource.get("policy") }]
    .filter(({ policy }) => policy !== undefined && policy !== null && policy !== "")
    .map(({ one, policy }) =>
      readPolicy(policy, one === resource ? `the policy of ${one.address}` : one.address, one),
    );
}

/** Allowing it to an account leaves it to the account's own policies to whom: this alone allows it to no role. */
function grants(document: PolicyDocument): PolicyDocument {
  return { ...document, statements: document.statements.flatMap(grant) };
}

function grant(statement: Statement): readonly Statement[] {
  const { effect, principal } = statement;
  if (effect === "Deny" || principal === undefined || principal.except) return [statement];
  const principals = principal.principals
    .map((one) => ({ ...one, identifiers: one.identifiers.filter((value) => !namesAccount(inWords(value))) }))
    .filter(({ type, identifiers }) => type !== "AWS" || identifiers.length > 0);
  return principals.length > 0 ? [{ ...statement, principal: { except: false, principals } }] : [];
}
