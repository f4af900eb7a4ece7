import type { INetwork } from "../network";
import type { ISecurityGroup } from "../security";

/** A database of RDS: made here, or described by `fromAttributes`. */
export interface IDatabase {
  /** ARN of the instance (`...:db:...`) or Aurora cluster (`...:cluster:...`). */
  readonly databaseArn: string;
  /** The name that its TLS certificate has, without the port. */
  readonly hostName: string;
  /** TCP port that it listens on. */
  readonly port: number;
  readonly network: INetwork;
  /** The security group that admits its clients. */
  readonly securityGroup: ISecurityGroup;
  /** Whether it has a public address. A public database cannot be behind a resource gateway. */
  readonly publiclyAccessible: boolean;
}

/** What is known of a database that this app does not make. */
export interface DatabaseAttributes {
  readonly databaseArn: string;
  /** `address` of an aws_db_instance or `endpoint` of an aws_rds_cluster: a host name with no port. */
  readonly hostName: string;
  /** TCP port that it listens on, 1 to 65535. */
  readonly port: number;
  readonly network: INetwork;
  readonly securityGroup: ISecurityGroup;
  /**
   * The database's own setting, as it is.
   *
   * @default false
   */
  readonly publiclyAccessible?: boolean;
}

/** A database that exists already. */
export function existingDatabase(attributes: DatabaseAttributes): IDatabase {
  return { publiclyAccessible: false, ...attributes };
}
