/** What AWS knows of a database engine: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html */
export interface EngineFacts {
  /** Port that the engine listens on when nothing else is said. */
  readonly defaultPort: number;
  /** Logs that RDS can publish to CloudWatch. */
  readonly logs: readonly string[];
  /** Parameters without which a client may connect in plain text, with the value that forbids it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Longest name of a master user. */
  readonly longestUsername: number;
  /** Names that no master user can have. */
  readonly reservedUsernames: readonly string[];
  /** The parameter group family of an engine version, like `mysql8.4`; undefined if the text is no version. */
  family(version: string): string | undefined;
}

/**
 * RDS PostgreSQL drops a silent client after `tcp_keepalives_idle` seconds plus probes. Below VPC Lattice's 350 s the probes
 * keep an idle connection through a resource gateway alive.
 */
const KEEPALIVE = { tcp_keepalives_idle: "300" };

// A version may have an ending, like 5.7.44-rds.20240408 of extended support.
export const DATABASE_ENGINES = {
  mysql: {
    longestUsername: 16,
    reservedUsernames: ["rdsadmin"],
    defaultPort: 3306,
    logs: ["error", "slowquery"],
    parameters: { require_secure_transport: "1" },
    family: (version) => prefixed("mysql", /^\d+\.\d+(?=(\.\d+)?(-[a-z0-9.]+)?$)/.exec(version)),
  },
  postgres: {
    longestUsername: 63,
    reservedUsernames: ["rdsadmin", "admin"],
    defaultPort: 5432,
    logs: ["postgresql", "upgrade"],
    parameters: { "rds.force_ssl": "1", ...KEEPALIVE },
    family: (version) => prefixed("postgres", /^\d{2}(?=(\.\d+)?(-[a-z0-9.]+)?$)/.exec(version)),
  },
  "aurora-mysql": {
    longestUsername: 16,
    reservedUsernames: ["rdsadmin"],
    defaultPort: 3306,
    logs: ["error", "slowquery"],
    parameters: { require_secure_transport: "ON" },
    // 8.0.mysql_aurora.3.08.0, and not 3.08.0 as the release notes call it.
    family: (version) =>
      prefixed("aurora-mysql", /^(5\.7|8\.\d)(?=(\.mysql_aurora\.\d+\.\d+(\.\d+)?)?$)/.exec(version)),
  },
  "aurora-postgresql": {
    longestUsername: 63,
    reservedUsernames: ["rdsadmin", "admin"],
    defaultPort: 5432,
    logs: ["postgresql"],
    parameters: { "rds.force_ssl": "1", ...KEEPALIVE },
    family: (version) => prefixed("aurora-postgresql", /^\d{2}(?=\.\d+(-[a-z0-9.]+)?$)/.exec(version)),
  },
} as const satisfies Readonly<Record<string, EngineFacts>>;

function prefixed(engine: string, match: RegExpExecArray | null): string | undefined {
  return match ? `${engine}${match[0]}` : undefined;
}
