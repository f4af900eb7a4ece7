import { serviceEndpoint } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isManaged, lookUpAll } from "../../network/look-up";
import { valuesAt } from "../../network/nested-blocks";
import { SUBNET_TYPES } from "../../network/vpc";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
export const endpointHasSubnets: ResourceRule = {
  id: "EP-07",
  title: "An interface endpoint stands in subnets, one of a zone",
  types: ["aws_vpc_endpoint"],
  otherwise: "useless",
  check,
};

function check(resource: Resource, graph: Graph): readonly Judgement[] {
  const endpoint = serviceEndpoint(graph, resource);
  if (endpoint === undefined || endpoint instanceof Unknown || endpoint.kind !== "Interface") return [];
  const separate = graph.referring("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", resource);
  const subnets = [
    ...["subnet_ids", "subnet_configuration.subnet_id"].flatMap((path) =>
      valuesAt(resource, path).flatMap((value) => lookUpAll(graph, value, ...SUBNET_TYPES)),
    ),
    ...separate.resources.flatMap((one) => lookUpAll(graph, one.get("subnet_id"), ...SUBNET_TYPES)),
  ];
  if (subnets.length === 0) {
    if (separate.uncertain.length > 0) return [];
    return [
      broken({
        at: resource,
        found: `${resource.address} has no subnet_ids`,
        needed: "a subnet in which the endpoint has a network interface",
        why: "Without a subnet the endpoint has no address that its name could lead to.",
        fix: "subnet_ids = [aws_subnet.<name>.id]",
      }),
    ];
  }
  const twice = sameZone([...new Set(subnets)].filter(isManaged));
  if (!twice)
    return [
      proven(
        `${resource.address} stands in ${subnets.length === 1 ? "a subnet" : `${subnets.length} subnets`}`,
      ),
    ];
  return [
    broken({
      at: resource,
      found: `${twice.first.address} and ${twice.second.address} of ${resource.address} are both in ${twice.zone}`,
      needed: "one subnet in each Availability Zone",
      why: "AWS refuses an endpoint with two subnets in one zone (DuplicateSubnetsInSameZone).",
      fix: `Leave ${twice.second.address} out of subnet_ids.`,
    }),
  ];
}

function sameZone(subnets: readonly Resource[]) {
  const byZone = new Map<string, Resource>();
  for (const second of subnets) {
    for (const argument of ["availability_zone", "availability_zone_id"]) {
      const zone = settle(second.get(argument) ?? null);
      if (typeof zone !== "string") continue;
      const first = byZone.get(zone);
      if (first && first !== second) return { first, second, zone };
      byZone.set(zone, second);
    }
  }
  return undefined;
}
