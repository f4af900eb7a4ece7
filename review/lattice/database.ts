import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { databasePort } from "../network/databases";
import { isResource, lookUp } from "../network/look-up";

/** What a resource configuration of type ARN can name: https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const RDS_BY_ARN = ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"] as const;

/** What RDS has that connections lead to. */
export const RDS = [
  ...RDS_BY_ARN,
  "aws_db_proxy",
  "aws_db_proxy_endpoint",
  "aws_rds_cluster_endpoint",
] as const;

const WHOLES: Readonly<Record<string, readonly [argument: string, type: string]>> = {
  aws_rds_cluster_instance: ["cluster_identifier", "aws_rds_cluster"],
  aws_rds_cluster_endpoint: ["cluster_identifier", "aws_rds_cluster"],
  aws_db_proxy_endpoint: ["db_proxy_name", "aws_db_proxy"],
};

/** The cluster of one of its instances or endpoints, the proxy of an endpoint: what has the port. Any other database is whole itself. */
export function wholeOf(graph: Graph, database: Resource): Resource {
  const [argument, type] = WHOLES[database.type] ?? [];
  if (!argument || !type) return database;
  const whole = lookUp(graph, database.get(argument), type);
  return isResource(whole) ? whole : database;
}

/** The port that a database listens on; undefined if it is not known. */
export function portOf(graph: Graph, database: Resource): number | undefined {
  return databasePort(graph, wholeOf(graph, database));
}

/** The databases that a proxy leads on to. */
export function behindProxy(graph: Graph, proxy: Resource): readonly Resource[] {
  const whole = wholeOf(graph, proxy);
  return graph.referring("aws_db_proxy_target", "db_proxy_name", whole).resources.flatMap((target) => {
    const database =
      lookUp(graph, target.get("db_instance_identifier"), "aws_db_instance") ??
      lookUp(graph, target.get("db_cluster_identifier"), "aws_rds_cluster");
    return isResource(database) ? [database] : [];
  });
}
