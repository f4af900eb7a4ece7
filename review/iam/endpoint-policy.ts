import type { Found, Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { settle } from "../read/expression/settle";
import { evaluate } from "./evaluate";
import { type Permission, permission } from "./permission";
import { type PolicyDocument, readPolicy } from "./policy-document";
import { bestOf, formsOf } from "./resource-forms";
import type { PrincipalSelection, Statement } from "./statement";

/**
 * Whether an endpoint lets a request through. Without a policy it lets everything through; with one, only what that allows.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 *
 * @param resource as for `mayDo`
 */
export function endpointAllows(
  graph: Graph,
  endpoint: Resource,
  action: string,
  resource: Value | undefined,
  principal?: Found,
): Permission {
  if (endpoint.mode === "data") {
    const outside = `${endpoint.address} exists outside of these files, and so may its policy`;
    return permission("unknown", action, () => outside);
  }
  const policy = effective(graph, endpoint);
  if (policy instanceof Unknown) return permission("unknown", action, () => policy.reason);
  if (policy === undefined) {
    return permission("yes", action, () => `${endpoint.address} has no policy: it lets everything through`);
  }
  const role = principal === undefined || principal instanceof Unknown ? undefined : principal;
  return bestOf(formsOf(action, resource), (form) => {
    const request = { action, resource: form, endpoint, principal: role && { role } };
    const { verdict, reason } = evaluate([policy], request, graph);
    const answers = { allowed: "yes", denied: "no", "not allowed": "no", unknown: "unknown" } as const;
    return permission(answers[verdict], action, reason, policy, verdict === "denied" ? "denial" : undefined);
  });
}

/** The policy of an endpoint as its kind of endpoint understands it. */
const effective = perGraph((graph, endpoint: Resource) => {
  const policy = policyOfEndpoint(graph, endpoint);
  if (policy === undefined || policy instanceof Unknown || !isGateway(endpoint)) return policy;
  return { ...policy, statements: policy.statements.map(ofGateway) };
});

/** The policy of an endpoint; undefined if it has none. */
function policyOfEndpoint(graph: Graph, endpoint: Resource): PolicyDocument | Unknown | undefined {
  const { resources, uncertain } = graph.referring("aws_vpc_endpoint_policy", "vpc_endpoint_id", endpoint);
  const [separate] = resources;
  const separateText = separate?.get("policy");
  if (separate && separateText !== undefined && separateText !== null) {
    return readPolicy(separateText, separate.address, separate);
  }
  const own = endpoint.get("policy");
  if (own !== undefined && own !== null && own !== "") {
    return readPolicy(own, `the policy of ${endpoint.address}`, endpoint);
  }
  const [doubtful] = uncertain;
  return (
    doubtful &&
    new Unknown(`${doubtful.address} may be the policy of ${endpoint.address}: its endpoint is not known`)
  );
}

function isGateway(endpoint: Resource): boolean {
  const type = settle(endpoint.get("vpc_endpoint_type") ?? "Gateway");
  return type === "Gateway";
}

/** A gateway endpoint knows no principal but everyone: what it makes of another one is not told. */
function ofGateway(statement: Statement): Statement {
  const { principal } = statement;
  if (principal === undefined || principal.except || principal.principals.some(isEveryone)) return statement;
  const untold = { type: new Unknown("a gateway endpoint knows no principal but *"), identifiers: [] };
  return { ...statement, principal: { except: false, principals: [untold] } };
}

function isEveryone({ type, identifiers }: PrincipalSelection["principals"][number]): boolean {
  return type === "*" || (type === "AWS" && identifiers.includes("*"));
}
