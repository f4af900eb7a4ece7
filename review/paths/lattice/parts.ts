import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import type { Share } from "../../lattice/sharing";
import { isResource, lookUp } from "../../network/look-up";
import type { ThroughNetwork } from "./ways";

const LOG_DESTINATIONS = [
  "aws_cloudwatch_log_group",
  "aws_s3_bucket",
  "aws_kinesis_firehose_delivery_stream",
] as const;

/** Access logs of a resource configuration or a service network, and where they are written to. */
export function accessLogsOf(graph: Graph, of: Resource): readonly Resource[] {
  return graph
    .referring("aws_vpclattice_access_log_subscription", "resource_identifier", of)
    .resources.flatMap((subscription) => {
      const destination = lookUp(graph, subscription.get("destination_arn"), ...LOG_DESTINATIONS);
      return isResource(destination) ? [subscription, destination] : [subscription];
    });
}

/** What makes a service network lead to a resource configuration. */
export function networkParts(graph: Graph, { network, association }: ThroughNetwork): readonly Resource[] {
  const policies = graph.referring("aws_vpclattice_auth_policy", "resource_identifier", network).resources;
  return [association, ...policies, ...accessLogsOf(graph, network)];
}

export function shareParts({ association, share, principals }: Share): readonly Resource[] {
  return [association, ...(share ? [share] : []), ...principals];
}

/** What a consumer accepts shares with: it has to be there before its endpoint. */
export function accepters(graph: Graph, endpoint: Resource): readonly Resource[] {
  return graph.ofType("aws_ram_resource_share_accepter").filter(({ stack }) => stack === endpoint.stack);
}
