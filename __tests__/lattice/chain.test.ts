import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsVpcEndpointAssociations } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-associations";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { SecurityGroup as SecurityGroupResource } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { VpclatticeAccessLogSubscription } from "@cdktf/provider-aws/lib/vpclattice-access-log-subscription";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { DatabaseTarget } from "../../modules/database";
import {
  type Clients,
  type DatabaseSideProps,
  ResourceGateway,
  ResourceGatewayChain,
  type ResourceTarget,
} from "../../modules/lattice";
import { PrivateNetwork } from "../../modules/network";
import { Addresses, SecurityGroup } from "../../modules/security";
import { count, dataSources, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import { DATABASE_ARN, DATABASE_NAME, existingGroup, existingTarget, network } from "./fixtures";

interface Variation {
  readonly target?: (stack: TestStack) => ResourceTarget;
  readonly databaseSide?: Partial<DatabaseSideProps>;
  readonly clients?: Partial<Clients>;
}

const databaseNetwork = network("database");
const clientNetwork = network("clients");

function buildChain(
  stack: TestStack,
  { target, databaseSide, clients }: Variation = {},
): ResourceGatewayChain {
  const chain = new ResourceGatewayChain(stack, "orders", {
    name: "orders",
    database: target?.(stack) ?? existingTarget(stack, databaseNetwork),
    gateway: { subnets: databaseNetwork.subnetGroup("main") },
    ...databaseSide,
    clients: {
      subnets: clientNetwork.subnetGroup("main"),
      securityGroups: [existingGroup(stack, "application", clientNetwork)],
      ...clients,
    },
  });
  new TerraformOutput(stack, "connect-name", { value: chain.connectName });
  return chain;
}

const chainWith = (variation?: Variation) => synthesize((stack) => void buildChain(stack, variation));
const connectNameOf = (json: string): string => JSON.parse(json).output["connect-name"].value;

const GATEWAY_GROUP = "${aws_security_group.orders_database-side_gateway_security-group.id}";
const ENDPOINT_GROUP = "${aws_security_group.orders_client-side_endpoint_security-group.id}";
const ASSOCIATIONS =
  "data.aws_vpc_endpoint_associations.orders_client-side_endpoint_associations.associations";

describe("a resource gateway chain", () => {
  const json = chainWith();

  it("puts the gateway in two subnets of the database's VPC", () => {
    expect(json).toHaveResourceWithProperties(VpclatticeResourceGateway, {
      vpc_id: "vpc-database",
      subnet_ids: ["subnet-database-euc1-az1", "subnet-database-euc1-az3"],
      security_group_ids: [GATEWAY_GROUP],
      ip_address_type: "IPV4",
    });
    expect(resource(json, SecurityGroupResource, "orders_database-side_gateway_security-group").vpc_id).toBe(
      "vpc-database",
    );
  });

  it("names the database by ARN, with neither port nor protocol, and keeps it out of shareable service networks", () => {
    const configuration = resource(
      json,
      VpclatticeResourceConfiguration,
      "orders_database-side_configuration",
    );
    expect(configuration).toMatchObject({
      type: "ARN",
      resource_gateway_identifier: "${aws_vpclattice_resource_gateway.orders_database-side_gateway.id}",
      resource_configuration_definition: [{ arn_resource: [{ arn: DATABASE_ARN }] }],
      allow_association_to_shareable_service_network: false,
    });
    expect(Object.keys(configuration)).not.toContain("port_ranges");
    expect(Object.keys(configuration)).not.toContain("protocol");
  });

  it("makes a Resource endpoint with private DNS in two subnets of the clients' VPC", () => {
    expect(json).toHaveResourceWithProperties(VpcEndpoint, {
      vpc_endpoint_type: "Resource",
      vpc_id: "vpc-clients",
      resource_configuration_arn:
        "${aws_vpclattice_resource_configuration.orders_database-side_configuration.arn}",
      subnet_ids: ["subnet-clients-euc1-az1", "subnet-clients-euc1-az3"],
      security_group_ids: [ENDPOINT_GROUP],
      private_dns_enabled: true,
    });
    expect(resource(json, SecurityGroupResource, "orders_client-side_endpoint_security-group").vpc_id).toBe(
      "vpc-clients",
    );
    // Each of these is for other kinds of endpoint, or makes every plan differ on provider 5.100.
    const written = Object.keys(resource(json, VpcEndpoint, "orders_client-side_endpoint"));
    expect(
      written.filter((name) =>
        ["policy", "route_table_ids", "auto_accept", "ip_address_type"].includes(name),
      ),
    ).toEqual([]);
  });

  it("writes the four security-group links, and nothing else", () => {
    const rule = { ip_protocol: "tcp", from_port: 3306, to_port: 3306 };
    const egress = Object.values(resources(json, VpcSecurityGroupEgressRule));
    const ingress = Object.values(resources(json, VpcSecurityGroupIngressRule));
    expect(egress).toHaveLength(2);
    expect(ingress).toHaveLength(2);
    const link = (group: string, peer: string) =>
      expect.objectContaining({ ...rule, security_group_id: group, referenced_security_group_id: peer });
    expect(egress).toEqual(
      expect.arrayContaining([link("sg-application", ENDPOINT_GROUP), link(GATEWAY_GROUP, "sg-database")]),
    );
    expect(ingress).toEqual(
      expect.arrayContaining([link(ENDPOINT_GROUP, "sg-application"), link("sg-database", GATEWAY_GROUP)]),
    );
  });

  it("logs every connection to a log group of its own", () => {
    expect(json).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: "/aws/vendedlogs/vpc-lattice/orders",
      retention_in_days: 30,
    });
    const subscription = resource(
      json,
      VpclatticeAccessLogSubscription,
      "orders_database-side_access-log-log-group",
    );
    expect(subscription).toMatchObject({
      resource_identifier: "${aws_vpclattice_resource_configuration.orders_database-side_configuration.arn}",
      destination_arn: "${aws_cloudwatch_log_group.orders_database-side_log-group.arn}",
    });
    expect(Object.keys(subscription)).not.toContain("service_network_log_type");
  });

  it("reads the name to connect to from the endpoint's associations, never from the endpoint", () => {
    expect(dataSources(json, DataAwsVpcEndpointAssociations)).toEqual({
      "orders_client-side_endpoint_associations": expect.objectContaining({
        vpc_endpoint_id: "${aws_vpc_endpoint.orders_client-side_endpoint.id}",
      }),
    });
    expect(connectNameOf(json)).toContain(`${ASSOCIATIONS} : a.private_dns_entry[0].dns_name`);
    expect(connectNameOf(json)).toContain(DATABASE_NAME);
    expect(json.match(/aws_vpc_endpoint\.[\w-]+\.dns_entry/g)).toBeNull();
  });

  it("gives the gateway and the configuration names that change with a replacement, and makes the new ones first", () => {
    for (const [type, name] of [
      [VpclatticeResourceGateway, "orders_database-side_gateway"],
      [VpclatticeResourceConfiguration, "orders_database-side_configuration"],
    ] as const) {
      expect(resource(json, type, name)).toMatchObject({
        name: `orders-\${substr(terraform_data.${name}_name.id, 0, 8)}`,
        lifecycle: { create_before_destroy: true },
      });
    }
  });

  it("changes a name with what AWS cannot change, and with nothing else", () => {
    const { terraform_data } = JSON.parse(json).resource;
    expect(terraform_data["orders_database-side_gateway_name"].triggers_replace).toEqual({
      vpc: "vpc-database",
      subnets: ["subnet-database-euc1-az1", "subnet-database-euc1-az3"],
      ipAddressType: "ipv4",
    });
    expect(terraform_data["orders_database-side_configuration_name"].triggers_replace).toEqual({
      gateway: "${aws_vpclattice_resource_gateway.orders_database-side_gateway.id}",
      definition: { kind: "arn", arn: DATABASE_ARN },
    });
  });

  it("replaces the endpoint when something changes that AWS cannot change", () => {
    expect(resource(json, VpcEndpoint, "orders_client-side_endpoint").lifecycle).toEqual({
      replace_triggered_by: ["terraform_data.orders_client-side_endpoint_placement"],
    });
    expect(JSON.parse(json).resource.terraform_data["orders_client-side_endpoint_placement"].input).toEqual({
      subnetIds: ["subnet-clients-euc1-az1", "subnet-clients-euc1-az3"],
      privateDns: true,
    });
  });
});

