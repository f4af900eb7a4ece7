import { External, type Found, type Graph } from "../../graph/graph";
import { perGraph } from "../../graph/per-graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { CONFIGURATION } from "../../lattice/resource-configuration";
import { membersOf, SERVICE_NETWORK, VPC_ASSOCIATION } from "../../lattice/service-network";
import { flagOf } from "../../network/flags";
import { isResource, lookUp, nameOf } from "../../network/look-up";
import { VPC_TYPES } from "../../network/vpc";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/**
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/service-network-associations.html and
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html (private DNS)
 */
export const oneWayIntoNetwork: ResourceRule = {
  id: "LAT-32",
  title: "A VPC has one way with private names to a resource, and one association",
  types: [VPC_ASSOCIATION, ENDPOINT],
  check(resource, graph) {
    if (resource.type === VPC_ASSOCIATION) return ofAssociation(resource, graph);
    return meantType(resource) ? ofEndpoint(resource, graph) : undefined;
  },
};

function ofAssociation(association: Resource, graph: Graph): readonly Judgement[] {
  const vpc = lookUp(graph, association.get("vpc_identifier"), ...VPC_TYPES);
  if (!isResource(vpc)) return [];
  const all = graph.referring(VPC_ASSOCIATION, "vpc_identifier", vpc).resources;
  const [first] = all;
  if (all.length < 2 || first === association || !first) return [];
  return [
    broken({
      at: association,
      found: `${first.address} and ${association.address} both associate ${nameOf(vpc)}`,
      needed: "one association of a VPC, and endpoints of type ServiceNetwork for further service networks",
      why: "A VPC can be associated with one service network only.",
      fix: `vpc_endpoint_type = "ServiceNetwork", in an aws_vpc_endpoint in place of ${association.address}`,
    }),
  ];
}

function ofEndpoint(endpoint: Resource, graph: Graph): readonly Judgement[] {
  const vpc = lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES);
  if (!isResource(vpc) || flagOf(endpoint, "private_dns_enabled") !== true) return [];
  const firsts = firstByName(graph, vpc);
  const twice = leadsTo(endpoint, graph)
    .map((one) => firsts.get(one))
    .find((first) => first !== undefined && first !== endpoint);
  if (!twice) return [];
  return [
    broken({
      at: endpoint,
      found: `${twice.address} and ${endpoint.address} lead to the same resource from ${nameOf(vpc)}, both with private DNS`,
      needed: "private DNS at one of them",
      why: "In one VPC a name leads to one endpoint: AWS refuses private DNS of the second.",
      fix: `Take out ${twice.address} or ${endpoint.address}.`,
    }),
  ];
}

/** The first endpoint of a VPC that makes private names of a resource. */
const firstByName = perGraph((graph, vpc: Resource): ReadonlyMap<Resource | string, Resource> => {
  const firsts = new Map<Resource | string, Resource>();
  for (const endpoint of graph.referring(ENDPOINT, "vpc_id", vpc).resources) {
    if (!meantType(endpoint) || flagOf(endpoint, "private_dns_enabled") !== true) continue;
    for (const one of leadsTo(endpoint, graph)) if (!firsts.has(one)) firsts.set(one, endpoint);
  }
  return firsts;
});

/** Resource configurations of which an endpoint makes private names; those in other accounts by their ARN. */
function leadsTo(endpoint: Resource, graph: Graph): readonly (Resource | string)[] {
  const configuration = lookUp(graph, endpoint.get("resource_configuration_arn"), CONFIGURATION);
  if (configuration !== undefined) return nameable(configuration);
  const network = lookUp(graph, endpoint.get("service_network_arn"), SERVICE_NETWORK);
  if (network === undefined) return [];
  const members = isResource(network) ? membersOf(graph, network) : [];
  return [...nameable(network), ...members.flatMap((member) => nameable(member.configuration))];
}

function nameable(found: Found): readonly (Resource | string)[] {
  if (found === undefined || found instanceof Unknown) return [];
  return [found instanceof External ? found.id : found];
}
