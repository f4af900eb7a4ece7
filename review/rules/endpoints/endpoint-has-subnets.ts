import { endpointSubnets } from "../../endpoints/endpoint-subnets";
import { serviceEndpoint } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isManaged } from "../../network/look-up";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement, proven, warning } from "../../verdict";
import type { Connection } from "../network/connection";
import type { ResourceRule, Rule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html */
export const endpointHasSubnets: ResourceRule = {
  id: "EP-07",
  title: "An interface endpoint stands in subnets, one of a zone",
  types: ["aws_vpc_endpoint"],
  otherwise: "useless",
  check,
};

/** The same of an endpoint that a path leads to: AWS makes it without a subnet, and nothing answers there. */
export const endpointAnswers: Rule<Connection> = {
  id: endpointHasSubnets.id,
  title: endpointHasSubnets.title,
  check({ to: { resource } }, graph) {
    if (resource?.type !== "aws_vpc_endpoint" || !isInterface(graph, resource)) return undefined;
    return standsNowhere(graph, resource) ? broken(wordsOf(resource)) : undefined;
  },
};

function check(resource: Resource, graph: Graph): readonly Judgement[] {
  if (!isInterface(graph, resource)) return [];
  const { subnets } = endpointSubnets(graph, resource);
  if (subnets.length === 0) return standsNowhere(graph, resource) ? [warning(wordsOf(resource))] : [];
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

function isInterface(graph: Graph, resource: Resource): boolean {
  const endpoint = serviceEndpoint(graph, resource);
  return endpoint !== undefined && !(endpoint instanceof Unknown) && endpoint.kind === "Interface";
}

function standsNowhere(graph: Graph, resource: Resource): boolean {
  const { subnets, complete } = endpointSubnets(graph, resource);
  return resource.mode === "managed" && complete && subnets.length === 0;
}

function wordsOf(resource: Resource) {
  return {
    at: resource,
    found: `${resource.address} has no subnet_ids`,
    needed: "a subnet in which the endpoint has a network interface",
    why: "Without a subnet the endpoint has no address that its name could lead to.",
    fix: "subnet_ids = [aws_subnet.<name>.id]",
  };
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
