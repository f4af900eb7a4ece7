import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { Fn, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { policyJson } from "../iam";
import type { ApiEndpoint } from "./endpoint";
import type { CompleteRoute } from "./route";

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
  const anyMethod = { Action: ["execute-api:Invoke"], Resource: [`${api.executionArn}/*`] };
  return new ApiGatewayRestApiPolicy(scope, "policy", {
    restApiId: api.id,
    policy: policyJson([
      {
        Effect: "Allow",
        Principal: { AWS: callersOf(scope, api, routes) },
        ...anyMethod,
        Condition: { StringEquals: { "aws:SourceVpce": ids } },
      },
      // A role of the account that is allowed to call the API needs no other Allow, so that only this keeps it to these endpoints.
      // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        ...anyMethod,
        Condition: { StringNotEquals: { "aws:SourceVpce": ids } },
      },
    ]),
  });
}

/**
 * Anybody, whom the routes then ask for what they ask for. But where all of them ask for IAM, an Allow to anybody would be enough for
 * every role of the account, so it is given to the account, whose roles then decide.
 */
function callersOf(scope: Construct, api: ApiGatewayRestApi, routes: readonly CompleteRoute[]): string {
  const onlyIam = routes.every(({ authorization }) => authorization.kind === "AWS_IAM");
  if (!onlyIam) return "*";
  // arn:<partition>:execute-api:<Region>:<account>:<API>
  const partOfArn = (index: number) => Fn.element(Fn.split(":", api.executionArn), index);
  // Apart from the policy, whose text would else be no JSON for the quotes in the expression.
  return new TerraformLocal(scope, "account", `arn:${partOfArn(1)}:iam::${partOfArn(4)}:root`).asString;
}
