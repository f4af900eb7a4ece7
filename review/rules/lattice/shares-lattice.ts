import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { CONFIGURATION } from "../../lattice/resource-configuration";
import { SERVICE_NETWORK } from "../../lattice/service-network";
import { follow, isResource, lookUp } from "../../network/look-up";

/** Whether a share has something of VPC Lattice in it. */
export function sharesLattice(graph: Graph, share: Resource): boolean {
  return graph
    .referring("aws_ram_resource_association", "resource_share_arn", share)
    .resources.some((association) => {
      const value = association.get("resource_arn");
      const text = follow(value);
      if (typeof text === "string" && text.includes(":vpc-lattice:")) return true;
      const shared = lookUp(graph, value, CONFIGURATION, SERVICE_NETWORK);
      return isResource(shared) && shared.type.startsWith("aws_vpclattice_");
    });
}