describe("the name that clients connect to", () => {
  it("is the one that AWS made when private DNS is off", () => {
    const json = chainWith({ clients: { privateDns: false } });
    expect(json).toHaveResourceWithProperties(VpcEndpoint, { private_dns_enabled: false });
    // Of a cluster's several names, the one that belongs to the writer; else the only one; else none.
    const own = `a.private_dns_entry[0].dns_name => a.dns_entry[0].dns_name`;
    expect(connectNameOf(json)).toContain(`${ASSOCIATIONS} : ${own}`);
    expect(connectNameOf(json)).toContain(
      `}["${DATABASE_NAME}"], one([for a in ${ASSOCIATIONS} : a.dns_entry[0].dns_name`,
    );
    expect(connectNameOf(json)).toMatch(/, null\)}$/);
  });

  it("is kept for an RDS Proxy by a private zone of exactly its name", () => {
    const proxy = "orders.proxy-abc.eu-central-1.rds.amazonaws.com";
    const json = chainWith({
      target: (stack) =>
        DatabaseTarget.dnsName(proxy, {
          port: 3306,
          reachedAt: existingGroup(stack, "proxy", databaseNetwork),
        }),
    });
    expect(
      resource(json, VpclatticeResourceConfiguration, "orders_database-side_configuration"),
    ).toMatchObject({
      type: "SINGLE",
      protocol: "TCP",
      port_ranges: ["3306"],
      resource_configuration_definition: [
        { dns_resource: [{ domain_name: proxy, ip_address_type: "IPV4" }] },
      ],
    });
    expect(json).toHaveResourceWithProperties(VpcEndpoint, { private_dns_enabled: false });
    expect(json).toHaveResourceWithProperties(Route53Zone, { name: proxy, vpc: [{ vpc_id: "vpc-clients" }] });
    const record = resource(json, Route53Record, "orders_client-side_private-name");
    expect(record).toMatchObject({
      zone_id: "${aws_route53_zone.orders_client-side_private-name_zone.zone_id}",
      name: proxy,
      type: "A",
    });
    expect(record.alias.name).toContain(`${ASSOCIATIONS} : a.dns_entry[0].dns_name`);
    // Null is the endpoint's name until AWS tells it, and a record cannot lead to null.
    expect(record.lifecycle.precondition[0].condition).toMatch(/ != null\)}$/);
    expect(connectNameOf(json)).toBe(proxy);
  });

  it("is the one that AWS made for an address, to which the gateway's egress goes as a block", () => {
    const json = chainWith({ target: () => DatabaseTarget.ipAddress("10.9.8.7", { port: 5432 }) });
    expect(
      resource(json, VpclatticeResourceConfiguration, "orders_database-side_configuration"),
    ).toMatchObject({
      port_ranges: ["5432"],
      resource_configuration_definition: [{ ip_resource: [{ ip_address: "10.9.8.7" }] }],
    });
    // AWS changes the address in place, so it must not change the name, which would replace the configuration.
    const { terraform_data } = JSON.parse(json).resource;
    expect(terraform_data["orders_database-side_configuration_name"].triggers_replace.definition).toEqual({
      kind: "ip",
    });
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
      security_group_id: GATEWAY_GROUP,
      cidr_ipv4: "10.9.8.7/32",
      from_port: 5432,
    });
    expect(count(json, VpcSecurityGroupIngressRule)).toBe(1);
    expect(count(json, Route53Zone)).toBe(0);
    expect(connectNameOf(json)).toContain("a.dns_entry[0].dns_name");
  });
});

