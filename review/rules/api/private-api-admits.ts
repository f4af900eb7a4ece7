import { askInvoke, policiesOfApi } from "../../api/private-api";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { readPolicy } from "../../iam/policy-document";
import { isSet } from "../../load-balancer/argument";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** A private REST API and an endpoint of API Gateway over which it is called. */
export interface EndpointToApi {
  readonly endpoint: Resource;
  readonly api: Resource;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
export const privateApiAdmits: Rule<EndpointToApi> = {
  id: "API-16",
  title: "The policies of a private REST API and of the endpoint let calls through",
  check: ({ endpoint, api }, graph) => [...ofApi(graph, endpoint, api), ...ofEndpoint(graph, endpoint, api)],
};

const ACTION = "execute-api:Invoke";

function ofApi(graph: Graph, endpoint: Resource, api: Resource): readonly Judgement[] {
  const policies = policiesOfApi(graph, api);
  // That there is none is said of the API itself.
  if (policies.length === 0) return [];
  const { verdict, reason, document } = askInvoke(graph, policies, api, endpoint);
  const said = reason(ACTION);
  if (verdict === "allowed") return [proven(`${said} over ${endpoint.address}`)];
  const words = {
    at: document?.at ?? policies[0]?.at ?? api,
    needed: `${ACTION} allowed over ${endpoint.address}`,
    why: "A private API can be called only over those endpoints, or from those VPCs, that its resource policy lets in.",
    fix: `Condition = { StringEquals = { "aws:SourceVpce" = ${endpoint.address}.id } }`,
  };
  if (verdict === "unknown") return [unknown({ ...words, found: said })];
  // Of callers who sign, what their own policies allow is enough, unless the API's policy denies it.
  return verdict === "not allowed" && mayBeSigned(graph, api)
    ? [
        unknown({
          ...words,
          found: `${said}, and what callers who sign their requests are allowed is not followed`,
        }),
      ]
    : [broken({ ...words, found: said })];
}

function mayBeSigned(graph: Graph, api: Resource): boolean {
  if (isSet(api.get("body"))) return true;
  const { resources } = graph.referring("aws_api_gateway_method", "rest_api_id", api);
  return resources.some((method) => {
    const kind = method.get("authorization");
    return typeof kind !== "string" || kind === "AWS_IAM";
  });
}

function ofEndpoint(graph: Graph, endpoint: Resource, api: Resource): readonly Judgement[] {
  const separate = graph.referring("aws_vpc_endpoint_policy", "vpc_endpoint_id", endpoint);
  const policies = [
    ...(isSet(endpoint.get("policy")) && separate.resources.length === 0
      ? [readPolicy(endpoint.get("policy"), `the policy of ${endpoint.address}`, endpoint)]
      : []),
    ...separate.resources.map((one) => readPolicy(one.get("policy"), one.address, one)),
  ];
  if (policies.length === 0) return [];
  const { verdict, reason, document } = askInvoke(graph, policies, api, endpoint);
  const said = reason(ACTION);
  if (verdict === "allowed") return [proven(said)];
  const words = {
    at: document?.at ?? endpoint,
    found: said,
    needed: `${ACTION} on ${api.address} allowed by the policy of ${endpoint.address}`,
    why: "An endpoint with a policy refuses what the policy does not allow.",
    fix: `{ Effect = "Allow", Principal = "*", Action = "${ACTION}", Resource = "\${${api.address}.execution_arn}/*" }`,
  };
  return [verdict === "unknown" ? unknown(words) : broken(words)];
}
