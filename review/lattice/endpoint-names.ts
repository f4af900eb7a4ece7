import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Reference } from "../graph/value";
import { referencesAmong } from "../read/expression/unknown";

/** What shows that clients are given a name or an address of an endpoint itself, beside the data source with these names. */
export interface OwnNames {
  /** The data source in which AWS's names for the endpoint are found. */
  readonly read: Resource | undefined;
  /** Something that has one of them. */
  readonly used: Resource | undefined;
}

/** Where names of databases are written for clients. */
const GIVEN_TO_CLIENTS = [
  ["aws_route53_record", "records"],
  ["aws_route53_record", "alias"],
  ["aws_lambda_function", "environment"],
  ["aws_ecs_task_definition", "container_definitions"],
  ["aws_instance", "user_data"],
  ["aws_launch_template", "user_data"],
  ["aws_ssm_parameter", "value"],
  ["aws_secretsmanager_secret_version", "secret_string"],
] as const;

export function ownNamesOf(graph: Graph, endpoint: Resource): OwnNames {
  const [read] = graph.referring("aws_vpc_endpoint_associations", "vpc_endpoint_id", endpoint).resources;
  const [interfaces] = graph.referring("aws_network_interface", "id", endpoint).resources;
  return { read, used: interfaces ?? userOf(graph, endpoint, read) };
}

function userOf(graph: Graph, endpoint: Resource, read: Resource | undefined): Resource | undefined {
  const isOwnName = ({ resource, path }: Reference) =>
    (resource === read && !path.includes("private_dns_entry")) ||
    (resource === endpoint && ["dns_entry", "network_interface_ids"].includes(String(path[0])));
  for (const [type, attribute] of GIVEN_TO_CLIENTS) {
    for (const resource of graph.ofType(type)) {
      const value = resource.get(attribute);
      if (value !== undefined && referencesAmong([value]).some(isOwnName)) return resource;
    }
  }
  return undefined;
}
