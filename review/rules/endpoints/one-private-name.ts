import { type ServiceEndpoint, serviceEndpoint, serviceEndpoints } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { lookUp } from "../../network/look-up";
import { same, VPC_TYPES } from "../../network/vpc";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
export const onePrivateName: ResourceRule = {
  id: "DNS-02",
  title: "A VPC has one endpoint with private DNS for each service",
  types: ["aws_vpc_endpoint"],
  check,
};

function check(resource: Resource, graph: Graph): Judgement | undefined {
  const endpoint = serviceEndpoint(graph, resource);
  if (endpoint === undefined || endpoint instanceof Unknown || !isNamed(endpoint)) return undefined;
  const vpc = lookUp(graph, resource.get("vpc_id"), ...VPC_TYPES);
  const other = serviceEndpoints(graph)
    .bySuffix.get(endpoint.service.suffix)
    ?.find(
      (one) =>
        one.resource !== resource &&
        one.resource.mode === "managed" &&
        isNamed(one) &&
        one.service.region === endpoint.service.region &&
        same(lookUp(graph, one.resource.get("vpc_id"), ...VPC_TYPES), vpc) === true,
    );
  if (!other) return undefined;
  return broken({
    at: resource,
    found: `${resource.address} and ${other.resource.address} both have private DNS for ${endpoint.service.suffix} in one VPC`,
    needed: "private DNS for one endpoint of the service alone",
    why: "The service's name can lead to one endpoint of a VPC only: AWS refuses the second (private-dns-enabled cannot be set because there is already a conflicting DNS domain).",
    fix: `Leave out one of the two, or set private_dns_enabled = false for it.`,
  });
}

function isNamed({ kind, privateDns }: ServiceEndpoint): boolean {
  return kind === "Interface" && privateDns === true;
}
