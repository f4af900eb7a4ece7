import type { Construct } from "constructs";
import type { Inspection } from "../refusal";
import { type DomainMapping, inspectMapping } from "./domain-mapping";
import { vpcEndpointId } from "./requirements";

/** An interface endpoint of the service `execute-api`. */
export interface ExecuteApiEndpoint {
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
  /** The only ones through which the API can be called, at least one. */
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
  for (const id of ids) inspection.require("endpoint.vpcEndpoints", id, vpcEndpointId);
}