describe("what a person says of the clients", () => {
  it("reaches the endpoint: tags, a single zone, an address type", () => {
    const one = network("one-zone", {
      subnets: [{ subnetId: "subnet-1", zone: "euc1-az1", addressFamily: "dualstack" }],
    });
    const json = synthesize((stack) => {
      buildChain(stack, {
        databaseSide: { tags: { Team: "orders" } },
        clients: {
          subnets: one.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "one-application", one)],
          allowSingleZone: true,
          ipAddressType: "dualstack",
        },
      });
    });
    expect(resource(json, VpcEndpoint, "orders_client-side_endpoint")).toMatchObject({
      subnet_ids: ["subnet-1"],
      ip_address_type: "dualstack",
      tags: { Team: "orders", Name: "orders-client-side" },
      lifecycle: { ignore_changes: ["ip_address_type"] },
    });
    expect(
      resource(json, SecurityGroupResource, "orders_client-side_endpoint_security-group").tags.Team,
    ).toBe("orders");
  });

  it("is warned of: no private DNS, zones without the gateway, the database's own group on the gateway", () => {
    const wide = network("wide", {
      subnets: ["euc1-az1", "euc1-az4"].map((zone) => ({ subnetId: zone, zone })),
    });
    const warningsOf = (variation: (stack: TestStack) => Variation) => {
      let messages: string[] = [];
      synthesize((stack) => {
        const chain = buildChain(stack, variation(stack));
        messages = chain.node.findAll().flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
      });
      return messages.filter((message) => message.includes(" "));
    };
    expect(warningsOf(() => ({}))).toEqual([]);
    expect(warningsOf(() => ({ clients: { privateDns: false } }))).toEqual([
      expect.stringContaining("not in the database's TLS certificate"),
    ]);
    expect(
      warningsOf((stack) => ({
        clients: {
          subnets: wide.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "wide-application", wide)],
        },
      })),
    ).toEqual([expect.stringContaining("no subnet in euc1-az4")]);
    const shared = (stack: TestStack) =>
      SecurityGroup.fromAttributes(stack, "again", {
        securityGroupId: "sg-database",
        network: databaseNetwork,
      });
    expect(
      warningsOf((stack) => ({
        databaseSide: {
          gateway: new ResourceGateway(stack, "gateway", {
            name: "orders",
            subnets: databaseNetwork.subnetGroup("main"),
            securityGroups: [shared(stack)],
          }),
        },
      })),
    ).toEqual([expect.stringContaining("the database's own security group")]);
    expect(warningsOf(() => ({ databaseSide: { accessLogs: [] } }))).toEqual([
      expect.stringContaining("Without accessLogs"),
    ]);
  });

  it("is checked after an apply: that AWS tells at least one name", () => {
    const { check } = JSON.parse(chainWith());
    expect(check["orders_client-side_endpoint_associations_names-known"].assert.condition).toBe(
      `\${length(${ASSOCIATIONS}) > 0}`,
    );
  });
});

