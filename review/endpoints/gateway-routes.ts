import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { type Answer, some } from "../network/answer";
import { isResource, lookUp, lookUpAll, type Named } from "../network/look-up";
import { routeTableOf } from "../network/routes";
import { same, VPC_TYPES } from "../network/vpc";

const TABLE_TYPES = ["aws_route_table", "aws_default_route_table", ...VPC_TYPES] as const;

/** Whether a subnet's route table has the routes of a gateway endpoint. */
export function isRouted(graph: Graph, endpoint: Resource, subnet: Named): Answer {
  const table = routeTableOf(graph, subnet);
  if (table instanceof Unknown) return table;
  const { tables, complete } = tablesOf(graph, endpoint);
  const answer = some(tables.map((one) => (one instanceof Unknown ? one : same(one, table))));
  return answer === false && complete !== true ? complete : answer;
}

/** The route tables of a gateway endpoint, from both forms that Terraform has for them. */
export function tablesOf(
  graph: Graph,
  endpoint: Resource,
): { readonly tables: readonly Named[]; readonly complete: true | Unknown } {
  const separate = graph.referring("aws_vpc_endpoint_route_table_association", "vpc_endpoint_id", endpoint);
  const tables = [
    ...lookUpAll(graph, endpoint.get("route_table_ids"), ...TABLE_TYPES),
    ...separate.resources.flatMap((one) => lookUp(graph, one.get("route_table_id"), ...TABLE_TYPES) ?? []),
  ].map((table) => mainTable(graph, table));
  const [doubtful] = separate.uncertain;
  if (doubtful)
    return {
      tables,
      complete: new Unknown(`${doubtful.address} may add a route table to ${endpoint.address}`),
    };
  if (endpoint.mode === "data") {
    return {
      tables,
      complete: new Unknown(
        `${endpoint.address} exists outside of the files given, and so may other route tables of it`,
      ),
    };
  }
  return { tables, complete: true };
}

/** A VPC stands for its main table, and that for the resource which configures it. */
function mainTable(graph: Graph, table: Named): Named {
  if (!isResource(table) || !VPC_TYPES.some((type) => type === table.type)) return table;
  return graph.referring("aws_default_route_table", "default_route_table_id", table).resources[0] ?? table;
}
