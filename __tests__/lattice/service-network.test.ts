import { DataAwsEc2ManagedPrefixList } from "@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { VpclatticeServiceNetwork } from "@cdktf/provider-aws/lib/vpclattice-service-network";
import { VpclatticeServiceNetworkResourceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-resource-association";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import {
  ResourceConfiguration,
  ResourceConfigurationGroup,
  ResourceDefinition,
  ResourceEndpoint,
  ResourceGateway,
  ServiceNetwork,
  ServiceNetworkEndpoint,
} from "../../modules/lattice";
import { Addresses } from "../../modules/security";
import { count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import { DATABASE_ARN, existingGroup, network } from "./fixtures";

const databaseNetwork = network("database");
const clientNetwork = network("clients");

const gatewayIn = (stack: TestStack) =>
  new ResourceGateway(stack, "gateway", { name: "databases", subnets: databaseNetwork.subnetGroup("main") });

const configurationIn = (stack: TestStack, allowServiceNetworks = true) =>
  new ResourceConfiguration(stack, "orders", {
    name: "orders",
    gateway: gatewayIn(stack),
    definition: ResourceDefinition.arn(DATABASE_ARN),
    allowServiceNetworks,
  });

const serviceNetworkIn = (stack: TestStack, id = "shared", name = "databases") =>
  new ServiceNetwork(stack, id, { name });

describe("a service network", () => {
  const build = (order: "resource first" | "clients first") =>
    synthesize((stack) => {
      const serviceNetwork = serviceNetworkIn(stack);
      const addResource = () =>
        serviceNetwork.addResource("orders-association", {
          configuration: configurationIn(stack),
          port: 3306,
        });
      const connect = () =>
        serviceNetwork.connect("clients", {
          network: clientNetwork,
          clients: [existingGroup(stack, "application", clientNetwork)],
        });
      for (const step of order === "resource first" ? [addResource, connect] : [connect, addResource]) step();
    });
  const json = build("resource first");

  it("asks for no signature, which a database client could not give", () => {
    expect(json).toHaveResourceWithProperties(VpclatticeServiceNetwork, {
      name: "databases",
      auth_type: "NONE",
    });
  });

  it("takes a resource in by ids, since ARNs fail in the provider", () => {
    expect(resource(json, VpclatticeServiceNetworkResourceAssociation, "shared_orders-association")).toEqual(
      expect.objectContaining({
        resource_configuration_identifier: "${aws_vpclattice_resource_configuration.orders.id}",
        service_network_identifier: "${aws_vpclattice_service_network.shared.id}",
      }),
    );
    expect(json).toHaveResourceWithProperties(VpclatticeResourceConfiguration, {
      allow_association_to_shareable_service_network: true,
    });
  });

  it("associates a VPC with a security group, never without", () => {
    expect(resource(json, VpclatticeServiceNetworkVpcAssociation, "shared_clients")).toMatchObject({
      service_network_identifier: "${aws_vpclattice_service_network.shared.id}",
      vpc_identifier: "vpc-clients",
      security_group_ids: ["${aws_security_group.shared_clients_security-group.id}"],
    });
  });

  it("lets clients out to the prefix list of VPC Lattice, and in by their security group", () => {
    expect(json).toHaveDataSourceWithProperties(DataAwsEc2ManagedPrefixList, {
      name: 'com.amazonaws.${element(split(":", aws_vpclattice_service_network_vpc_association.shared_clients.arn), 3)}.vpc-lattice',
    });
    expect(Object.values(resources(json, VpcSecurityGroupEgressRule))).toEqual([
      expect.objectContaining({
        security_group_id: "sg-application",
        prefix_list_id: "${data.aws_ec2_managed_prefix_list.shared_clients_lattice.id}",
        from_port: 3306,
        to_port: 3306,
      }),
    ]);
    expect(Object.values(resources(json, VpcSecurityGroupIngressRule))).toEqual([
      expect.objectContaining({
        security_group_id: "${aws_security_group.shared_clients_security-group.id}",
        referenced_security_group_id: "sg-application",
        from_port: 3306,
        to_port: 3306,
      }),
    ]);
  });

  it("opens a resource's port to clients that were connected before it", () => {
    expect(JSON.parse(build("clients first"))).toEqual(JSON.parse(json));
  });

  it("is reached through an endpoint too, with private DNS", () => {
    const withEndpoint = synthesize((stack) => {
      const serviceNetwork = serviceNetworkIn(stack);
      serviceNetwork.addResource("orders-association", { configuration: configurationIn(stack), port: 3306 });
      new ServiceNetworkEndpoint(stack, "endpoint", {
        name: "databases",
        serviceNetwork,
        subnets: clientNetwork.subnetGroup("main"),
        clients: [existingGroup(stack, "application", clientNetwork)],
      });
    });
    expect(resource(withEndpoint, VpcEndpoint, "endpoint")).toMatchObject({
      vpc_endpoint_type: "ServiceNetwork",
      service_network_arn: "${aws_vpclattice_service_network.shared.arn}",
      vpc_id: "vpc-clients",
      private_dns_enabled: true,
      security_group_ids: ["${aws_security_group.endpoint_security-group.id}"],
      lifecycle: { replace_triggered_by: ["terraform_data.endpoint_placement"] },
    });
    expect(
      JSON.parse(withEndpoint).data.aws_vpc_endpoint_associations.endpoint_associations.depends_on,
    ).toEqual(["aws_vpclattice_service_network_resource_association.shared_orders-association"]);
    expect(JSON.parse(withEndpoint).resource.terraform_data.endpoint_placement.input).toEqual({
      subnetIds: ["subnet-clients-euc1-az1", "subnet-clients-euc1-az3"],
      privateDns: true,
    });
    expect(withEndpoint).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
      security_group_id: "sg-application",
      referenced_security_group_id: "${aws_security_group.endpoint_security-group.id}",
      from_port: 3306,
    });
    expect(withEndpoint).toHaveResourceWithProperties(VpcSecurityGroupIngressRule, {
      security_group_id: "${aws_security_group.endpoint_security-group.id}",
      referenced_security_group_id: "sg-application",
      from_port: 3306,
    });
    expect(count(withEndpoint, VpclatticeServiceNetworkVpcAssociation)).toBe(0);
  });
});

