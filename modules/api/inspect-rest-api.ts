import type { Construct } from "constructs";
import { claimName, type DecidedByTerraform, Inspection } from "../refusal";
import { type KeylessAuthorization, withoutKey } from "./authorization";
import { inspectBackend, regionOf } from "./backend";
import { inspectEndpoint } from "./endpoint";
import { type AuthorizerOf, inspectAuthorizers } from "./inspect-authorizers";
import { apiName, mediaType, restTimeout, stageName, webAclArn } from "./requirements";
import type { PrivateIntegrationApiProps } from "./rest-api-props";
import { type CompleteRoute, inspectRoutes } from "./route";
import { inspectThrottling } from "./throttling";
import { inspectUsagePlan } from "./usage-plan";

/**
 * Looks at the whole input of a REST API.
 *
 * @returns what Terraform must decide, and the authorizers that the routes ask for
 */
export function inspectRestApi(
  api: Construct,
  props: PrivateIntegrationApiProps,
  routes: readonly CompleteRoute[],
): {
  readonly decidedByTerraform: DecidedByTerraform | undefined;
  readonly authorizers: readonly AuthorizerOf<KeylessAuthorization>[];
} {
  const inspection = new Inspection(api);
  inspection.require("name", props.name, apiName);
  claimName(inspection, api, {
    kind: "REST API",
    name: props.name,
    reason: "since metrics and logs are kept by it",
  });
  inspectBackend(inspection, props);
  if (props.stageName !== undefined) inspection.require("stageName", props.stageName, stageName);
  if (props.timeoutInSeconds !== undefined) {
    inspection.require("timeoutInSeconds", props.timeoutInSeconds, restTimeout);
  }
  for (const type of props.binaryMediaTypes ?? []) {
    inspection.require("binaryMediaTypes", type, mediaType);
  }
  inspectRoutes(inspection, props.routes);
  const authorizers = inspectAuthorizers(
    inspection,
    routes.map(({ authorization }) => withoutKey(authorization)),
  );
  if (props.endpoint) inspectEndpoint(inspection, props.endpoint, api);
  if (props.throttling) inspectThrottling(inspection, "throttling", props.throttling);
  if (props.webAclArn !== undefined) {
    inspection.require("webAclArn", props.webAclArn, webAclArn(regionOf(props)));
  }
  inspectKeys(inspection, props, routes);
  return { decidedByTerraform: inspection.conclude(), authorizers };
}

/** A key opens nothing without a plan, and a plan limits nobody who needs no key. */
function inspectKeys(
  inspection: Inspection,
  { usagePlan }: PrivateIntegrationApiProps,
  routes: readonly CompleteRoute[],
): void {
  if (usagePlan) inspectUsagePlan(inspection, usagePlan);
  const keyed = routes.some(({ authorization }) => authorization.kind === "API_KEY");
  inspection.refuseUnless(!keyed || usagePlan !== undefined, {
    input: "usagePlan",
    allowed: "a usage plan with keys, since a route asks for one and every request without one is refused",
    fix: 'write usagePlan: { throttling: { requestsPerSecond: 10, burst: 20 }, keys: ["partner"] }',
  });
  inspection.refuseUnless(keyed || usagePlan === undefined, {
    input: "usagePlan",
    told: "for keys that no route asks for",
    allowed: "a usage plan beside a route with Authorization.apiKey()",
    fix: "write authorization: Authorization.apiKey(Authorization.iam()), or limit everybody with throttling",
  });
}
