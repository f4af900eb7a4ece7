import type { Construct } from "constructs";
import { DatabaseInstance, DatabaseTarget } from "../../modules/database";
import {
  AccessLogGroup,
  type DatabaseSide,
  type DatabaseSideProps,
  type IpAddressType,
  LogDestination,
  SharePrincipal,
} from "../../modules/lattice";
import type { INetwork } from "../../modules/network";
import { SecurityGroup } from "../../modules/security";
import type { Module } from "../form/module";
import { logKeyVariable, logRetentionVariable, singleZoneVariable } from "./common-variables";
import { subnetsVariable } from "./network-variables";

/** The addresses of a construct `database-side`. */
export const DATABASE_SIDE_ADDRESSES = {
  database: "database",
  "database/from_database-side_gateway_security-group_port": "database_from_gateway",
  "log-group": "access_logs",
  "database-side/gateway": "this",
  "database-side/gateway/name": "gateway_name",
  "database-side/gateway/security-group": "gateway",
  "database-side/gateway/security-group/to_database_port": "gateway_to_database",
  "database-side/configuration": "this",
  "database-side/configuration/name": "configuration_name",
  "database-side/access-log-log-group": "log_group",
  "database-side/access-log-destination": "destination",
  "database-side/share": "this",
  "database-side/share/resource_database-side-configuration": "this",
  "database-side/share/principal_0": "this",
};

/** Declares what the database's half of a chain takes. */
export function databaseSideProps(
  module: Module,
  {
    name,
    network,
    tags,
  }: {
    readonly name: string;
    readonly network: INetwork;
    readonly tags: Readonly<Record<string, string>>;
  },
): DatabaseSideProps {
  const database = module.variable("database", {
    type:
      "object({ arn = string, port = number, address = optional(string), endpoint = optional(string), " +
      "publicly_accessible = optional(bool, false) })",
    description:
      "The database: an `aws_db_instance`, an `aws_rds_cluster`, or its ARN, port and host name (`address`, or `endpoint` of a cluster). " +
      "The resource configuration names it by its ARN, so that a failover needs nothing.",
    validations: [
      {
        condition: "${length(compact([var.database.address, var.database.endpoint])) > 0}",
        error_message:
          "database: address and endpoint are missing. Allowed: the host name that clients use. " +
          "Fix: pass the whole aws_db_instance or aws_rds_cluster, or write address.",
      },
    ],
  });
  const group = module.variable("database_security_group_id", {
    type: "string",
    description:
      "The security group that admits the database's clients. It gets one ingress rule, for the gateway.",
  });
  const subnets = subnetsVariable(
    module,
    "gateway_subnets",
    network,
    "Where the resource gateway is, /27 or larger",
  );
  const allowSingleZone = singleZoneVariable(module);
  const ipAddressType = module.variable("gateway_ip_address_type", {
    type: "string",
    description: "The addresses of the gateway: `ipv4`, `dualstack` or `ipv6`.",
    default: "ipv4",
  });
  const allowServiceNetworks = module.variable("allow_service_networks", {
    type: "bool",
    description:
      "Lets service networks that may be shared take the database in: their owners could then pass it on to accounts that you did not share it with.",
    default: false,
  });
  const securityGroup = SecurityGroup.fromAttributes(module.stack, "database", {
    securityGroupId: group.string,
    network,
  });
  const existing = DatabaseInstance.fromAttributes({
    databaseArn: database.at("arn").string,
    // The last only keeps Terraform from failing over messages that name nothing: the rule above refuses it.
    hostName: module.expression('coalesce(var.database.address, var.database.endpoint, "missing")').string,
    port: database.at("port").number,
    publiclyAccessible: database.at("publicly_accessible").boolean,
    network,
    securityGroup,
  });
  return {
    name,
    database: DatabaseTarget.rdsInstance(existing),
    gateway: { subnets, allowSingleZone, ipAddressType: ipAddressType.string as IpAddressType },
    accessLogs: accessLogs(module, name, tags),
    allowServiceNetworks: allowServiceNetworks.boolean,
    sharedWith: [sharedWith(module)],
    tags,
  };
}

/** Declares what is known of the database's half, and leaves out of it what the caller does not want. */
export function databaseSideOutputs(module: Module, side: DatabaseSide): void {
  const part = (id: string) => side.node.findChild(id) as Construct;
  module.onlyIf(part("share"), module.expression("length(var.share_with) > 0"));
  module.onlyIf(part("access-log-log-group"), module.expression("var.create_log_group"));
  module.output("resource_configuration_arn", {
    value: side.configuration.resourceConfigurationArn,
    description: "For resource endpoints, in this account and in those that it is shared with",
  });
  module.output("resource_configuration_id", {
    value: side.configuration.resourceConfigurationId,
    description: "For associations with service networks",
  });
  module.output("resource_gateway_id", {
    value: side.gateway.gatewayId,
    description: "Id of the resource gateway",
  });
  module.output("gateway_security_group_id", {
    value: side.gateway.securityGroups[0]?.securityGroupId,
    description: "Carried by the gateway; its egress leads to the database and nowhere else",
  });
  module.output("port", { value: side.port, description: "TCP port of the database" });
  module.output("host_name", {
    value: side.hostName,
    description: "The database's own name, which its TLS certificate has",
  });
  module.output("log_group_name", {
    value: side.logGroupName,
    description: "Log group of the access logs; null if none is made",
  });
  module.output("resource_share_arn", {
    value: side.resourceShareArn,
    description: "For the accepter in an account outside the organization; null if it is shared with nobody",
  });
}

function accessLogs(module: Module, name: string, tags: Readonly<Record<string, string>>): LogDestination[] {
  const create = module.variable("create_log_group", {
    type: "bool",
    description:
      "Makes a CloudWatch log group with a record of every connection, `/aws/vendedlogs/vpc-lattice/<name>`.",
    default: true,
  });
  const retention = logRetentionVariable(module);
  const key = logKeyVariable(module);
  const destinations = module.variable("access_log_destinations", {
    type: "map(string)",
    description:
      "ARNs of further destinations of the same records, at most one of each kind: `log_group` (only if none is made), `bucket`, `delivery_stream`.",
    default: {},
    validations: [
      {
        condition:
          '${length(setsubtract(keys(var.access_log_destinations), ["log_group", "bucket", "delivery_stream"])) == 0}',
        error_message:
          'access_log_destinations is refused: its keys are ${join(", ", keys(var.access_log_destinations))}. Allowed: log_group, bucket and delivery_stream, ' +
          "at most one log group, one bucket and one delivery stream. Fix: name each destination by its kind.",
      },
    ],
  });
  const group = new AccessLogGroup(module.stack, "log-group", {
    name,
    retentionInDays: retention,
    kmsKeyArn: key,
    tags,
  });
  module.onlyIf(group, create);
  return [group, LogDestination.any(module.oneOf("destination", destinations).value.string)];
}

function sharedWith(module: Module): SharePrincipal {
  const principals = module.variable("share_with", {
    type: "map(string)",
    description:
      "Whom to share the database with, by any name: account ids, or ARNs of organizational units or of the organization. Names are a part of addresses.",
    default: {},
  });
  const external = module.variable("share_outside_organization", {
    type: "bool",
    description: "Whether accounts outside the organization are among them. They must accept the share.",
    default: false,
  });
  return SharePrincipal.any(module.oneOf("principal", principals).value.string, external.boolean);
}
