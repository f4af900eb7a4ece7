import { DATABASE_ENGINES } from "./database-engines";

/**
 * Ports of the engines of Amazon RDS if nothing else is said:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (Port)
 */
const RDS_PORTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    Object.entries(DATABASE_ENGINES).map(([engine, facts]) => [engine, facts.defaultPort]),
  ),
  aurora: 3306,
  mariadb: 3306,
};

/** Engines with several editions, by the beginning of their names, like `oracle-ee` and `custom-sqlserver-se`. */
const RDS_FAMILIES: readonly (readonly [RegExp, number])[] = [
  [/^(custom-)?oracle-/, 1521],
  [/^(custom-)?sqlserver-/, 1433],
  [/^db2-/, 50000],
];

/** The port of an engine of Amazon RDS if nothing else is said; undefined if the engine is not known here. */
export function defaultDatabasePort(engine: string): number | undefined {
  return Object.hasOwn(RDS_PORTS, engine)
    ? RDS_PORTS[engine]
    : RDS_FAMILIES.find(([pattern]) => pattern.test(engine))?.[1];
}

/** What RDS Proxy listens on: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-connecting.html */
export const PROXY_PORTS: Readonly<Record<string, number>> = {
  MYSQL: 3306,
  POSTGRESQL: 5432,
  SQLSERVER: 1433,
};

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html and its user guides */
export const CACHE_PORTS: Readonly<Record<string, number>> = { redis: 6379, valkey: 6379, memcached: 11211 };

/** https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html (Port) */
export const REDSHIFT_PORT = 5439;
/** https://docs.aws.amazon.com/documentdb/latest/developerguide/API_CreateDBCluster.html (Port) */
export const DOCUMENTDB_PORT = 27017;
/** https://docs.aws.amazon.com/neptune/latest/userguide/api-clusters.html (Port) */
export const NEPTUNE_PORT = 8182;
/** https://docs.aws.amazon.com/memorydb/latest/APIReference/API_CreateCluster.html (Port) */
export const MEMORYDB_PORT = 6379;
