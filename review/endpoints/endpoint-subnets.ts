import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { lookUpAll, type Named } from "../network/look-up";
import { valuesAt } from "../network/nested-blocks";
import { SUBNET_TYPES } from "../network/vpc";

/** The subnets in which an interface endpoint is given network interfaces, in whichever way. */
export interface EndpointSubnets {
  readonly subnets: readonly Named[];
  /** Whether there are no others. */
  readonly complete: boolean;
}

export function endpointSubnets(graph: Graph, endpoint: Resource): EndpointSubnets {
  const separate = graph.referring("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", endpoint);
  const subnets = [
    ...["subnet_ids", "subnet_configuration.subnet_id"].flatMap((path) =>
      valuesAt(endpoint, path).flatMap((value) => lookUpAll(graph, value, ...SUBNET_TYPES)),
    ),
    ...separate.resources.flatMap((one) => lookUpAll(graph, one.get("subnet_id"), ...SUBNET_TYPES)),
  ];
  return { subnets, complete: separate.uncertain.length === 0 };
}
