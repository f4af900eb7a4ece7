import { Annotations, type IResolvable, Op } from "cdktf";
import { Construct } from "constructs";
import { sameVpc } from "../network";
import { type DecidedByTerraform, Inspection } from "../refusal";
import { Addresses, allowConnection } from "../security";
import { AccessLog } from "./access-log";
import type { CustomDomainProps } from "./custom-domain";
import type { GatewaySettings } from "./gateway-settings";
import { AccessLogGroup, type LogDestination } from "./log-destination";
import { ResourceConfiguration } from "./resource-configuration";
import { type IResourceGateway, ResourceGateway } from "./resource-gateway";
import { ResourceShare, type SharePrincipal } from "./resource-share";
import type { ResourceTarget } from "./resource-target";

export interface DatabaseSideProps {
  /** 3 to 31 lower-case letters, digits and single hyphens, for everything that gets a name. */
  readonly name: string;
  /** What the chain leads to, and how it is named. */
  readonly database: ResourceTarget;
  /** Where to put a gateway for this database; or a gateway of the database's VPC, which may serve many. */
  readonly gateway: GatewaySettings | IResourceGateway;
  /**
   * A name that clients use for a host name or an address. Not for an ARN. Needs bindings of hashicorp/aws 6.22.0 or later.
   *
   * @default the database's own name
   */
  readonly customDomain?: CustomDomainProps;
  /**
   * Where a record of every connection goes, one destination of each kind.
   *
   * @default a new CloudWatch log group that keeps records for 30 days
   */
  readonly accessLogs?: readonly LogDestination[];
  /**
   * Lets service networks take the database in.
   *
   * @default false
   */
  readonly allowServiceNetworks?: boolean | IResolvable;
  /**
   * Other accounts whose endpoints may lead to the database.
   *
   * @default none
   */
  readonly sharedWith?: readonly SharePrincipal[];
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A database, offered to endpoints in other VPCs and accounts: resource gateway, resource configuration, the security-group
 * link from the gateway to the database, access logs, and the share.
 */
export class DatabaseSide extends Construct {
  /** The way into the database's VPC. */
  readonly gateway: IResourceGateway;
  /** What the gateway leads to. */
  readonly configuration: ResourceConfiguration;
  /** The database's TCP port. */
  readonly port: number;
  /** The database's own name, if it has one. */
  readonly hostName: string | undefined;
  /** The log group of the access logs, if this made one. */
  readonly logGroupName: string | undefined;
  /** ARN of the share, for the accepter in another account; undefined if it is shared with nobody. */
  readonly resourceShareArn: string | undefined;

  /** @throws Refusal for a gateway that is not in the database's VPC, and two access logs of one kind */
  constructor(scope: Construct, id: string, props: DatabaseSideProps) {
    super(scope, id);
    const { name, database, gateway, customDomain, allowServiceNetworks, sharedWith = [], tags } = props;
    this.port = database.port;
    this.hostName = customDomain?.name ?? database.hostName;
    const decidedByTerraform = this.inspect(props);

    this.gateway =
      "gatewayId" in gateway ? gateway : new ResourceGateway(this, "gateway", { ...gateway, name, tags });
    for (const from of this.gateway.securityGroups) {
      if (
        !(database.reachedAt instanceof Addresses) &&
        from.securityGroupId === database.reachedAt.securityGroupId
      ) {
        Annotations.of(this).addWarning(
          `The gateway carries the database's own security group ${from.node.path}, so that what may reach the database may ` +
            "reach it from anywhere in that group. Give the gateway a group of its own.",
        );
      }
      allowConnection({ from, to: database.reachedAt, port: database.port });
    }
    this.configuration = new ResourceConfiguration(this, "configuration", {
      name,
      gateway: this.gateway,
      definition: database.definition,
      customDomain,
      decidedByTerraform,
      allowServiceNetworks,
      tags,
    });

    const logs = props.accessLogs ?? [new AccessLogGroup(this, "log-group", { name, tags })];
    const ownGroup = logs.find((log) => log instanceof AccessLogGroup);
    this.logGroupName = ownGroup?.logGroupName;
    for (const to of logs) {
      new AccessLog(this, `access-log-${to.kind.replace(" ", "-")}`, {
        of: this.configuration,
        to,
        region: this.gateway.network.region,
        tags,
      });
    }
    // In a service network, that has the log.
    if (logs.length === 0 && !allowServiceNetworks) {
      Annotations.of(this).addWarning(
        "Without accessLogs nobody can see who connects, or what a failover does.",
      );
    }
    if (sharedWith.length > 0) {
      const share = new ResourceShare(this, "share", {
        name,
        share: [this.configuration],
        principals: sharedWith,
        tags,
      });
      this.resourceShareArn = share.resourceShareArn;
    }
  }

  private inspect({ database, gateway, accessLogs = [] }: DatabaseSideProps): DecidedByTerraform | undefined {
    const inspection = new Inspection(this);
    inspection.adopt(database.decidedByTerraform);
    const apart = {
      input: "gateway",
      told: "in another VPC than the database",
      allowed: "subnets of the database's VPC",
      fix: "take them from the network that the database is in",
    };
    if (database.network) {
      const { network } = gateway.subnets;
      const same = sameVpc(database.network, network);
      if (same === "different") inspection.refuse(apart);
      if (same === "unknown")
        inspection.leaveToTerraform(Op.eq(database.network.vpcId, network.vpcId), apart);
    }
    const kinds = accessLogs.map(({ kind }) => kind);
    inspection.refuseUnless(new Set(kinds).size === kinds.length, {
      input: "accessLogs",
      given: kinds,
      allowed: "at most one log group, one bucket and one delivery stream",
      fix: "remove the second one of a kind",
    });
    return inspection.conclude();
  }
}