describe("several", () => {
  it("VPCs of clients get an endpoint each, to one configuration", () => {
    const other = network("other-clients");
    const json = synthesize((stack) => {
      buildChain(stack).addClients("reporting", {
        subnets: other.subnetGroup("main"),
        securityGroups: [existingGroup(stack, "reporting-application", other)],
      });
    });
    expect(count(json, VpcEndpoint)).toBe(2);
    expect(count(json, VpclatticeResourceConfiguration)).toBe(1);
    expect(resource(json, VpcEndpoint, "orders_reporting_endpoint")).toMatchObject({
      vpc_id: "vpc-other-clients",
      resource_configuration_arn:
        "${aws_vpclattice_resource_configuration.orders_database-side_configuration.arn}",
    });
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
      security_group_id: "sg-reporting-application",
      referenced_security_group_id: "${aws_security_group.orders_reporting_endpoint_security-group.id}",
    });
  });

  it("databases share a gateway, whose egress then goes to each of them", () => {
    const json = synthesize((stack) => {
      const gateway = new ResourceGateway(stack, "gateway", {
        name: "shared",
        subnets: databaseNetwork.subnetGroup("main"),
      });
      for (const [id, port] of [
        ["orders", 3306],
        ["billing", 5432],
      ] as const) {
        new ResourceGatewayChain(stack, id, {
          name: id,
          gateway,
          database: DatabaseTarget.dnsName(`${id}.example.com`, {
            port,
            reachedAt: Addresses.cidrs(`10.1.0.0/24`),
            network: databaseNetwork,
          }),
          clients: {
            subnets: clientNetwork.subnetGroup("main"),
            securityGroups: [existingGroup(stack, `${id}-application`, clientNetwork)],
          },
        });
      }
    });
    expect(count(json, VpclatticeResourceGateway)).toBe(1);
    expect(count(json, VpclatticeResourceConfiguration)).toBe(2);
    const ports = Object.values(resources(json, VpcSecurityGroupEgressRule))
      .filter((rule) => rule.security_group_id === "${aws_security_group.gateway_security-group.id}")
      .map((rule) => rule.from_port);
    expect(ports.sort()).toEqual([3306, 5432]);
  });
});

