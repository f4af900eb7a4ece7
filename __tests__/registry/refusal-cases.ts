import { DatabaseInstance, DatabaseTarget } from "../../modules/database";
import {
  AccessLog,
  AccessLogGroup,
  ClientSide,
  type Clients,
  DatabaseSide,
  type DatabaseSideProps,
  type IpAddressType,
  LogDestination,
  type PlacementProps,
  ResourceConfiguration,
  ResourceEndpoint,
  ResourceGateway,
  ResourceShare,
  ResourceShareAccepter,
  SharePrincipal,
} from "../../modules/lattice";
import { allowConnection, SecurityGroup } from "../../modules/security";
import { existingGroup, existingTarget, type NetworkTraits, network } from "../lattice/fixtures";
import type { TestStack } from "../synthesis";

/** A value that a construct refuses, and where a module says so. */
export interface RefusalCase {
  /** The names of the modules. */
  readonly in: readonly string[];
  /** A variable or a resource, by its address. */
  readonly at: string;
  /** Builds the construct with the bad value. */
  readonly build: (stack: TestStack) => void;
}

const GATEWAY = ["rds-resource-gateway", "rds-private-link"];
const ENDPOINT = ["resource-endpoint", "rds-private-link"];
const REGION = "eu-central-1";
const CONFIGURATION = `arn:aws:vpc-lattice:${REGION}:111122223333:resourceconfiguration/rcfg-0123456789abcdef0`;
const SHARE = "resource-share/12345678-1234-1234-1234-123456789012";

const databaseSide = (props: Partial<DatabaseSideProps>) => (stack: TestStack) => {
  const there = network("database");
  const gateway = { subnets: there.subnetGroup("main") };
  new DatabaseSide(stack, "side", {
    name: "orders",
    database: existingTarget(stack, there),
    gateway,
    ...props,
  });
};

const gatewayIn =
  (traits: NetworkTraits, props: Partial<PlacementProps> = {}) =>
  (stack: TestStack) =>
    void new ResourceGateway(stack, "gateway", {
      name: "orders",
      subnets: network("database", traits).subnetGroup("main"),
      ...props,
    });

const database = (bad: object) => (stack: TestStack) => {
  const there = network("database");
  const attributes = {
    databaseArn: `arn:aws:rds:${REGION}:111122223333:db:orders`,
    hostName: "orders.example.com",
    port: 3306,
    network: there,
    securityGroup: existingGroup(stack, "group", there),
    ...bad,
  };
  const target = DatabaseTarget.rdsInstance(DatabaseInstance.fromAttributes(attributes));
  databaseSide({ database: target })(stack);
};

const connection = (port: number) => (stack: TestStack) =>
  allowConnection({
    from: existingGroup(stack, "from", network("clients")),
    to: existingGroup(stack, "to", network("clients")),
    port,
  });

const shared = (stack: TestStack, resourceConfigurationArn = CONFIGURATION) =>
  ResourceConfiguration.fromAttributes(stack, "configuration", { resourceConfigurationArn, region: REGION });

const endpointIn =
  (traits: NetworkTraits, props: Partial<PlacementProps> & { readonly name?: string } = {}) =>
  (stack: TestStack) =>
    void new ResourceEndpoint(stack, "endpoint", {
      name: "orders",
      configuration: shared(stack),
      subnets: network("clients", traits).subnetGroup("main"),
      ...props,
    });

const clients = (props: Partial<Clients>) => (stack: TestStack) => {
  const there = network("clients");
  new ClientSide(stack, "side", {
    name: "orders",
    configuration: shared(stack),
    port: 3306,
    subnets: there.subnetGroup("main"),
    securityGroups: [existingGroup(stack, "application", there)],
    ...props,
  });
};

const groupNamed = (namePrefix: string) => (stack: TestStack) =>
  void new SecurityGroup(stack, "group", { network: network("clients"), description: "Orders", namePrefix });

const zone = (subnetId: string, name: string, cidrBlock?: string) => ({ subnetId, zone: name, cidrBlock });
const sameZone = [zone("subnet-1", "euc1-az1"), zone("subnet-2", "euc1-az1")];
const withoutLattice = [zone("subnet-1", "euc1-az1"), zone("subnet-2", "euc1-az2")];
const tooSmall = [zone("subnet-1", "euc1-az1", "10.0.0.0/27"), zone("subnet-2", "euc1-az3", "10.0.1.0/28")];
const wrongType = { ipAddressType: "IPV4" as IpAddressType };

