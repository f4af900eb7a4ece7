import { TerraformOutput, TerraformVariable, type TerraformVariable as Variable } from "cdktf";
import { AuroraCluster, DatabaseInstance, DatabaseTarget } from "../../modules/database";
import {
  AccessLog,
  ClientSide,
  DatabaseSide,
  LogDestination,
  ResourceConfiguration,
  ResourceConfigurationGroup,
  ResourceDefinition,
  ResourceEndpoint,
  ResourceGateway,
  ResourceGatewayChain,
  ResourceShare,
  ResourceShareAccepter,
  ServiceNetwork,
  ServiceNetworkEndpoint,
  SharePrincipal,
} from "../../modules/lattice";
import { type INetwork, PrivateNetwork } from "../../modules/network";
import { Addresses, allowConnection } from "../../modules/security";
import { existingGroup, existingTarget, network } from "../lattice/fixtures";
import { refusalOf, synthesize, type TestStack } from "../synthesis";
import { describeWithTerraform, planDirectory } from "./available";
import { folderWith } from "./folder";

/** One rule, met and not met by a value that is known at synthesis, or only to Terraform. */
interface Case {
  readonly type: "string" | "number" | "bool" | "list(string)";
  readonly good: unknown;
  readonly bad: unknown;
  /** Builds with the value under a construct of the case's own. */
  // biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
  readonly build: (stack: TestStack, id: string, value: any) => void;
}

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