describe("a gateway that exists", () => {
  const attributes = (stack: TestStack) => ({
    gatewayId: "rgw-0123456789abcdef0",
    subnets: databaseNetwork.subnetGroup("main"),
    securityGroups: [existingGroup(stack, "gateway-group", databaseNetwork)],
  });

  it("serves one more database", () => {
    const json = synthesize((stack) => {
      buildChain(stack, { databaseSide: { gateway: ResourceGateway.fromAttributes(attributes(stack)) } });
    });
    expect(count(json, VpclatticeResourceGateway)).toBe(0);
    expect(
      resource(json, VpclatticeResourceConfiguration, "orders_database-side_configuration"),
    ).toMatchObject({
      resource_gateway_identifier: "rgw-0123456789abcdef0",
    });
    expect(json).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
      security_group_id: "sg-gateway-group",
      referenced_security_group_id: "sg-database",
    });
  });

  it("is refused without the security groups that it carries", () => {
    const refusal = refusalOf(
      (stack) => void ResourceGateway.fromAttributes({ ...attributes(stack), securityGroups: [] }),
    );
    expect(refusal.path).toBe("ResourceGateway.fromAttributes of rgw-0123456789abcdef0");
    expect(refusal.message).toContain("securityGroups is an empty list. Allowed: 1 to 5");
  });
});

