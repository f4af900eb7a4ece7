import { Op, Token } from "cdktf";
import { ResourceDefinition, type ResourceTarget } from "../lattice";
import type { INetwork } from "../network";
import { Inspection } from "../refusal";
import { Addresses, type ISecurityGroup } from "../security";
import type { IDatabase } from "./database";

/** What is behind a host name or an address. */
export interface ListenerAttributes {
  /** TCP port that it listens on, 1 to 65535. */
  readonly port: number;
  /** Its security group, in the gateway's VPC; or its addresses, where it has no group of this app's. */
  readonly reachedAt: ISecurityGroup | Addresses;
  /**
   * The VPC it is in.
   *
   * @default outside of any VPC of this app: it is reached from the gateway's
   */
  readonly network?: INetwork;
}

/** What a resource gateway chain can lead to. */
export const DatabaseTarget = {
  /**
   * An RDS instance, by its ARN: failovers need nothing, and clients keep its name.
   *
   * @throws Refusal for a public database, and the ARN of something else
   */
  rdsInstance(database: IDatabase): ResourceTarget {
    return byArn(database, "DatabaseTarget.rdsInstance", "db");
  },

  /**
   * An Aurora cluster, by its ARN: writer and readers keep their names.
   *
   * @throws Refusal for a public database, and the ARN of something else
   */
  auroraCluster(database: IDatabase): ResourceTarget {
    return byArn(database, "DatabaseTarget.auroraCluster", "cluster");
  },

  /** A name that public DNS resolves, like that of an RDS Proxy, which has no ARN that VPC Lattice takes. */
  dnsName(domainName: string, { port, reachedAt, network }: ListenerAttributes): ResourceTarget {
    return {
      definition: ResourceDefinition.dnsName(domainName, [port]),
      port,
      reachedAt,
      network,
      hostName: domainName,
    };
  },

  /**
   * A private address that never changes, like that of a database on premises. Never that of an RDS database, which changes
   * at a failover.
   *
   * @param listener `reachedAt` may be left out: it is the address itself
   */
  ipAddress(
    address: string,
    { port, reachedAt, network }: Omit<ListenerAttributes, "reachedAt"> & Partial<ListenerAttributes>,
  ): ResourceTarget {
    const only = Addresses.cidrs(`${address}/${address.includes(":") ? 128 : 32}`);
    return {
      definition: ResourceDefinition.ipAddress(address, [port]),
      port,
      reachedAt: reachedAt ?? only,
      network,
    };
  },
};

function byArn(database: IDatabase, factory: string, kind: "db" | "cluster"): ResourceTarget {
  const { databaseArn, port, securityGroup, network, hostName, publiclyAccessible } = database;
  const inspection = new Inspection(factory);
  inspection.require("publiclyAccessible", publiclyAccessible, {
    allowed: "false: AWS makes no resource configuration for a public database",
    fix: "set publicly_accessible to false in the database first",
    isMet: (isPublic) => isPublic === false,
    condition: (isPublic) => Op.not(isPublic),
  });
  const other = kind === "db" ? "cluster" : "db";
  inspection.refuseUnless(Token.isUnresolved(databaseArn) || !databaseArn.includes(`:${other}:`), {
    input: "databaseArn",
    given: databaseArn,
    allowed: `an ARN with :${kind}:`,
    fix: `use DatabaseTarget.${kind === "db" ? "auroraCluster for a cluster" : "rdsInstance for an instance"}`,
  });
  inspection.adopt(database.decidedByTerraform);
  const decidedByTerraform = inspection.conclude();
  return {
    definition: ResourceDefinition.arn(databaseArn),
    port,
    reachedAt: securityGroup,
    network,
    hostName,
    decidedByTerraform,
  };
}