describe("a service network that exists", () => {
  const ARN = "arn:aws:vpc-lattice:eu-central-1:111122223333:servicenetwork/sn-0123456789abcdef0";
  const withEndpoint = (serviceNetworkArn: string) => (stack: TestStack) => {
    const serviceNetwork = ServiceNetwork.fromAttributes(stack, "theirs", {
      serviceNetworkArn,
      region: "eu-central-1",
      ports: [5432],
    });
    serviceNetwork.addResource("orders-association", { configuration: configurationIn(stack), port: 3306 });
    new ServiceNetworkEndpoint(stack, "endpoint", {
      name: "theirs",
      serviceNetwork,
      subnets: clientNetwork.subnetGroup("main"),
      clients: [existingGroup(stack, "application", clientNetwork)],
    });
  };

  it("is reached through an endpoint, on the ports of its resources and of those added here", () => {
    const json = synthesize(withEndpoint(ARN));
    expect(count(json, VpclatticeServiceNetwork)).toBe(0);
    expect(resource(json, VpcEndpoint, "endpoint").service_network_arn).toBe(ARN);
    expect(Object.values(resources(json, VpclatticeServiceNetworkResourceAssociation))).toEqual([
      expect.objectContaining({ service_network_identifier: `\${element(split("/", "${ARN}"), 1)}` }),
    ]);
    const ports = (rules: Record<string, { from_port: number }>) =>
      Object.values(rules).map((rule) => rule.from_port);
    expect(ports(resources(json, VpcSecurityGroupEgressRule) as never).sort()).toEqual([3306, 5432]);
    expect(ports(resources(json, VpcSecurityGroupIngressRule) as never).sort()).toEqual([3306, 5432]);
  });

  it("is refused for another ARN, another Region, and no port", () => {
    for (const arn of [
      ARN.replace("servicenetwork/sn", "service/svc"),
      ARN.replace("eu-central-1", "eu-west-1"),
    ]) {
      expect(refusalOf(withEndpoint(arn)).message).toContain(`serviceNetworkArn is "${arn}"`);
    }
    const refusal = refusalOf((stack) => {
      const attributes = { serviceNetworkArn: ARN, region: "eu-central-1", ports: [] };
      ServiceNetwork.fromAttributes(stack, "theirs", attributes);
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["ports"]);
  });
});

describe("a service network is refused", () => {
  it.each(["sn", "Databases", "servicenetwork-databases", "data--bases", "d".repeat(64)])(
    "for the name %s",
    (name) => {
      const refusal = refusalOf((stack) => void serviceNetworkIn(stack, "shared", name));
      expect(refusal.message).toContain(`name is "${name}". Allowed: 3 to 63`);
    },
  );

  it("for a name that another one in the account has", () => {
    const refusal = refusalOf((stack) => {
      serviceNetworkIn(stack, "one");
      serviceNetworkIn(stack, "two");
    });
    expect(refusal.message).toContain("a name that stack/one does not have");
  });

  it("for a resource that does not allow service networks", () => {
    const refusal = refusalOf((stack) => {
      serviceNetworkIn(stack).addResource("orders-association", {
        configuration: configurationIn(stack, false),
        port: 3306,
      });
    });
    expect(refusal.message).toContain("allowServiceNetworks: true");
  });

  it("for a resource that is in it already", () => {
    const refusal = refusalOf((stack) => {
      const serviceNetwork = serviceNetworkIn(stack);
      const resourceTwice = { configuration: configurationIn(stack), port: 3306 };
      for (const id of ["first", "second"]) serviceNetwork.addResource(id, resourceTwice);
    });
    expect(refusal.message).toContain("one that is in the service network already");
  });

  it("for a second association of a VPC, telling where the first is", () => {
    const refusal = refusalOf((stack) => {
      const clients = [existingGroup(stack, "application", clientNetwork)];
      serviceNetworkIn(stack, "one", "one-network").connect("clients", { network: clientNetwork, clients });
      serviceNetworkIn(stack, "two", "two-network").connect("clients", { network: clientNetwork, clients });
    });
    expect(refusal.message).toContain("a VPC that stack/one/clients associates already");
  });

  it("for an association without clients", () => {
    const refusal = refusalOf((stack) => {
      serviceNetworkIn(stack).connect("clients", { network: clientNetwork, clients: [] });
    });
    expect(refusal.message).toContain("clients is an empty list. Allowed: at least one security group");
  });

  it("for an endpoint in subnets with no room for a whole /28", () => {
    const subnet = (zone: string) => ({ subnetId: `subnet-${zone}`, zone, cidrBlock: "10.0.0.0/27" });
    const small = network("small", { subnets: [subnet("euc1-az1"), subnet("euc1-az3")] });
    const refusal = refusalOf((stack) => {
      new ServiceNetworkEndpoint(stack, "endpoint", {
        name: "databases",
        serviceNetwork: serviceNetworkIn(stack),
        subnets: small.subnetGroup("main"),
        clients: [existingGroup(stack, "application", small)],
      });
    });
    expect(refusal.faults).toHaveLength(2);
    expect(refusal.message).toContain("a subnet of /26 or larger");
  });

  it("for private DNS of one resource through two endpoints in one VPC, at synthesis", () => {
    const both =
      (privateDns: boolean, rivalNetwork = clientNetwork) =>
      () =>
        synthesize((stack) => {
          const serviceNetwork = serviceNetworkIn(stack);
          const configuration = configurationIn(stack);
          const subnets = clientNetwork.subnetGroup("main");
          const clients = [existingGroup(stack, "application", clientNetwork)];
          new ServiceNetworkEndpoint(stack, "endpoint", {
            name: "databases",
            serviceNetwork,
            subnets,
            clients,
          });
          serviceNetwork.addResource("orders-association", { configuration, port: 3306 });
          new ResourceEndpoint(stack, "rival", {
            name: "orders",
            configuration,
            subnets: rivalNetwork.subnetGroup("main"),
            privateDns,
          });
        });
    expect(both(true)).toThrow("private DNS is on here and in stack/rival");
    expect(both(true, network("elsewhere"))).not.toThrow();
    expect(both(false)).not.toThrow();
  });
});

describe("a group of resources", () => {
  const NODES = Addresses.cidrs("10.0.0.0/24");

  const withGroup = (addChildren: (group: ResourceConfigurationGroup) => void) => (stack: TestStack) => {
    const group = new ResourceConfigurationGroup(stack, "cluster", {
      name: "cluster",
      gateway: gatewayIn(stack),
    });
    addChildren(group);
  };

  it("has the gateway and the protocol, its children have the ports and the group", () => {
    const json = synthesize(
      withGroup((group) => {
        group.addChild("node-1", {
          name: "cluster-node-1",
          definition: ResourceDefinition.ipAddress("10.0.0.5", [{ from: 7000, to: 7010 }]),
          reachedAt: NODES,
        });
        group.addChild("node-2", {
          name: "cluster-node-2",
          definition: ResourceDefinition.dnsName("node-2.example.com", [7000, 7001]),
          reachedAt: NODES,
        });
      }),
    );
    expect(resource(json, VpclatticeResourceConfiguration, "cluster")).toMatchObject({
      type: "GROUP",
      protocol: "TCP",
      resource_gateway_identifier: "${aws_vpclattice_resource_gateway.gateway.id}",
      allow_association_to_shareable_service_network: false,
    });
    expect(Object.keys(resource(json, VpclatticeResourceConfiguration, "cluster"))).not.toContain(
      "resource_configuration_definition",
    );
    expect(resource(json, VpclatticeResourceConfiguration, "cluster").lifecycle.create_before_destroy).toBe(
      true,
    );
    const { terraform_data } = JSON.parse(json).resource;
    const gatewayId = "${aws_vpclattice_resource_gateway.gateway.id}";
    expect(terraform_data.cluster_name.triggers_replace).toEqual({ gateway: gatewayId });
    expect(terraform_data["cluster_node-2_name"].triggers_replace).toEqual({
      group: "${aws_vpclattice_resource_configuration.cluster.id}",
      definition: { kind: "dns", domainName: "node-2.example.com", ipAddressType: "ipv4" },
    });
    const child = resource(json, VpclatticeResourceConfiguration, "cluster_node-1");
    expect(child).toMatchObject({
      type: "CHILD",
      resource_configuration_group_id: "${aws_vpclattice_resource_configuration.cluster.id}",
      port_ranges: ["7000-7010"],
      resource_configuration_definition: [{ ip_resource: [{ ip_address: "10.0.0.5" }] }],
    });
    const inherited = [
      "protocol",
      "resource_gateway_identifier",
      "allow_association_to_shareable_service_network",
    ];
    expect(Object.keys(child).filter((name) => inherited.includes(name))).toEqual([]);
    expect(resource(json, VpclatticeResourceConfiguration, "cluster_node-2").port_ranges).toEqual([
      "7000",
      "7001",
    ]);
  });

  it("refuses a database by ARN, which stands alone", () => {
    const refusal = refusalOf(
      withGroup((group) =>
        group.addChild("db", {
          name: "database",
          definition: ResourceDefinition.arn(DATABASE_ARN),
          reachedAt: NODES,
        }),
      ),
    );
    expect(refusal.message).toContain("make a ResourceConfiguration of its own for an ARN");
  });

  it("refuses the 61st child", () => {
    const refusal = refusalOf(
      withGroup((group) => {
        for (let n = 1; n <= 61; n++) {
          group.addChild(`node-${n}`, {
            name: `node-${n}`,
            definition: ResourceDefinition.ipAddress("10.0.0.5", [n]),
            reachedAt: NODES,
          });
        }
      }),
    );
    expect(refusal.path).toBe("stack/cluster/node-61");
    expect(refusal.message).toContain("at most 60");
  });

  it.each([
    ["no port", []],
    ["port 0", [0]],
    ["a reversed range", [{ from: 9000, to: 8000 }]],
    ["all ports", [{ from: 1, to: 65535 }]],
  ])("refuses a child with %s", (_, ports) => {
    const refusal = refusalOf(
      withGroup((group) =>
        group.addChild("node", {
          name: "node",
          definition: ResourceDefinition.ipAddress("10.0.0.5", ports),
          reachedAt: NODES,
        }),
      ),
    );
    expect(refusal.faults.map(({ input }) => input)).toEqual(["definition.ports"]);
  });
});
