import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";

/**
 * A private zone of a VPC for names of AWS, as networks with shared endpoints have them: its records may lead a name to an endpoint
 * that has no private DNS itself.
 */
export function handMadeZone(graph: Graph, vpc: Found): Resource | undefined {
  if (!isResource(vpc)) return undefined;
  const own = graph.referring("aws_route53_zone", "vpc.vpc_id", vpc);
  const zones = [...own.resources, ...own.uncertain];
  const associations = graph.referring("aws_route53_zone_association", "vpc_id", vpc).resources;
  return [...zones.filter(mayBeOfAws), ...associations.filter((one) => mayBeOfAws(zoneOf(graph, one)))][0];
}

function zoneOf(graph: Graph, association: Resource): Resource | undefined {
  const zone = graph.find(association.get("zone_id"), "aws_route53_zone");
  return isResource(zone) ? zone : undefined;
}

function mayBeOfAws(zone: Resource | undefined): boolean {
  const name = settle(zone?.get("name") ?? null);
  return typeof name !== "string" || /\.(amazonaws\.com(\.cn)?|on\.aws|amazonaws\.eu)\.?$/.test(name);
}