describe("a chain is refused", () => {
  const refused = (variation: Variation) => refusalOf((stack) => void buildChain(stack, variation)).message;

  it.each([
    ["a name with capitals", "Orders"],
    ["a name that ends with a hyphen", "orders-"],
    ["a name with two hyphens in a row", "orders--db"],
    ["a reserved beginning", "rcfg-orders"],
    ["a name of two letters", "or"],
    ["a name too long for the end that is added", "a".repeat(32)],
  ])("for %s", (_, name) => {
    expect(refused({ databaseSide: { name } })).toContain(
      `name is "${name}". Allowed: 3 to 31 lower-case letters`,
    );
  });

  it("for a gateway in another VPC than the database", () => {
    const elsewhere = { gateway: { subnets: network("elsewhere").subnetGroup("main") } };
    expect(refused({ databaseSide: elsewhere })).toContain("Allowed: subnets of the database's VPC");
  });

  it("for an endpoint in the gateway's own VPC, and tells how to connect there", () => {
    const message = refused({
      clients: { subnets: databaseNetwork.subnetGroup("main"), securityGroups: [] },
    });
    expect(message).toContain("securityGroups is an empty list");
    const inOneVpc = refusalOf((stack) => {
      buildChain(stack, {
        clients: {
          subnets: databaseNetwork.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "neighbour", databaseNetwork)],
        },
      });
    });
    expect(inOneVpc.message).toContain("allowConnection({ from: clients, to: database })");
  });

  it("for clients of another VPC than the endpoint's", () => {
    const refusal = refusalOf((stack) => {
      buildChain(stack, {
        clients: { securityGroups: [existingGroup(stack, "foreign", network("foreign"))] },
      });
    });
    expect(refusal.message).toContain('securityGroups is "stack/foreign"');
  });

  it("for a database in another Region, naming the Region that is allowed", () => {
    const arn = "arn:aws:rds:us-east-1:111122223333:db:orders";
    const message = refused({ target: (stack) => existingTarget(stack, databaseNetwork, arn) });
    expect(message).toContain(arn);
    expect(message).toContain("in eu-central-1");
  });

  it.each([
    ["an RDS Proxy's ARN", "arn:aws:rds:eu-central-1:111122223333:db-proxy:prx-1"],
    ["a global cluster's ARN", "arn:aws:rds::111122223333:global-cluster:orders"],
    ["another service's ARN", "arn:aws:dynamodb:eu-central-1:111122223333:table/orders"],
    ["no ARN", "orders"],
  ])("for %s", (_, arn) => {
    const message = refused({ target: (stack) => existingTarget(stack, databaseNetwork, arn) });
    expect(message).toContain(`definition.arn is "${arn}"`);
    expect(message).toContain("reach an RDS Proxy by its DNS name");
  });

  it.each([
    ["a port behind the name", "db.example.com:3306"],
    ["a scheme", "mysql://db.example.com"],
    ["a space", "db example.com"],
    ["a single label", "localhost"],
    ["a name that only private DNS knows", "db.corp.internal"],
  ])("for %s", (_, name) => {
    const target = (stack: TestStack) =>
      DatabaseTarget.dnsName(name, { port: 3306, reachedAt: existingGroup(stack, "proxy", databaseNetwork) });
    expect(refused({ target })).toContain(`definition.domainName is "${name}"`);
  });

  it.each(["8.8.8.8", "300.1.1.1", "db.example.com", "127.0.0.1"])("for the address %s", (address) => {
    const target = () =>
      DatabaseTarget.ipAddress(address, { port: 3306, reachedAt: Addresses.cidrs("10.0.0.0/24") });
    expect(refused({ target })).toContain(`definition.address is "${address}"`);
  });

  it("for private DNS in a VPC that answers no DNS, naming both attributes", () => {
    const silent = network("silent", { dnsHostnames: false, dnsSupport: false });
    const refusal = refusalOf((stack) => {
      buildChain(stack, {
        clients: {
          subnets: silent.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "application-there", silent)],
        },
      });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["network.dnsSupport", "network.dnsHostnames"]);
  });

  it("for private DNS in a VPC whose attributes nobody knows", () => {
    const { vpcId, region } = clientNetwork;
    const unknown = PrivateNetwork.fromAttributes({
      vpcId,
      region,
      subnetGroups: { main: [...(clientNetwork.subnetGroup("main").subnets ?? [])] },
    });
    const message = refused({ clients: { subnets: unknown.subnetGroup("main") } });
    expect(message).toContain("network.dnsSupport is missing. Allowed: true");
    expect(message).toContain("network.dnsHostnames is missing. Allowed: true");
  });

  it("for two endpoints with private DNS of one database in one VPC", () => {
    const refusal = refusalOf((stack) => {
      buildChain(stack).addClients("again", {
        subnets: clientNetwork.subnetGroup("main"),
        securityGroups: [existingGroup(stack, "reporting", clientNetwork)],
      });
    });
    expect(refusal.message).toContain(
      "stack/orders/client-side/endpoint claims the same name in the same VPC",
    );
  });

  it("for an endpoint in another Region than the gateway", () => {
    const far = network("far", { region: "us-east-1", subnets: ["subnet-1", "subnet-2"] });
    const refusal = refusalOf((stack) => {
      const securityGroups = [existingGroup(stack, "far-application", far)];
      buildChain(stack, { clients: { subnets: far.subnetGroup("main"), securityGroups } });
    });
    expect(refusal.message).toContain("subnets in eu-central-1, where the resource gateway is");
  });

  it("for an IPv6 resource behind an IPv4 gateway", () => {
    const target = () => DatabaseTarget.ipAddress("2600:1f14:aaaa:bbbb::1", { port: 5432 });
    expect(refused({ target })).toContain("a resource that has an address of the gateway's type");
  });

  it("for two access logs of one kind", () => {
    const to = { kind: "bucket", destinationArn: "arn:aws:s3:::logs" } as const;
    expect(refused({ databaseSide: { accessLogs: [to, to] } })).toContain(
      "at most one log group, one bucket",
    );
  });
});

