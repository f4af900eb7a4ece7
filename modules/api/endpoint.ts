import { Token } from "cdktf";
import type { Construct } from "constructs";
import { type DecidedByTerraform, Inspection } from "../refusal";
import { type DomainMapping, inspectMapping } from "./domain-mapping";
import { vpcEndpointId } from "./requirements";

/** An interface endpoint of the service `execute-api`. */
export interface ExecuteApiEndpoint {
  /** Like `vpce-0a1b2c3d4e5f60718`. */
  readonly vpcEndpointId: string;
}

export interface RegionalEndpointOptions {
  /**
   * Where on a custom domain the API is.
   *
   * @default nowhere: the API has the name that AWS gives it
   */
  readonly domain?: DomainMapping;
}

export interface PrivateEndpointOptions {
  /**
   * The only ones through which the API can be called, at least one. The API's resource policy says so; they are not associated with
   * it, since an endpoint whose policy names the API can only come after it. So there are no names `<API>-<VPC endpoint>.execute-api`
   * in public DNS: callers use the API's own name, where the endpoint has private DNS, or the endpoint's name with the header `Host`
   * or `x-apigw-api-id`: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html
   */
  readonly vpcEndpoints: readonly ExecuteApiEndpoint[];
}

/** From where a REST API is reached. */
export type ApiEndpoint =
  | ({ readonly type: "REGIONAL" } & RegionalEndpointOptions)
  | ({ readonly type: "PRIVATE" } & PrivateEndpointOptions);

export const ApiEndpoint = {
  /** From the internet, by those whom `authorization` lets in. */
  regional(options: RegionalEndpointOptions = {}): ApiEndpoint {
    return { type: "REGIONAL", ...options };
  },
  /** From VPCs only, through the VPC endpoints that are named. */
  private(options: PrivateEndpointOptions): ApiEndpoint {
    return { type: "PRIVATE", ...options };
  },
};

/** Tells what is wrong with an endpoint. */
export function inspectEndpoint(inspection: Inspection, endpoint: ApiEndpoint, api: Construct): void {
  if (endpoint.type === "REGIONAL") {
    if (endpoint.domain) inspectMapping(inspection, endpoint.domain, api);
    return;
  }
  const ids = endpoint.vpcEndpoints.map((each) => each.vpcEndpointId);
  inspection.refuseUnless(ids.length > 0, {
    input: "endpoint.vpcEndpoints",
    given: [],
    allowed: "at least one VPC endpoint, or else nobody can call the API",
    fix: "make an interface endpoint of the service execute-api in the callers' VPC",
  });
  inspection.refuseUnless(new Set(ids).size === ids.length, {
    input: "endpoint.vpcEndpoints",
    given: ids,
    allowed: "each VPC endpoint once",
    fix: "remove the second one",
  });
  for (const id of ids.filter((each) => !Token.isUnresolved(each))) {
    inspection.require("endpoint.vpcEndpoints", id, vpcEndpointId);
  }
}

/** What only Terraform can decide about VPC endpoints: for the resource policy, since the API itself must not wait for them. */
export function decideEndpoints(
  api: Construct,
  { vpcEndpoints }: PrivateEndpointOptions,
): DecidedByTerraform | undefined {
  const inspection = new Inspection(api);
  for (const each of vpcEndpoints) {
    inspection.require("endpoint.vpcEndpoints", each.vpcEndpointId, vpcEndpointId);
  }
  return inspection.conclude();
}
