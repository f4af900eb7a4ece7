import { endpointServiceName } from "../../aws/endpoint-names";
import type { ServiceDescription } from "../../aws/service-description";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { PermissionNeed } from "../iam/permission-need";
import type { Answer } from "../network/answer";
import type { Check } from "../paths/draft";
import type { ServiceCaller } from "./caller";
import { type Way, type Ways, waysTo, wayTaken } from "./ways";

/** What somebody needs of an AWS service. */
export interface ServiceNeed {
  /** What follows the Region in the endpoint's name, like `ecr.api`. */
  readonly suffix: string;
  /** The Region of what is needed; the caller's own if nothing is given. */
  readonly region?: string;
  /** Who needs it, and is at fault if there is no way: a task definition, a service. */
  readonly at: Resource;
  /** What for, as it follows "cannot", like `write logs`. */
  readonly purpose: string;
  readonly permissions: readonly NeededPermission[];
  /** What is used of the service, as far as the files make it, like a log group. */
  readonly parts?: readonly Resource[];
  /** Whether the caller is told the URL of the endpoint itself, so that it needs no private DNS. @default false */
  readonly told?: Answer;
  /** What else has to hold of what is used there. */
  readonly checks?: readonly Check[];
  /** Why it may do without this, if it may. */
  readonly dispensable?: string;
  /** Why an interface endpoint may not do where there is another kind, if so. */
  readonly wantsGateway?: string;
}

/** A permission without the endpoint, which follows from the way. */
export interface NeededPermission {
  readonly need: Omit<PermissionNeed, "endpoint">;
  /** `identity` asks the role only, `endpoint` the policy of the endpoint only. */
  readonly ask: "both" | "identity" | "endpoint";
  /** Whether it is the role of the application, not that of ECS. */
  readonly ofApplication: boolean;
}

/** A call of an AWS service, and the way that it takes: the subject of the rules on endpoints. */
export interface ServiceCall {
  readonly caller: ServiceCaller;
  readonly need: ServiceNeed;
  readonly service: ServiceDescription;
  /** Like `com.amazonaws.eu-central-1.logs`. */
  readonly name: string;
  readonly ways: Ways;
  readonly way: Way;
}

export function serviceCall(graph: Graph, caller: ServiceCaller, need: ServiceNeed): ServiceCall {
  const region = need.region ?? caller.region;
  const ways = waysTo(graph, caller, need.suffix, region);
  const way = wayTaken(graph, caller, ways, need.told);
  return { caller, need, service: ways.service, name: serviceName(ways.service, region), ways, way };
}

/** The name by which an endpoint asks for the service; the suffix alone where the Region is not known. */
export function serviceName(service: ServiceDescription, region: string | undefined): string {
  if (region === undefined) return service.suffix;
  try {
    return endpointServiceName(service, region);
  } catch {
    return `com.amazonaws.${region}.${service.suffix}`;
  }
}