describe("placement", () => {
  const placed = (subnets: readonly object[], props: object = {}) =>
    refusalOf((stack) => {
      const there = network("there", { subnets: subnets as never });
      new ResourceGateway(stack, "gateway", { name: "orders", subnets: there.subnetGroup("main"), ...props });
    }).message;
  const at = (zone: string, more: object = {}) => ({ subnetId: `subnet-${zone}`, zone, ...more });

  it("needs two zones, unless one is accepted", () => {
    expect(placed([at("euc1-az1")])).toContain("subnets in at least two Availability Zones");
    const json = synthesize((stack) => {
      const there = network("there", { subnets: [at("euc1-az1")] });
      new ResourceGateway(stack, "gateway", {
        name: "orders",
        subnets: there.subnetGroup("main"),
        allowSingleZone: true,
      });
    });
    expect(resource(json, VpclatticeResourceGateway, "gateway").subnet_ids).toEqual(["subnet-euc1-az1"]);
    expect(placed([], { allowSingleZone: true })).toContain("at least one subnet");
  });

  it("takes one subnet a zone", () => {
    expect(placed([at("euc1-az1"), { ...at("euc1-az1"), subnetId: "subnet-2" }, at("euc1-az3")])).toContain(
      "keep one of the subnets in euc1-az1",
    );
  });

  it("refuses zones without VPC Lattice", () => {
    expect(placed([at("euc1-az1"), at("euc1-az2")])).toContain(
      "Availability Zones in which VPC Lattice works",
    );
  });

  it("refuses gateway subnets too small for 16 addresses", () => {
    const message = placed([
      at("euc1-az1", { cidrBlock: "10.0.0.0/28" }),
      at("euc1-az3", { cidrBlock: "10.0.0.32/27" }),
    ]);
    expect(message).toContain('"10.0.0.0/28"');
    expect(message).not.toContain('"10.0.0.32/27"');
  });

  it("refuses subnets that another account shares", () => {
    expect(placed([at("euc1-az1", { shared: true }), at("euc1-az3")])).toContain(
      "subnets that this account owns",
    );
  });

  it.each([
    ["dualstack", "ipv4"],
    ["ipv6", "dualstack"],
    ["ipv4", "ipv6"],
  ])("refuses %s in %s subnets", (ipAddressType, addressFamily) => {
    const subnets = [at("euc1-az1", { addressFamily }), at("euc1-az3", { addressFamily })];
    expect(placed(subnets, { ipAddressType })).toContain(
      `${ipAddressType} with an ${addressFamily} subnet in euc1-az1`,
    );
  });

  it("refuses an address type in capitals, and one that only Terraform knows", () => {
    expect(placed([at("euc1-az1"), at("euc1-az3")], { ipAddressType: "IPV4" })).toContain(
      'ipAddressType is "IPV4". Allowed: ipv4, dualstack, ipv6',
    );
  });

  it("counts a subnet that is named twice once", () => {
    const refusal = refusalOf((stack) => {
      const there = network("there", { subnets: ["subnet-1", "subnet-1"] });
      new ResourceGateway(stack, "gateway", { name: "orders", subnets: there.subnetGroup("main") });
    });
    expect(refusal.message).toContain("Allowed: each subnet once");
  });

  it("refuses a zone without VPC Lattice beside one that only Terraform knows", () => {
    const refusal = refusalOf((stack) => {
      const zone = new TerraformVariable(stack, "zone", { type: "string" }).stringValue;
      const there = network("there", { subnets: [at("euc1-az2"), { subnetId: "subnet-2", zone }] });
      new ResourceGateway(stack, "gateway", { name: "orders", subnets: there.subnetGroup("main") });
    });
    expect(refusal.message).toContain("in euc1-az2");
  });

  it("changes nothing when ids are given in another order", () => {
    const json = (...subnets: string[]) =>
      synthesize((stack) => {
        const there = network("there", { subnets });
        new ResourceGateway(stack, "gateway", { name: "orders", subnets: there.subnetGroup("main") });
      });
    expect(json("subnet-2", "subnet-1")).toBe(json("subnet-1", "subnet-2"));
  });

  it("needs a zone that the gateway and the endpoint share", () => {
    const far = network("far", { subnets: [at("euc1-az4"), at("euc1-az5")] });
    const refusal = refusalOf((stack) => {
      buildChain(stack, {
        clients: {
          subnets: far.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "far-application", far)],
        },
      });
    });
    expect(refusal.message).toContain(
      "at least one zone that the resource gateway has too: euc1-az1, euc1-az3",
    );
  });

  it("takes at most five security groups, all of the gateway's VPC", () => {
    const refusal = refusalOf((stack) => {
      const six = [1, 2, 3, 4, 5, 6].map((n) => existingGroup(stack, `group-${n}`, databaseNetwork));
      new ResourceGateway(stack, "gateway", {
        name: "orders",
        subnets: databaseNetwork.subnetGroup("main"),
        securityGroups: [...six.slice(1), existingGroup(stack, "foreign", clientNetwork)],
      });
    });
    expect(refusal.faults.map(({ allowed }) => allowed)).toEqual([
      "1 to 5 security groups",
      "security groups of the VPC that the subnets are in",
    ]);
  });
});
