import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource, lookUp } from "../network/look-up";

/** Something that is given to other accounts through AWS Resource Access Manager. */
export interface Share {
  readonly association: Resource;
  /** undefined if the share exists outside of the files given, or is not known. */
  readonly share: Resource | undefined;
  /** Those to whom it is given by these files. */
  readonly principals: readonly Resource[];
}

/** How a resource configuration or a service network is given to other accounts. */
export function sharesOf(graph: Graph, shared: Resource): readonly Share[] {
  return graph
    .referring("aws_ram_resource_association", "resource_arn", shared)
    .resources.map((association) => {
      const share = lookUp(graph, association.get("resource_share_arn"), "aws_ram_resource_share");
      return {
        association,
        share: isResource(share) ? share : undefined,
        principals: share === undefined || "reason" in share ? [] : principalsOf(graph, share),
      };
    });
}

/** Those to whom a share is given. */
export function principalsOf(graph: Graph, share: Resource | External): readonly Resource[] {
  return graph.referring("aws_ram_principal_association", "resource_share_arn", share).resources;
}
