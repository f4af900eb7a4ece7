import { Fn, type IResolvable } from "cdktf";
import { type INetwork, sameVpc } from "../network";
import { type DecidedByTerraform, description, Inspection } from "../refusal";
import { type ISecurityGroup, tcpPort } from "../security";

/** A database of RDS: made here, or described by `fromAttributes`. */
export interface IDatabase {
  /** ARN of the instance (`...:db:...`) or Aurora cluster (`...:cluster:...`). */
  readonly databaseArn: string;
  /** The name that its TLS certificate has, without the port. */
  readonly hostName: string;
  /** TCP port that it listens on. */
  readonly port: number;
  /** The VPC that the database is in. */
  readonly network: INetwork;
  /** The security group that admits its clients. */
  readonly securityGroup: ISecurityGroup;
  /** Whether it has a public address. A public database cannot be behind a resource gateway. */
  readonly publiclyAccessible: boolean | IResolvable;
  /** What only Terraform can decide about it. */
  readonly decidedByTerraform?: DecidedByTerraform;
}

/** What is known of a database that this app does not make. */
export interface DatabaseAttributes {
  /** ARN of the DB instance or DB cluster: a chain names the database by it. */
  readonly databaseArn: string;
  /** `address` of an aws_db_instance or `endpoint` of an aws_rds_cluster: a host name with no port. */
  readonly hostName: string;
  /** TCP port that it listens on, 1 to 65535. */
  readonly port: number;
  /** The VPC that the database is in. */
  readonly network: INetwork;
  /** The security group that the database carries, to which the ingress from the gateway is added. */
  readonly securityGroup: ISecurityGroup;
  /**
   * The database's own setting, as it is.
   *
   * @default false
   */
  readonly publiclyAccessible?: boolean | IResolvable;
}

/**
 * A database that exists already.
 *
 * @param factory what the user called, for messages
 * @throws Refusal for a host name with a port, and a port that is none
 */
export function existingDatabase(factory: string, attributes: DatabaseAttributes): IDatabase {
  const inspection = new Inspection(description(factory, attributes.databaseArn));
  inspection.require("hostName", attributes.hostName, {
    allowed: "a host name with no port, like orders.abc.eu-central-1.rds.amazonaws.com",
    fix: "give the address of an aws_db_instance, not its endpoint, which has the port behind it",
    isMet: (name) => /^[A-Za-z0-9.-]+$/.test(name),
    condition: (name) => Fn.can(Fn.regex("^[A-Za-z0-9.-]+$", name)),
  });
  inspection.refuseUnless(sameVpc(attributes.securityGroup.network, attributes.network) !== "different", {
    input: "securityGroup",
    given: attributes.securityGroup.node.path,
    allowed: "a security group of the VPC that the database is in",
    fix: "describe it with the database's network",
  });
  inspection.require("port", attributes.port, tcpPort);
  return { publiclyAccessible: false, ...attributes, decidedByTerraform: inspection.conclude() };
}
