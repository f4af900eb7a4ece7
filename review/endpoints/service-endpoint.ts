import { readEndpointServiceName } from "../../aws/endpoint-names";
import { REGION_PATTERN } from "../../aws/partitions";
import type { Graph } from "../graph/graph";
import { oncePerGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import type { Answer } from "../network/answer";
import { nestedBlocks } from "../network/nested-blocks";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";

/** A VPC endpoint to an AWS service. */
export interface ServiceEndpoint {
  readonly resource: Resource;
  readonly service: ServiceName;
  /** As it is written, where nothing is `Gateway`. */
  readonly kind: string | Unknown;
  /** Whether the service's own name leads to it, for everybody in its VPC. */
  readonly privateDns: Answer;
  /** Whether that is so for inbound resolvers only, as can be said of S3's. */
  readonly onlyForInbound: Answer;
}

export interface ServiceName {
  /** What follows the Region, like `ecr.api`. */
  readonly suffix: string;
  /** undefined if it is not known. */
  readonly region: string | undefined;
}

/** The endpoints to AWS services that there are, by suffix. */
export interface ServiceEndpoints {
  readonly bySuffix: ReadonlyMap<string, readonly ServiceEndpoint[]>;
  /** Endpoints of which cannot be told to what they lead. */
  readonly unnamed: readonly Resource[];
}

export const serviceEndpoints = oncePerGraph((graph): ServiceEndpoints => {
  const bySuffix = new Map<string, ServiceEndpoint[]>();
  const unnamed: Resource[] = [];
  for (const resource of graph.ofType("aws_vpc_endpoint")) {
    const endpoint = serviceEndpoint(graph, resource);
    if (endpoint instanceof Unknown) unnamed.push(resource);
    else if (endpoint) {
      const { suffix } = endpoint.service;
      bySuffix.set(suffix, [...(bySuffix.get(suffix) ?? []), endpoint]);
    }
  }
  return { bySuffix, unnamed };
});

/** An endpoint as one to an AWS service; undefined if it leads to something else, Unknown if that cannot be told. */
export function serviceEndpoint(graph: Graph, resource: Resource): ServiceEndpoint | Unknown | undefined {
  const service = serviceNameOf(graph, resource);
  if (service === undefined || service instanceof Unknown) return service;
  const [options] = nestedBlocks(resource.get("dns_options"));
  const inbound =
    options instanceof Unknown ? options : options?.private_dns_only_for_inbound_resolver_endpoint;
  return {
    resource,
    service,
    kind: kindOf(resource),
    privateDns: flag(resource, resource.get("private_dns_enabled"), "private_dns_enabled"),
    onlyForInbound: flag(resource, inbound, "private_dns_only_for_inbound_resolver_endpoint"),
  };
}

/** The provider makes an endpoint of type Gateway where nothing is said. */
function kindOf(resource: Resource): string | Unknown {
  const type = resource.get("vpc_endpoint_type");
  if (type === undefined || type === null) {
    return resource.mode === "managed"
      ? "Gateway"
      : new Unknown(`the type of ${resource.address} is not known`);
  }
  const settled = settle(type);
  return typeof settled === "string" ? settled : new Unknown(`the type of ${resource.address} is not known`);
}

/** The provider sends false where nothing is said. */
function flag(resource: Resource, value: Value | undefined, name: string): Answer {
  if (value === undefined || value === null) {
    return resource.mode === "managed" ? false : new Unknown(`${name} of ${resource.address} is not known`);
  }
  return booleanOf(settle(value)) ?? new Unknown(`${name} of ${resource.address} is not known`);
}

function serviceNameOf(graph: Graph, resource: Resource): ServiceName | Unknown | undefined {
  const value = resource.get("service_name");
  if (value === undefined || value === null) {
    const otherwise = ["resource_configuration_arn", "service_network_arn"].some(
      (name) => resource.get(name) !== undefined,
    );
    return otherwise || resource.mode === "managed" ? undefined : new Unknown("its service is not known");
  }
  const settled = settle(value);
  if (typeof settled === "string") return readEndpointServiceName(settled);
  if (settled instanceof Reference) return ofDataSource(graph, settled);
  return settled instanceof Template
    ? ofHoles(graph, resource, settled)
    : new Unknown("its service is not known");
}

function ofDataSource(graph: Graph, { resource }: Reference): ServiceName | Unknown | undefined {
  if (resource.type === "aws_vpc_endpoint_service" && resource.mode === "data") {
    const suffix = settle(resource.get("service") ?? null);
    if (typeof suffix === "string") return { suffix, region: graph.regionOf(resource) };
  }
  // The endpoint service of somebody's load balancer.
  if (resource.type === "aws_vpc_endpoint_service" && resource.mode === "managed") return undefined;
  return new Unknown("its service is not known");
}

/** Stands for what is not known; no name has it. */
const HOLE = "\u0000";
const NAME = new RegExp(
  `^(?:(?:cn\\.)?com\\.amazonaws|eu\\.amazonaws|${HOLE}(?:\\.amazonaws)?)\\.(${REGION_PATTERN}|${HOLE})\\.([a-z0-9.-]+)$`,
);

/** A name whose Region is not known is one of the endpoint's own Region. */
function ofHoles(graph: Graph, resource: Resource, { parts }: Template): ServiceName | Unknown {
  const text = parts
    .map(settle)
    .map((part) => (typeof part === "string" ? part : HOLE))
    .join("");
  const [, region, suffix] = NAME.exec(text) ?? [];
  if (!region || !suffix) return new Unknown("its service is not known");
  return { suffix, region: region === HOLE ? graph.regionOf(resource) : region };
}
