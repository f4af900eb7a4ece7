import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { Annotations, Token } from "cdktf";
import { Construct } from "constructs";
import type { IGrantee } from "../iam";
import type { INetwork } from "../network";
import type { ISecurityGroup } from "../security";
import { type DatabaseAttributes, existingDatabase, type IDatabase } from "./database";
import { inspectDatabase } from "./inspect-database";
import { autoMinorVersionUpgrade, type DatabaseProps, keptByTerraform, protection } from "./protection";
import { readingOf } from "./secret";
import { surroundings } from "./surroundings";

export interface AuroraClusterProps extends DatabaseProps {
  /** The database engine. */
  readonly engine: "aurora-mysql" | "aurora-postgresql";
  /**
   * Instances, 1 to 16: the first writes, the others read and take over at a failover.
   *
   * @default 2
   */
  readonly instances?: number;
}

/** An Aurora cluster: encrypted, never public, reached with TLS only, by those whom `allowConnection` admits. */
export class AuroraCluster extends Construct implements IDatabase {
  readonly databaseArn: string;
  /** The writer's name. */
  readonly hostName: string;
  /** The readers' name. */
  readonly readerHostName: string;
  readonly port: number;
  readonly network: INetwork;
  readonly securityGroup: ISecurityGroup;
  readonly publiclyAccessible = false;
  /** ARN of the secret with the master user's name and password. */
  readonly secretArn: string;

  /** @throws Refusal for a name, version, class, port, user, retention or number that RDS refuses, and fewer than two zones */
  constructor(scope: Construct, id: string, props: AuroraClusterProps) {
    super(scope, id);
    const { name, engine, instances = 2 } = props;
    const decidedByTerraform = inspectDatabase(this, props, (inspection) => {
      inspection.refuseUnless(!Token.isUnresolved(instances), {
        input: "instances",
        given: instances,
        allowed: "a number known at synthesis, which makes each instance",
        fix: "write the number",
      });
      inspection.require("instances", instances, {
        allowed: "a whole number from 1 to 16",
        fix: "two survive the loss of a zone",
        isMet: (count) => Number.isInteger(count) && count >= 1 && count <= 16,
      });
    });
    if (instances === 1) {
      Annotations.of(this).addWarning(
        "With one instance there is nothing to fail over to: AWS makes a new one, which takes minutes.",
      );
    }
    const { network, port, securityGroup, subnetGroup, parameterGroupArguments, logs, tags } = surroundings(
      this,
      props,
    );
    this.network = network;
    this.port = port;
    this.securityGroup = securityGroup;
    const parameterGroup = new RdsClusterParameterGroup(this, "parameters", parameterGroupArguments);
    const cluster = new RdsCluster(this, "Resource", {
      clusterIdentifier: name,
      engine,
      engineVersion: props.engineVersion,
      databaseName: props.databaseName,
      port,
      masterUsername: props.username ?? "dbadmin",
      dbSubnetGroupName: subnetGroup.name,
      dbClusterParameterGroupName: parameterGroup.name,
      vpcSecurityGroupIds: [securityGroup.securityGroupId],
      enabledCloudwatchLogsExports: logs,
      ...protection(props),
      tags,
      lifecycle: { ...keptByTerraform(props), ...decidedByTerraform },
    });
    for (let number = 1; number <= instances; number++) {
      new RdsClusterInstance(this, `instance-${number}`, {
        identifier: `${name}-${number}`,
        clusterIdentifier: cluster.id,
        engine,
        engineVersion: cluster.engineVersion,
        instanceClass: props.instanceClass,
        dbSubnetGroupName: subnetGroup.name,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: autoMinorVersionUpgrade(engine, props.engineVersion),
        tags,
      });
    }
    this.databaseArn = cluster.arn;
    this.hostName = cluster.endpoint;
    this.readerHostName = cluster.readerEndpoint;
    this.secretArn = cluster.masterUserSecret.get(0).secretArn;
  }

  /**
   * Lets an application read the master user's name and password. RDS changes the password every week, so that it is read at run time, for
   * each new connection.
   */
  grantReadSecret(grantee: IGrantee): void {
    grantee.grant(readingOf(this.secretArn));
  }

  /**
   * A cluster that exists already.
   *
   * @throws Refusal for a host name with a port, a port that is none, and a security group of another VPC
   */
  static fromAttributes(attributes: DatabaseAttributes): IDatabase {
    return existingDatabase("AuroraCluster.fromAttributes", attributes);
  }
}
