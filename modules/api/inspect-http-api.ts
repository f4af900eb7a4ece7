import type { Construct } from "constructs";
import { claimName, type DecidedByTerraform, Inspection } from "../refusal";
import { Authorization, type HttpAuthorization } from "./authorization";
import { inspectMapping } from "./domain-mapping";
import type { HttpApiProps } from "./http-api-props";
import { type AuthorizerOf, inspectAuthorizers } from "./inspect-authorizers";
import { apiName, httpStageName, httpTimeout } from "./requirements";
import { inspectPaths } from "./route";
import { inspectThrottling } from "./throttling";
import { inspectLink } from "./vpc-link-v2";

/**
 * Looks at the whole input of an HTTP API.
 *
 * @returns what Terraform must decide, and the authorizers that the routes ask for
 */
export function inspectHttpApi(
  api: Construct,
  props: HttpApiProps,
): {
  readonly decidedByTerraform: DecidedByTerraform | undefined;
  readonly authorizers: readonly AuthorizerOf<HttpAuthorization>[];
} {
  const inspection = new Inspection(api);
  inspection.require("name", props.name, apiName);
  claimName(inspection, api, { kind: "HTTP API", name: props.name, reason: "since logs are kept by it" });
  if (props.vpcLink && props.listener) inspectLink(inspection, props.vpcLink, props.listener.loadBalancer);
  if (props.vpcLink && props.target) inspectLink(inspection, props.vpcLink, props);
  if (props.stageName !== undefined) inspection.require("stageName", props.stageName, httpStageName);
  if (props.timeoutInSeconds !== undefined) {
    inspection.require("timeoutInSeconds", props.timeoutInSeconds, httpTimeout);
  }
  if (props.routes) inspectPaths(inspection, props.routes);
  const authorizers = inspectAuthorizers(inspection, authorizationsOf(props));
  if (props.throttling) inspectThrottling(inspection, "throttling", props.throttling);
  if (props.domain) inspectMapping(inspection, props.domain, api);
  return { decidedByTerraform: inspection.conclude(), authorizers };
}

/** What each route of an HTTP API asks for. */
export function authorizationsOf({
  routes,
  authorization = Authorization.iam(),
}: Pick<HttpApiProps, "routes" | "authorization">): readonly HttpAuthorization[] {
  return routes?.map((route) => route.authorization ?? authorization) ?? [authorization];
}
