import {
  CACHE_PORTS,
  DOCUMENTDB_PORT,
  defaultDatabasePort,
  MEMORYDB_PORT,
  NEPTUNE_PORT,
  PROXY_PORTS,
  REDSHIFT_PORT,
} from "../../aws/database-ports";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Unknown, type Value } from "../graph/value";
import { follow, isResource, lookUp } from "./look-up";
import { readPort } from "./ports";

/** Types of what is connected to as a database, in a VPC. */
export const DATABASE_TYPES = [
  "aws_db_instance",
  "aws_rds_cluster",
  "aws_db_proxy",
  "aws_docdb_cluster",
  "aws_neptune_cluster",
  "aws_elasticache_cluster",
  "aws_elasticache_replication_group",
  "aws_elasticache_serverless_cache",
  "aws_memorydb_cluster",
  "aws_redshift_cluster",
  "aws_redshiftserverless_workgroup",
] as const;

export function isDatabase({ type }: Resource): boolean {
  return DATABASE_TYPES.some((one) => one === type);
}

/** The TCP port of a database: the one that it is given, or that of its engine. undefined if neither is known. */
export function databasePort(graph: Graph, database: Resource): number | undefined {
  return portOf(graph, database, 0);
}

/**
 * The port that an argument holds. One that refers to the port of a database is known before the database is made, even where the
 * database leaves its port to AWS.
 */
export function portAt(graph: Graph, value: Value | undefined): number | Unknown | undefined {
  const held = follow(value);
  if (!(held instanceof Reference) || held.path.at(-1) !== "port") return readPort(held);
  return databasePort(graph, held.resource) ?? readPort(held);
}

// Replicas of replicas: what replicates itself in a circle is refused by AWS, but must not hold up a review.
const LONGEST_CHAIN = 10;

function portOf(graph: Graph, database: Resource, steps: number): number | undefined {
  if (steps > LONGEST_CHAIN) return undefined;
  const given = readPort(follow(database.get("port")));
  if (typeof given === "number") return given;
  if (given instanceof Unknown) return undefined;
  switch (database.type) {
    case "aws_db_instance":
    case "aws_rds_cluster":
      return engineOf(graph, database, steps, (engine) => defaultDatabasePort(engine));
    case "aws_rds_cluster_instance":
      return portOfNamed(graph, database, "cluster_identifier", steps);
    case "aws_db_proxy": {
      const family = follow(database.get("engine_family"));
      return typeof family === "string" ? PROXY_PORTS[family] : undefined;
    }
    case "aws_elasticache_cluster":
    case "aws_elasticache_serverless_cache":
      return engineOf(graph, database, steps, (engine) => CACHE_PORTS[engine]);
    // Memcached has no replication groups.
    case "aws_elasticache_replication_group":
      return CACHE_PORTS.redis;
    case "aws_memorydb_cluster":
      return MEMORYDB_PORT;
    case "aws_redshift_cluster":
    case "aws_redshiftserverless_workgroup":
      return REDSHIFT_PORT;
    case "aws_docdb_cluster":
      return DOCUMENTDB_PORT;
    case "aws_neptune_cluster":
      return NEPTUNE_PORT;
    default:
      return undefined;
  }
}

/** A replica has the engine of what it replicates, and a port of its own only if one is given. */
function engineOf(
  graph: Graph,
  database: Resource,
  steps: number,
  port: (engine: string) => number | undefined,
): number | undefined {
  const engine = follow(database.get("engine"));
  return typeof engine === "string"
    ? port(engine)
    : portOfNamed(graph, database, "replicate_source_db", steps);
}

function portOfNamed(graph: Graph, database: Resource, argument: string, steps: number): number | undefined {
  const other = lookUp(graph, database.get(argument), "aws_rds_cluster", "aws_db_instance");
  return isResource(other) ? portOf(graph, other, steps + 1) : undefined;
}
