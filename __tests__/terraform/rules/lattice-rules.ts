import { DatabaseInstance, DatabaseTarget } from "../../../modules/database";
import {
  AccessLog,
  DatabaseSide,
  LogDestination,
  ResourceConfiguration,
  ResourceConfigurationGroup,
  ResourceDefinition,
  ResourceEndpoint,
  ResourceGateway,
  ResourceShare,
  ResourceShareAccepter,
  ServiceNetwork,
  ServiceNetworkEndpoint,
  SharePrincipal,
} from "../../../modules/lattice";
import { type INetwork, PrivateNetwork } from "../../../modules/network";
import { Addresses, allowConnection } from "../../../modules/security";
import { existingGroup, network } from "../../lattice/fixtures";
import type { TestStack } from "../../synthesis";
import type { RuleCase } from "./rule-case";

const databaseNetwork = network("database");
const clientNetwork = network("clients");
const region = "eu-central-1";
const NODES = Addresses.cidrs("10.0.0.0/24");
const ACCOUNT = "eu-central-1:111122223333";
const CONFIGURATION = `arn:aws:vpc-lattice:${ACCOUNT}:resourceconfiguration/rcfg-0123456789abcdef0`;

const gateway = (stack: TestStack, id: string) =>
  new ResourceGateway(stack, `${id}-gateway`, { name: id, subnets: databaseNetwork.subnetGroup("main") });

const endpointIn = (stack: TestStack, id: string, of: INetwork, arn = CONFIGURATION) =>
  new ResourceEndpoint(stack, id, {
    name: id,
    configuration: ResourceConfiguration.fromAttributes(stack, `${id}-configuration`, {
      resourceConfigurationArn: arn,
      region,
    }),
    subnets: of.subnetGroup("main"),
  });

const subnetsOf = (cidrBlock: string) =>
  ["euc1-az1", "euc1-az3"].map((zone) => ({ subnetId: `subnet-${zone}`, zone, cidrBlock }));

