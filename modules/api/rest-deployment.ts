import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import type { ApiEndpoint } from "./endpoint";
import type { RestAuthorizer } from "./rest-authorizer";
import type { RestRoutes } from "./rest-routes";

/** All that a deployment takes a copy of. */
export interface Deployed {
  readonly api: ApiGatewayRestApi;
  readonly routes: RestRoutes;
  readonly authorizers: readonly RestAuthorizer[];
  /** What the API itself is set to. */
  readonly settings: {
    readonly endpoint: ApiEndpoint["type"];
    readonly binaryMediaTypes: readonly string[];
    readonly disableExecuteApiEndpoint: boolean;
  };
  readonly policy: ApiGatewayRestApiPolicy | undefined;
}

/**
 * Makes a copy of an API for a stage to show. The copy is made anew when any content of what is copied changes, or the change would
 * never be seen: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
 */
export function deploy(
  scope: Construct,
  { api, routes, authorizers, settings, policy }: Deployed,
): ApiGatewayDeployment {
  const content = {
    routes: routes.content,
    authorizers: Object.fromEntries(authorizers.map((each) => [each.name, each.content])),
    ...settings,
    policy: policy ? [policy.interpolationForAttribute("policy")] : [],
  };
  return new ApiGatewayDeployment(scope, "deployment", {
    restApiId: api.id,
    triggers: { redeployment: Fn.sha1(Fn.jsonencode(content)) },
    dependsOn: policy ? [...routes.dependables, policy] : routes.dependables,
    // The stage moves to the new one before the old one goes.
    lifecycle: { createBeforeDestroy: true },
  });
}
