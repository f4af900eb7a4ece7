import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { Op } from "cdktf";
import { Construct } from "constructs";
import type { IGrantee } from "../iam";
import type { INetwork } from "../network";
import type { ISecurityGroup } from "../security";
import { type DatabaseAttributes, existingDatabase, type IDatabase } from "./database";
import { inspectDatabase } from "./inspect-database";
import { autoMinorVersionUpgrade, type DatabaseProps, keptByTerraform, protection } from "./protection";
import { readingOf } from "./secret";
import { surroundings } from "./surroundings";

export interface DatabaseInstanceProps extends DatabaseProps {
  /** The database engine. */
  readonly engine: "mysql" | "postgres";
  /**
   * Whether a standby in another zone takes over at a failover.
   *
   * @default true
   */
  readonly multiAz?: boolean;
  /**
   * Storage in GiB, 20 to 65536, of type gp3.
   *
   * @default 20
   */
  readonly allocatedStorage?: number;
  /**
   * Up to how many GiB storage grows by itself.
   *
   * @default it does not grow
   */
  readonly maxAllocatedStorage?: number;
}

/** An RDS instance: Multi-AZ, encrypted, never public, reached with TLS only, by those whom `allowConnection` admits. */
export class DatabaseInstance extends Construct implements IDatabase {
  readonly databaseArn: string;
  readonly hostName: string;
  readonly port: number;
  readonly network: INetwork;
  readonly securityGroup: ISecurityGroup;
  readonly publiclyAccessible = false;
  /** ARN of the secret with the master user's name and password. */
  readonly secretArn: string;

  /** @throws Refusal for a name, version, class, port, user, retention or storage that RDS refuses, and fewer than two zones */
  constructor(scope: Construct, id: string, props: DatabaseInstanceProps) {
    super(scope, id);
    const { name, engine, multiAz = true, allocatedStorage = 20, maxAllocatedStorage } = props;
    const decidedByTerraform = inspectDatabase(this, props, (inspection) => {
      inspection.require("allocatedStorage", allocatedStorage, {
        allowed: "a whole number of GiB from 20 to 65536",
        fix: "give at least 20, the least that gp3 takes",
        isMet: (size) => Number.isInteger(size) && size >= 20 && size <= 65536,
        condition: (size) => Op.and(Op.gte(size, 20), Op.lte(size, 65536)),
      });
      inspection.require("maxAllocatedStorage", maxAllocatedStorage, {
        allowed: "a whole number of GiB above allocatedStorage, up to 65536",
        fix: "raise it, or leave it out",
        isMet: (most) =>
          most === undefined || (Number.isInteger(most) && most > allocatedStorage && most <= 65536),
      });
    });
    const { network, port, securityGroup, subnetGroup, parameterGroupArguments, logs, tags } = surroundings(
      this,
      props,
    );
    this.network = network;
    this.port = port;
    this.securityGroup = securityGroup;
    const parameterGroup = new DbParameterGroup(this, "parameters", parameterGroupArguments);
    const instance = new DbInstance(this, "Resource", {
      identifier: name,
      engine,
      engineVersion: props.engineVersion,
      instanceClass: props.instanceClass,
      dbName: props.databaseName,
      port,
      username: props.username ?? "dbadmin",
      multiAz,
      allocatedStorage,
      maxAllocatedStorage,
      storageType: "gp3",
      dbSubnetGroupName: subnetGroup.name,
      parameterGroupName: parameterGroup.name,
      vpcSecurityGroupIds: [securityGroup.securityGroupId],
      publiclyAccessible: false,
      autoMinorVersionUpgrade: autoMinorVersionUpgrade(engine, props.engineVersion),
      enabledCloudwatchLogsExports: logs,
      ...protection(props),
      tags,
      lifecycle: { ...keptByTerraform(props), ...decidedByTerraform },
    });
    this.databaseArn = instance.arn;
    this.hostName = instance.address;
    this.secretArn = instance.masterUserSecret.get(0).secretArn;
  }

  /**
   * Lets an application read the master user's name and password. RDS changes the password every week, so that it is read at run time, for
   * each new connection.
   */
  grantReadSecret(grantee: IGrantee): void {
    grantee.grant(readingOf(this.secretArn));
  }

  /**
   * An instance that exists already.
   *
   * @throws Refusal for a host name with a port, a port that is none, and a security group of another VPC
   */
  static fromAttributes(attributes: DatabaseAttributes): IDatabase {
    return existingDatabase("DatabaseInstance.fromAttributes", attributes);
  }
}
