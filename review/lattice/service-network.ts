import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource, lookUp, type Named } from "../network/look-up";
import { CONFIGURATION } from "./resource-configuration";

export const SERVICE_NETWORK = "aws_vpclattice_service_network";
export const RESOURCE_ASSOCIATION = "aws_vpclattice_service_network_resource_association";
export const VPC_ASSOCIATION = "aws_vpclattice_service_network_vpc_association";

/** A resource configuration that is in a service network. */
export interface Member {
  readonly association: Resource;
  readonly configuration: Named | undefined;
}

/** What a service network leads to. */
export function membersOf(graph: Graph, network: Resource): readonly Member[] {
  return graph
    .referring(RESOURCE_ASSOCIATION, "service_network_identifier", network)
    .resources.map((association) => ({
      association,
      configuration: lookUp(graph, association.get("resource_configuration_identifier"), CONFIGURATION),
    }));
}

/** The service networks in which a resource configuration is. */
export function networksOf(graph: Graph, configuration: Resource): readonly Resource[] {
  return graph
    .referring(RESOURCE_ASSOCIATION, "resource_configuration_identifier", configuration)
    .resources.flatMap((association) => {
      const network = lookUp(graph, association.get("service_network_identifier"), SERVICE_NETWORK);
      return isResource(network) ? [network] : [];
    });
}
