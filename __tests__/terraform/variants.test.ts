import { TerraformOutput } from "cdktf";
import { AuroraCluster, DatabaseTarget } from "../../modules/database";
import {
  ClientSide,
  DatabaseSide,
  LogDestination,
  ResourceConfiguration,
  ResourceConfigurationGroup,
  ResourceDefinition,
  ResourceEndpoint,
  ResourceGateway,
  ResourceGatewayChain,
  ServiceNetwork,
  SharePrincipal,
} from "../../modules/lattice";
import { type INetwork, PrivateNetwork } from "../../modules/network";
import { Addresses, allowConnection } from "../../modules/security";
import { existingGroup, existingTarget, network } from "../lattice/fixtures";
import { synthesize, type TestStack } from "../synthesis";
import { describeWithTerraform, planDirectory } from "./available";
import { folderWith } from "./folder";

const databaseNetwork = network("database");
const clientNetwork = network("clients");
const region = "eu-central-1";
const NODES = Addresses.cidrs("10.0.0.0/24");
const ACCOUNT = "eu-central-1:111122223333";
const CONFIGURATION = `arn:aws:vpc-lattice:${ACCOUNT}:resourceconfiguration/rcfg-0123456789abcdef0`;

const _gateway = (stack: TestStack, id: string) =>
  new ResourceGateway(stack, `${id}-gateway`, { name: id, subnets: databaseNetwork.subnetGroup("main") });

const _endpointIn = (stack: TestStack, id: string, of: INetwork, arn = CONFIGURATION) =>
  new ResourceEndpoint(stack, id, {
    name: id,
    configuration: ResourceConfiguration.fromAttributes(stack, `${id}-configuration`, {
      resourceConfigurationArn: arn,
      region,
    }),
    subnets: of.subnetGroup("main"),
  });

const _subnetsOf = (cidrBlock: string) =>
  ["euc1-az1", "euc1-az3"].map((zone) => ({ subnetId: `subnet-${zone}`, zone, cidrBlock }));

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