const CASES: Record<string, Case> = {
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

const names = Object.keys(CASES);
const token = (variable: Variable, type: Case["type"]) =>
  ({
    string: variable.stringValue,
    number: variable.numberValue,
    bool: variable.booleanValue,
    "list(string)": variable.listValue,
  })[type];

describeWithTerraform("the rule table, where only Terraform knows the value", () => {
  const warnings: unknown[] = [];
  const warn = jest.spyOn(console, "warn").mockImplementation((...words) => void warnings.push(...words));
  const json = synthesize((stack) => {
    for (const name of names) {
      const { type, build } = CASES[name] as Case;
      build(stack, name, token(new TerraformVariable(stack, `var-${name}`, { type }), type));
    }
  });
  warn.mockRestore();
  const variables = (which: "good" | "bad") =>
    Object.fromEntries(names.map((name) => [`var-${name}`, CASES[name]?.[which]]));

  // cdktf only warns when it writes an expression that Terraform may read as another.
  it("is written as expressions that cdktf does not doubt", () => {
    expect(warnings).toEqual([]);
  });

  it("lets good values pass", async () => {
    const { resource_changes = [] } = await planDirectory(folderWith(json), { variables: variables("good") });
    expect(resource_changes.length).toBeGreaterThan(names.length);
  });

  describe("refuses a bad value with the words of synthesis:", () => {
    let said: string;
    beforeAll(async () => {
      const plan = planDirectory(folderWith(json), { variables: variables("bad") });
      const failure: Error = await plan.then(
        () => new Error("nothing was refused"),
        (error) => error,
      );
      said = failure.message.replace(/[\s│╵╷]+/g, " ");
    });

    it.each(names)("%s", (name) => {
      const { bad, build } = CASES[name] as Case;
      const { path, faults } = refusalOf((stack) => build(stack, name, bad));
      expect(faults.length).toBeGreaterThan(0);
      for (const { input, told, allowed, fix } of faults) {
        // A fault of two values is told in words, the same at both times.
        const ofType = { string: `"${bad}"`, number: `${bad}` }[typeof bad as string];
        const given = told ?? ofType ?? "something else";
        const words = `${path} is refused: ${input} is ${given}. Allowed: ${allowed}. Fix: ${fix}.`;
        // Not the whole of what Terraform said, which is every other case's.
        expect(said.includes(words) ? words : "nothing of the kind").toBe(words);
      }
    });
  });
});

describeWithTerraform("every module, in every variant that the stacks do not show", () => {
  it("is planned by the real provider", async () => {
    const json = synthesize((stack) => {
      const made = new PrivateNetwork(stack, "made", {
        name: "made",
        region,
        zones: ["eu-central-1a", "eu-central-1b"],
        cidrBlock: "10.8.0.0/16",
        subnetGroups: [{ name: "endpoint", cidrBlocks: ["10.8.1.0/24", "10.8.2.0/24"] }],
      });
      const proxy = new DatabaseSide(stack, "proxy", {
        name: "proxy",
        database: DatabaseTarget.dnsName("orders.proxy-abc.eu-central-1.rds.amazonaws.com", {
          port: 3306,
          reachedAt: existingGroup(stack, "proxy-group", databaseNetwork),
          network: databaseNetwork,
        }),
        gateway: { subnets: databaseNetwork.subnetGroup("main") },
        accessLogs: [
          LogDestination.bucket("arn:aws:s3:::orders-access-logs"),
          LogDestination.deliveryStream(`arn:aws:firehose:${ACCOUNT}:deliverystream/orders`),
        ],
        sharedWith: [
          SharePrincipal.organization("arn:aws:organizations::111122223333:organization/o-abcdefghij"),
          SharePrincipal.account("444455556666"),
        ],
      });
      new ClientSide(stack, "proxy-clients", {
        name: "proxy",
        configuration: proxy.configuration,
        port: proxy.port,
        hostName: proxy.hostName,
        subnets: clientNetwork.subnetGroup("main"),
        securityGroups: [existingGroup(stack, "application", clientNetwork)],
      });
      new ClientSide(stack, "made-clients", {
        name: "made",
        configuration: proxy.configuration,
        port: proxy.port,
        privateDns: false,
        ipAddressType: "ipv4",
        subnets: made.subnetGroup("endpoint"),
        securityGroups: [existingGroup(stack, "made-application", made)],
      });
      const aurora = new AuroraCluster(stack, "aurora", {
        name: "aurora",
        subnets: databaseNetwork.subnetGroup("main"),
        engine: "aurora-mysql",
        engineVersion: "8.0.mysql_aurora.3.08.2",
        instanceClass: "db.r7g.large",
      });
      const chain = new ResourceGatewayChain(stack, "aurora-chain", {
        name: "aurora",
        database: DatabaseTarget.auroraCluster(aurora),
        gateway: proxy.gateway,
        clients: {
          subnets: clientNetwork.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "aurora-application", clientNetwork)],
          privateDns: false,
        },
      });
      new TerraformOutput(stack, "aurora-name", { value: chain.connectName });
      const theirs = ServiceNetwork.fromAttributes(stack, "theirs", {
        serviceNetworkArn: `arn:aws:vpc-lattice:${ACCOUNT}:servicenetwork/sn-0123456789abcdef0`,
        region,
        ports: [5432],
      });
      theirs.connect("clients", {
        network: clientNetwork,
        clients: [existingGroup(stack, "their-application", clientNetwork)],
      });
      const group = new ResourceConfigurationGroup(stack, "cluster", {
        name: "cluster",
        gateway: proxy.gateway,
        allowServiceNetworks: true,
      });
      group.addChild("node-1", {
        name: "cluster-node-1",
        definition: ResourceDefinition.ipAddress("10.0.0.5", [7000, { from: 7001, to: 7009 }]),
        reachedAt: NODES,
      });
      new ServiceNetwork(stack, "shared", { name: "clusters" }).addResource("cluster", {
        configuration: group,
        port: 7000,
      });
      allowConnection({
        from: existingGroup(stack, "far", made),
        to: existingTarget(stack, databaseNetwork).reachedAt,
        port: 3306,
        fromAddresses: Addresses.ofSubnets(made.subnetGroup("endpoint")),
      });
    });
    const { resource_changes = [] } = await planDirectory(folderWith(json));
    const planned = new Set(resource_changes.map(({ type }) => type));
    for (const type of [
      "aws_route53_record",
      "aws_ram_principal_association",
      "aws_vpc_endpoint",
      "aws_subnet",
    ]) {
      expect(planned).toContain(type);
    }
  });
});