/** One for each rule of the modules that a construct has too. */
export const REFUSALS: Readonly<Record<string, RefusalCase>> = {
  "a reserved name": { in: GATEWAY, at: "var.name", build: databaseSide({ name: "rgw-orders" }) },
  "a name that begins as ids of security groups do, for a gateway's group": {
    in: GATEWAY,
    at: "var.name",
    build: groupNamed("sg-orders-gateway-"),
  },
  "a name that begins as ids of security groups do, for an endpoint's group": {
    in: ENDPOINT,
    at: "var.name",
    build: groupNamed("sg-orders-endpoint-"),
  },
  "a name with an apostrophe": {
    in: GATEWAY,
    at: "var.name",
    build: (stack) =>
      void new SecurityGroup(stack, "group", {
        network: network("database"),
        description: "Resource gateway order's",
      }),
  },
  "a name of an endpoint with an apostrophe": {
    in: ["resource-endpoint"],
    at: "var.name",
    build: endpointIn({}, { name: "order's" }),
  },
  "a name of a chain with an apostrophe": {
    in: ["rds-private-link"],
    at: "var.name",
    build: endpointIn({}, { name: "order's-client-side" }),
  },
  "a port that is none": { in: GATEWAY, at: "var.database", build: connection(0) },
  "a public database": { in: GATEWAY, at: "var.database", build: database({ publiclyAccessible: true }) },
  "a host name with a port": {
    in: GATEWAY,
    at: "var.database",
    build: database({ hostName: "orders.example.com:3306" }),
  },
  "a database of another Region": {
    in: GATEWAY,
    at: "aws_vpclattice_resource_configuration.this",
    build: database({ databaseArn: "arn:aws:rds:us-east-1:111122223333:db:orders" }),
  },
  "no subnet for the gateway": {
    in: GATEWAY,
    at: "var.gateway_subnets",
    build: gatewayIn({ subnets: [] }, { allowSingleZone: true }),
  },
  "a subnet of the gateway twice": {
    in: GATEWAY,
    at: "var.gateway_subnets",
    build: gatewayIn({ subnets: ["subnet-1", "subnet-1"] }),
  },
  "a zone of the gateway twice": {
    in: GATEWAY,
    at: "var.gateway_subnets",
    build: gatewayIn({ subnets: sameZone }),
  },
  "a zone of the gateway without VPC Lattice": {
    in: GATEWAY,
    at: "var.gateway_subnets",
    build: gatewayIn({ subnets: withoutLattice }),
  },
  "a small subnet for the gateway": {
    in: GATEWAY,
    at: "var.gateway_subnets",
    build: gatewayIn({ subnets: tooSmall }),
  },
  "a gateway in a single zone": {
    in: GATEWAY,
    at: "aws_vpclattice_resource_gateway.this",
    build: gatewayIn({ subnets: ["subnet-1"] }),
  },
  "an address type of the gateway in upper case": {
    in: GATEWAY,
    at: "var.gateway_ip_address_type",
    build: gatewayIn({}, wrongType),
  },
  "a retention that CloudWatch has not": {
    in: GATEWAY,
    at: "aws_cloudwatch_log_group.access_logs",
    build: (stack) => void new AccessLogGroup(stack, "logs", { name: "orders", retentionInDays: 31 }),
  },
  "a name that no log group has": {
    in: GATEWAY,
    at: "aws_cloudwatch_log_group.access_logs",
    build: (stack) => void new AccessLogGroup(stack, "logs", { name: "order's" }),
  },
  "a destination that takes no logs": {
    in: GATEWAY,
    at: "aws_vpclattice_access_log_subscription.destination",
    build: (stack) =>
      void new AccessLog(stack, "log", {
        of: { resourceConfigurationArn: CONFIGURATION },
        to: LogDestination.any(`arn:aws:sqs:${REGION}:111122223333:orders`),
        region: REGION,
      }),
  },
  "a principal that is a role": {
    in: GATEWAY,
    at: "aws_ram_resource_share.this",
    build: (stack) =>
      void new ResourceShare(stack, "share", {
        name: "orders",
        share: [{ resourceConfigurationArn: CONFIGURATION }],
        principals: [SharePrincipal.any("arn:aws:iam::444455556666:role/deployer", false)],
      }),
  },
  "a share of something else, with a name that is too long": {
    in: GATEWAY,
    at: "aws_ram_resource_share.this",
    build: (stack) =>
      void new ResourceShare(stack, "share", {
        name: "o".repeat(129),
        share: [
          {
            resourceConfigurationArn: CONFIGURATION.replace(
              "resourceconfiguration/rcfg",
              "resourcegateway/rgw",
            ),
          },
        ],
        principals: [SharePrincipal.account("444455556666")],
      }),
  },
  "a configuration that is none": {
    in: ["resource-endpoint"],
    at: "var.resource_configuration_arn",
    build: (stack) =>
      void shared(stack, CONFIGURATION.replace("resourceconfiguration/rcfg", "resourcegateway/rgw")),
  },
  "a configuration of another Region": {
    in: ["resource-endpoint"],
    at: "aws_vpc_endpoint.this",
    build: (stack) => void shared(stack, CONFIGURATION.replace(REGION, "us-east-1")),
  },
  "nobody to connect": {
    in: ENDPOINT,
    at: "var.client_security_groups",
    build: clients({ securityGroups: [] }),
  },
  "a port of clients that is none": {
    in: ["resource-endpoint"],
    at: "aws_vpc_security_group_egress_rule.client_to_endpoint",
    build: connection(65_536),
  },
  "the same port at the endpoint": {
    in: ["resource-endpoint"],
    at: "aws_vpc_security_group_ingress_rule.endpoint_from_client",
    build: connection(65_536),
  },
  "no subnet for the endpoint": {
    in: ENDPOINT,
    at: "var.endpoint_subnets",
    build: endpointIn({ subnets: [] }, { allowSingleZone: true }),
  },
  "a subnet of the endpoint twice": {
    in: ENDPOINT,
    at: "var.endpoint_subnets",
    build: endpointIn({ subnets: ["subnet-1", "subnet-1"] }),
  },
  "a zone of the endpoint twice": {
    in: ENDPOINT,
    at: "var.endpoint_subnets",
    build: endpointIn({ subnets: sameZone }),
  },
  "a zone of the endpoint without VPC Lattice": {
    in: ENDPOINT,
    at: "var.endpoint_subnets",
    build: endpointIn({ subnets: withoutLattice }),
  },
  "an endpoint in a single zone": {
    in: ENDPOINT,
    at: "aws_vpc_endpoint.this",
    build: endpointIn({ subnets: ["subnet-1"] }),
  },
  "an address type of the endpoint in upper case": {
    in: ENDPOINT,
    at: "var.endpoint_ip_address_type",
    build: endpointIn({}, wrongType),
  },
  "a VPC without DNS support": {
    in: ENDPOINT,
    at: "aws_vpc_endpoint.this",
    build: endpointIn({ dnsSupport: false }),
  },
  "a VPC without DNS hostnames": {
    in: ENDPOINT,
    at: "aws_vpc_endpoint.this",
    build: endpointIn({ dnsHostnames: false }),
  },
  "clients in the VPC of the database": {
    in: ["rds-private-link"],
    at: "aws_vpc_endpoint.this",
    build: (stack) => {
      const there = network("database");
      const gateway = { subnets: there.subnetGroup("main") };
      const side = new DatabaseSide(stack, "side", {
        name: "orders",
        database: existingTarget(stack, there),
        gateway,
      });
      new ResourceEndpoint(stack, "endpoint", {
        name: "orders",
        configuration: side.configuration,
        subnets: there.subnetGroup("main"),
      });
    },
  },
  "a share that is none, and of another Region": {
    in: ["resource-endpoint"],
    at: "aws_ram_resource_share_accepter.this",
    build: (stack) =>
      void new ResourceShareAccepter(stack, "accepter", {
        resourceShareArn: `arn:aws:ram:us-east-1:111122223333:${SHARE.replace("share/", "invitation/")}`,
        region: REGION,
      }),
  },
};
