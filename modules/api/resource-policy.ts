import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { Fn, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { policyJson, type StatementJson } from "../iam";
import { type ApiEndpoint, decideEndpoints } from "./endpoint";
import { asksForIam, type CompleteRoute, parameterOf, pathParts } from "./route";

/**
 * The policy without which a private API answers nobody: it lets in what comes through its VPC endpoints, and nothing else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-create.html
 */
export function resourcePolicy(
  scope: Construct,
  api: ApiGatewayRestApi,
  endpoint: ApiEndpoint,
  routes: readonly CompleteRoute[],
): ApiGatewayRestApiPolicy | undefined {
  if (endpoint.type !== "PRIVATE") return undefined;
  const ids = endpoint.vpcEndpoints.map(({ vpcEndpointId }) => vpcEndpointId);
  const invoke = { Action: ["execute-api:Invoke"] };
  const everything = [`${api.executionArn}/*`];
  const through = { StringEquals: { "aws:SourceVpce": ids } };
  const open = routes.filter((route) => !asksForIam(route));
  // An Allow to anybody would be enough for every role of the account, so that routes which ask for IAM are allowed to the account
  // alone, whose roles then decide.
  const statements: StatementJson[] = [];
  if (open.length < routes.length) {
    const Principal = { AWS: accountOf(scope, api) };
    statements.push({ Effect: "Allow", Principal, ...invoke, Resource: everything, Condition: through });
  }
  if (open.length > 0) {
    const Resource = open.length === routes.length ? everything : open.map((route) => arnOf(api, route));
    statements.push({ Effect: "Allow", Principal: { AWS: "*" }, ...invoke, Resource, Condition: through });
  }
  // A role of the account that is allowed to call the API needs no other Allow, so that only this keeps it to these endpoints.
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
  statements.push({
    Effect: "Deny",
    Principal: { AWS: "*" },
    ...invoke,
    Resource: everything,
    Condition: { StringNotEquals: { "aws:SourceVpce": ids } },
  });
  return new ApiGatewayRestApiPolicy(scope, "policy", {
    restApiId: api.id,
    policy: policyJson(statements),
    lifecycle: decideEndpoints(scope, endpoint),
  });
}

/** A route in the words of a policy, in which a part in braces can be anything. */
function arnOf(api: ApiGatewayRestApi, { method, path }: CompleteRoute): string {
  const parts = pathParts(path).map((part) => (parameterOf(part) === undefined ? part : "*"));
  return `${api.executionArn}/*/${method === "ANY" ? "*" : method}/${parts.join("/")}`;
}

function accountOf(scope: Construct, api: ApiGatewayRestApi): string {
  // arn:<partition>:execute-api:<Region>:<account>:<API>
  const partOfArn = (index: number) => Fn.element(Fn.split(":", api.executionArn), index);
  // Apart from the policy, whose text would else be no JSON for the quotes in the expression.
  return new TerraformLocal(scope, "account", `arn:${partOfArn(1)}:iam::${partOfArn(4)}:root`).asString;
}
