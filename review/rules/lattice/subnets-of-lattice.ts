import { ZONES_WITHOUT_LATTICE } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { GATEWAY } from "../../lattice/resource-configuration";
import { numberOfZones, sharedZones, subnetsOf, zoneOf } from "../../lattice/zones";
import { isResource, lookUp, type Named, nameOf } from "../../network/look-up";
import { same, VPC_TYPES, vpcOf } from "../../network/vpc";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/**
 * https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html and
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/quotas.html (zones without VPC Lattice)
 */
export const subnetsOfLattice: ResourceRule = {
  id: "LAT-20",
  title: "Endpoints and resource gateways stand in subnets of several zones that have VPC Lattice",
  types: [ENDPOINT, GATEWAY],
  check(resource, graph) {
    const isEndpoint = resource.type === ENDPOINT;
    if (isEndpoint && !meantType(resource)) return undefined;
    const subnets = subnetsOf(graph, resource);
    if (subnets.length === 0) return none(resource);
    return [
      ...ofOtherVpc(resource, subnets, graph),
      ...withoutLattice(resource, subnets),
      ...(isEndpoint ? twoInOneZone(resource, subnets) : []),
      ...oneZone(resource, subnets),
    ];
  },
};

function none(resource: Resource): Judgement {
  return broken({
    at: resource,
    found: `${resource.address} has no subnets`,
    needed: "subnet_ids with a subnet in each of two zones or more",
    why: "Without a subnet it has no network interface, and nothing can come in through it.",
    fix: "subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]",
  });
}

function ofOtherVpc(resource: Resource, subnets: readonly Named[], graph: Graph): readonly Judgement[] {
  const vpc = lookUp(graph, resource.get("vpc_id"), ...VPC_TYPES);
  if (!isResource(vpc)) return [];
  const others = subnets.filter((subnet) => same(vpcOf(graph, subnet), vpc) === false);
  if (others.length === 0) return [];
  return [
    broken({
      at: resource,
      found: `${others.map(nameOf).join(" and ")} of ${resource.address} ${others.length === 1 ? "is not a subnet" : "are not subnets"} of ${nameOf(vpc)}, its VPC`,
      needed: `subnets of ${nameOf(vpc)}`,
      why: "AWS refuses subnets of another VPC than the one that is named beside them.",
      fix: "Name subnets of that VPC in subnet_ids, or the VPC of these in vpc_id.",
    }),
  ];
}

function withoutLattice(resource: Resource, subnets: readonly Named[]): readonly Judgement[] {
  return subnets.flatMap((subnet) => {
    const zone = zoneOf(subnet);
    if (!zone || !ZONES_WITHOUT_LATTICE.has(zone.text)) return [];
    return [
      broken({
        at: resource,
        found: `${zone.subnet.address} of ${resource.address} is in ${zone.text}`,
        needed: "subnets in other zones",
        why: `In ${zone.text} there is no VPC Lattice, and AWS refuses endpoints and resource gateways there.`,
        fix: `Leave ${zone.subnet.address} out of subnet_ids, or move it to another zone.`,
      }),
    ];
  });
}

function twoInOneZone(resource: Resource, subnets: readonly Named[]): readonly Judgement[] {
  return sharedZones(subnets).map((zones) =>
    broken({
      at: resource,
      found: `${zones.map(({ subnet }) => subnet.address).join(" and ")} of ${resource.address} are both in ${zones[0]?.text}`,
      needed: "one subnet in each zone",
      why: "An endpoint has at most one subnet in a zone.",
      fix: "Leave one of them out, or move it to another zone.",
    }),
  );
}

function oneZone(resource: Resource, subnets: readonly Named[]): readonly Judgement[] {
  const [only] = subnets;
  const zones = subnets.length === 1 ? 1 : numberOfZones(subnets);
  // A list that is not known may name several.
  const mayBeMore = only instanceof Unknown || (only && "type" in only && only.type === "aws_subnets");
  if (zones !== 1 || mayBeMore) return [];
  return [
    warning({
      at: resource,
      found: `${resource.address} is in one zone only`,
      needed: "subnets in two zones or more",
      why: "If that zone fails, nobody comes through, though the database has moved to another one.",
      fix: "subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]",
    }),
  ];
}
