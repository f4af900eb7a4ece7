import { DatabaseTarget } from "../../../modules/database";
import {
  AccessLogGroup,
  ClientSide,
  DatabaseSide,
  LogDestination,
  ResourceConfiguration,
  ResourceGatewayChain,
  ResourceShareAccepter,
  SharePrincipal,
} from "../../../modules/lattice";
import type { INetwork, SubnetGroup } from "../../../modules/network";
import type { TestStack } from "../../synthesis";
import type { Surroundings } from "./surroundings";

/** Gives the output of a module that stands in the same stack, or the attribute of the construct in its place. */
export type Inputs = Readonly<Record<string, unknown>>;

/** One of the registry's modules in its two forms, with equal inputs. */
export interface Forms {
  /** The module's name. */
  readonly product: string;
  /** Builds the construct under a construct of this id, and gives what others may ask of it, by the names of the module's outputs. */
  readonly construct: (stack: TestStack, id: string, around: Surroundings, others: Others) => Inputs;
  /** The values of the module's variables. */
  readonly variables: (id: string, around: Surroundings, others: Others) => Inputs;
}

/** What the modules before it in the same stack give, by product. */
export type Others = Readonly<Record<string, Inputs>>;

export const tags = { CostCenter: "orders-team" };
const BUCKET = "arn:aws:s3:::orders-access-logs";
const UNIT = "arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-ab12-abcdefgh";
const region = "eu-central-1";
const CONFIGURATION = `arn:aws:vpc-lattice:${region}:111122223333:resourceconfiguration/rcfg-0123456789abcdef0`;
const SHARE = `arn:aws:ram:${region}:111122223333:resource-share/12345678-1234-1234-1234-123456789012`;

export const subnetsOf = ({ subnets = [] }: SubnetGroup) =>
  subnets.map(({ subnetId, zone, cidrBlock }) => ({
    id: subnetId,
    availability_zone_id: zone,
    cidr_block: cidrBlock,
  }));

export const vpcOf = ({ vpcId, dnsSupport, dnsHostnames }: INetwork) => ({
  id: vpcId,
  enable_dns_support: dnsSupport,
  enable_dns_hostnames: dnsHostnames,
});

const databaseOf = ({ database }: Surroundings) => ({
  arn: database.databaseArn,
  port: database.port,
  address: database.hostName,
});

export const groupsOf = ({ clients }: Surroundings) =>
  Object.fromEntries(Object.entries(clients).map(([name, { securityGroupId }]) => [name, securityGroupId]));

/** A row for each module of databases; those that need another's outputs stand below it. */
export const DATABASE_FORMS: readonly Forms[] = [
  {
    product: "rds-resource-gateway",
    construct: (stack, id, { database, gatewaySubnets }) => {
      const side = new DatabaseSide(stack, id, {
        name: id,
        database: DatabaseTarget.rdsInstance(database),
        gateway: { subnets: gatewaySubnets },
      });
      return { resource_configuration_arn: side.configuration.resourceConfigurationArn, port: side.port };
    },
    variables: (id, around) => ({
      name: id,
      database: databaseOf(around),
      database_security_group_id: around.database.securityGroup.securityGroupId,
      vpc: { id: around.gatewaySubnets.network.vpcId },
      gateway_subnets: subnetsOf(around.gatewaySubnets),
    }),
  },
  {
    product: "resource-endpoint",
    construct: (stack, id, { endpointSubnets, clients }, others) => {
      const given = others["rds-resource-gateway"];
      const share = given
        ? undefined
        : new ResourceShareAccepter(stack, `${id}_share`, { resourceShareArn: SHARE, region });
      const resourceConfigurationArn = String(given?.resource_configuration_arn ?? CONFIGURATION);
      const attributes = { resourceConfigurationArn, region };
      const side = new ClientSide(stack, id, {
        name: id,
        configuration:
          share?.resourceConfiguration("configuration", resourceConfigurationArn) ??
          ResourceConfiguration.fromAttributes(stack, `${id}_configuration`, attributes),
        port: (given?.port as number | undefined) ?? 3306,
        subnets: endpointSubnets,
        securityGroups: Object.values(clients),
        ipAddressType: "ipv4",
        tags,
      });
      return { vpc_endpoint_id: side.endpoint.vpcEndpointId };
    },
    variables: (id, around, others) => {
      const given = others["rds-resource-gateway"];
      return {
        name: id,
        resource_configuration_arn: given?.resource_configuration_arn ?? CONFIGURATION,
        port: given?.port ?? 3306,
        ...(!given && { accept_resource_share: true, resource_share_arn: SHARE }),
        vpc: vpcOf(around.endpointSubnets.network),
        endpoint_subnets: subnetsOf(around.endpointSubnets),
        client_security_groups: groupsOf(around),
        tags,
      };
    },
  },
  {
    product: "rds-private-link",
    construct: (stack, id, { database, gatewaySubnets, endpointSubnets, clients }) => {
      const chain = new ResourceGatewayChain(stack, id, {
        name: id,
        database: DatabaseTarget.rdsInstance(database),
        gateway: { subnets: gatewaySubnets, ipAddressType: "ipv4" },
        accessLogs: [
          new AccessLogGroup(stack, `${id}_log-group`, { name: id, retentionInDays: 365, tags }),
          LogDestination.bucket(BUCKET),
        ],
        sharedWith: [SharePrincipal.account("444455556666"), SharePrincipal.organizationalUnit(UNIT)],
        clients: {
          subnets: endpointSubnets,
          securityGroups: Object.values(clients),
          ipAddressType: "ipv4",
        },
        tags,
      });
      return { connect_name: chain.connectName };
    },
    variables: (id, around) => ({
      name: id,
      database: databaseOf(around),
      database_security_group_id: around.database.securityGroup.securityGroupId,
      database_vpc: { id: around.gatewaySubnets.network.vpcId },
      gateway_subnets: subnetsOf(around.gatewaySubnets),
      client_vpc: vpcOf(around.endpointSubnets.network),
      endpoint_subnets: subnetsOf(around.endpointSubnets),
      client_security_groups: groupsOf(around),
      log_retention_in_days: 365,
      access_log_destinations: { bucket: BUCKET },
      share_with: { reporting: "444455556666", teams: UNIT },
      tags,
    }),
  },
];