/** The rules of networks, security groups, databases and VPC Lattice. */
export const LATTICE_RULES: Record<string, RuleCase> = {
  "gateway-name": {
    type: "string",
    good: "orders",
    bad: "rgw-orders",
    build: (stack, id, name) =>
      void new ResourceGateway(stack, id, { name, subnets: databaseNetwork.subnetGroup("main") }),
  },
  "gateway-zones": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: ["subnet-1"],
    build: (stack, id, subnets) =>
      void new ResourceGateway(stack, id, {
        name: id,
        subnets: network(id, { subnets }).subnetGroup("main"),
      }),
  },
  "gateway-subnet-size": {
    type: "string",
    good: "10.0.0.0/27",
    bad: "10.0.0.0/28",
    build: (stack, id, cidr) =>
      void new ResourceGateway(stack, id, {
        name: id,
        subnets: network(id, { subnets: subnetsOf(cidr) }).subnetGroup("main"),
      }),
  },
  "configuration-name": {
    type: "string",
    good: "orders",
    bad: "or",
    build: (stack, id, name) =>
      void new ResourceConfiguration(stack, id, {
        name,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.arn(`arn:aws:rds:${ACCOUNT}:db:orders`),
      }),
  },
  "database-arn": {
    type: "string",
    good: `arn:aws:rds:${ACCOUNT}:cluster:orders`,
    bad: "arn:aws:rds:us-east-1:111122223333:db:orders",
    build: (stack, id, arn) =>
      void new ResourceConfiguration(stack, id, {
        name: id,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.arn(arn),
      }),
  },
  "domain-name": {
    type: "string",
    good: "db.example.com",
    bad: "db.example.com:3306",
    build: (stack, id, name) =>
      void new ResourceConfiguration(stack, id, {
        name: id,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.dnsName(name, [3306]),
      }),
  },
  address: {
    type: "string",
    good: "172.31.255.1",
    bad: "172.32.0.1",
    build: (stack, id, address) =>
      void new ResourceConfiguration(stack, id, {
        name: id,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.ipAddress(address, [{ from: 8000, to: 8010 }]),
      }),
  },
  "address-ipv6": {
    type: "string",
    good: "2600:1f14:aaaa:bbbb::1",
    bad: "8.8.8.8",
    build: (stack, id, address) =>
      void new ResourceConfiguration(stack, id, {
        name: id,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.ipAddress(address, [5432]),
      }),
  },
  "definition-port": {
    type: "number",
    good: 3306,
    bad: 70000,
    build: (stack, id, port) =>
      void new ResourceConfiguration(stack, id, {
        name: id,
        gateway: gateway(stack, id),
        definition: ResourceDefinition.dnsName("db.example.com", [port]),
      }),
  },
  "group-name": {
    type: "string",
    good: "cluster",
    bad: "cluster-",
    build: (stack, id, name) =>
      void new ResourceConfigurationGroup(stack, id, { name, gateway: gateway(stack, id) }),
  },
  "child-name": {
    type: "string",
    good: "node-1",
    bad: "Node-1",
    build: (stack, id, name) =>
      new ResourceConfigurationGroup(stack, id, { name: id, gateway: gateway(stack, id) }).addChild("child", {
        name: name,
        definition: ResourceDefinition.ipAddress("10.0.0.5", [7000]),
        reachedAt: NODES,
      }),
  },
  "shared-configuration": {
    type: "string",
    good: CONFIGURATION,
    bad: CONFIGURATION.replace("resourceconfiguration/rcfg", "resourcegateway/rgw"),
    build: (stack, id, arn) => void endpointIn(stack, id, clientNetwork, arn),
  },
  "shared-configuration-region": {
    type: "string",
    good: CONFIGURATION,
    bad: CONFIGURATION.replace("eu-central-1", "eu-west-1"),
    build: (stack, id, arn) => void endpointIn(stack, id, clientNetwork, arn),
  },
  "dns-hostnames": {
    type: "bool",
    good: true,
    bad: false,
    build: (stack, id, dnsHostnames) => void endpointIn(stack, id, network(id, { dnsHostnames })),
  },
  "endpoint-subnets-once": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: ["subnet-1", "subnet-1"],
    build: (stack, id, subnets) => void endpointIn(stack, id, network(id, { subnets })),
  },
  "existing-host-name": {
    type: "string",
    good: "orders.abc.eu-central-1.rds.amazonaws.com",
    bad: "orders.abc.eu-central-1.rds.amazonaws.com:3306",
    build: (stack, id, hostName) => {
      const securityGroup = existingGroup(stack, `${id}-group`, databaseNetwork);
      const attributes = {
        databaseArn: `arn:aws:rds:${ACCOUNT}:db:orders`,
        port: 3306,
        network: databaseNetwork,
      };
      new DatabaseSide(stack, id, {
        name: id,
        database: DatabaseTarget.rdsInstance(
          DatabaseInstance.fromAttributes({ ...attributes, hostName, securityGroup }),
        ),
        gateway: gateway(stack, id),
      });
    },
  },
  "public-database": {
    type: "bool",
    good: false,
    bad: true,
    build: (stack, id, publiclyAccessible) => {
      const securityGroup = existingGroup(stack, `${id}-group`, databaseNetwork);
      const attributes = {
        databaseArn: `arn:aws:rds:${ACCOUNT}:db:orders`,
        port: 3306,
        network: databaseNetwork,
      };
      const database = { ...attributes, hostName: "orders.example.com", publiclyAccessible, securityGroup };
      new DatabaseSide(stack, id, {
        name: id,
        database: DatabaseTarget.rdsInstance(DatabaseInstance.fromAttributes(database)),
        gateway: gateway(stack, id),
      });
    },
  },
  "database-vpc": {
    type: "string",
    good: "vpc-database",
    bad: "vpc-elsewhere",
    build: (stack, id, vpcId) => {
      const there = PrivateNetwork.fromAttributes({ vpcId, region });
      const target = DatabaseTarget.dnsName("db.example.com", {
        port: 3306,
        reachedAt: NODES,
        network: there,
      });
      new DatabaseSide(stack, id, { name: id, database: target, gateway: gateway(stack, id) });
    },
  },
  "gateway-vpc": {
    type: "string",
    good: "vpc-clients",
    bad: "vpc-database",
    build: (stack, id, vpcId) => {
      const { subnets } = network(id).subnetGroup("main");
      const there = PrivateNetwork.fromAttributes({
        vpcId,
        region,
        dnsSupport: true,
        dnsHostnames: true,
        subnetGroups: { main: [...(subnets ?? [])] },
      });
      new ResourceEndpoint(stack, id, {
        name: id,
        configuration: new ResourceConfiguration(stack, `${id}-configuration`, {
          name: id,
          gateway: gateway(stack, id),
          definition: ResourceDefinition.arn(`arn:aws:rds:${ACCOUNT}:db:orders`),
        }),
        subnets: there.subnetGroup("main"),
      });
    },
  },
  "endpoint-zones": {
    type: "list(string)",
    good: ["subnet-1", "subnet-2"],
    bad: [],
    build: (stack, id, subnets) => void endpointIn(stack, id, network(id, { subnets })),
  },
  "service-network-name": {
    type: "string",
    good: "databases",
    bad: "servicenetwork-databases",
    build: (stack, id, name) => void new ServiceNetwork(stack, id, { name }),
  },
  "service-network-endpoint-subnet-size": {
    type: "string",
    good: "10.0.0.0/26",
    bad: "10.0.0.0/27",
    build: (stack, id, cidr) => {
      const there = network(id, { subnets: subnetsOf(cidr) });
      new ServiceNetworkEndpoint(stack, id, {
        name: id,
        serviceNetwork: new ServiceNetwork(stack, `${id}-network`, { name: id.slice(0, 20) }),
        subnets: there.subnetGroup("main"),
        clients: [existingGroup(stack, `${id}-client`, there)],
      });
    },
  },
  "log-destination": {
    type: "string",
    good: `arn:aws:logs:${ACCOUNT}:log-group:orders`,
    bad: `arn:aws:sqs:${ACCOUNT}:orders`,
    build: (stack, id, arn) =>
      void new AccessLog(stack, id, {
        of: { resourceConfigurationArn: CONFIGURATION },
        to: LogDestination.logGroup(arn),
        region,
      }),
  },
  principal: {
    type: "string",
    good: "444455556666",
    bad: "arn:aws:iam::444455556666:role/deployer",
    build: (stack, id, account) =>
      void new ResourceShare(stack, id, {
        name: id,
        share: [{ resourceConfigurationArn: CONFIGURATION }],
        principals: [SharePrincipal.account(account)],
      }),
  },
  "share-arn": {
    type: "string",
    good: `arn:aws:ram:${ACCOUNT}:resource-share/12345678-1234-1234-1234-123456789012`,
    bad: "arn:aws:ram:eu-west-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012",
    build: (stack, id, resourceShareArn) =>
      void new ResourceShareAccepter(stack, id, { resourceShareArn, region }),
  },
  "connection-port": {
    type: "number",
    good: 5432,
    bad: 0,
    build: (stack, id, port) =>
      allowConnection({
        from: existingGroup(stack, id, clientNetwork),
        to: Addresses.prefixList("pl-0123456789abcdef0"),
        port,
      }),
  },
  "database-port": {
    type: "number",
    good: 3307,
    bad: 80,
    build: (stack, id, port) =>
      void new DatabaseInstance(stack, id, {
        name: id,
        subnets: databaseNetwork.subnetGroup("main"),
        engine: "mysql",
        engineVersion: "8.4.5",
        instanceClass: "db.m7g.large",
        port,
      }),
  },
};
