import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { VpclatticeServiceNetworkResourceAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-resource-association";
import { VpclatticeServiceNetworkVpcAssociation } from "@cdktf/provider-aws/lib/vpclattice-service-network-vpc-association";
import { TerraformOutput } from "cdktf";
import {
  ClientSide,
  type CustomDomain,
  type CustomDomainProps,
  type GatewaySettings,
  PrivateDnsPreference,
  ResourceConfiguration,
  ResourceDefinition,
  ResourceEndpoint,
  ResourceGateway,
  ResourceGatewayChain,
  ServiceNetwork,
  ServiceNetworkEndpoint,
} from "../../modules/lattice";
import {
  ADDRESSES_PER_ENI,
  ASSOCIATION_PRIVATE_DNS,
  CUSTOM_DOMAIN_NAME,
  DNS_RESOLUTION,
  ENDPOINT_DNS_PREFERENCE,
  RESOURCE_ASSOCIATION_PRIVATE_DNS,
} from "../../modules/lattice/newer-arguments";
import type { INetwork } from "../../modules/network";
import { Addresses } from "../../modules/security";
import { describeNewerArgument } from "../newer-bindings";
import { count, refusalOf, resource, synthesize, type TestStack } from "../synthesis";
import { DATABASE_ARN, existingGroup, network } from "./fixtures";

const CONFIGURATION_ARN =
  "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0";
const NAME = "orders.example.com";
const databaseNetwork = network("database");
const clientNetwork = network("clients");

const subnetsOf = (prefixLength: number) =>
  network("database", {
    subnets: ["euc1-az1", "euc1-az3"].map((zone) => ({
      subnetId: `subnet-${zone}`,
      zone,
      cidrBlock: `10.0.0.0/${prefixLength}`,
    })),
  });

const gatewayWith =
  (settings: Partial<GatewaySettings>, of: INetwork = databaseNetwork) =>
  (stack: TestStack) =>
    new ResourceGateway(stack, "gateway", { name: "orders", subnets: of.subnetGroup("main"), ...settings });

const messageOf = (build: (stack: TestStack) => unknown) => refusalOf((stack) => void build(stack)).message;

describe("the IPv4 addresses of each network interface", () => {
  const build = gatewayWith({ ipv4AddressesPerEni: 32 });

  describeNewerArgument(ADDRESSES_PER_ENI, {
    build,
    input: "ipv4AddressesPerEni",
    written: () => {
      it("are written, and make a gateway of another number another gateway", () => {
        const json = synthesize((stack) => void build(stack));
        expect(resource(json, VpclatticeResourceGateway, "gateway").ipv4_addresses_per_eni).toBe(32);
        const { triggers_replace } = JSON.parse(json).resource.terraform_data.gateway_name;
        expect(triggers_replace.ipv4AddressesPerEni).toBe(32);
      });

      it("are refused beyond 62 and for IPv6 alone", () => {
        expect(messageOf(gatewayWith({ ipv4AddressesPerEni: 63 }))).toContain(
          "ipv4AddressesPerEni is 63. Allowed: a whole number of IPv4 addresses from 1 to 62.",
        );
        expect(messageOf(gatewayWith({ ipv4AddressesPerEni: 4, ipAddressType: "ipv6" }))).toContain(
          "ipv4AddressesPerEni is set for a gateway that has IPv6 addresses only.",
        );
      });

      it.each([
        [11, 28],
        [12, 27],
        [27, 27],
        [28, 26],
        [62, 25],
      ])("%i fit into a /%i, and not into a smaller subnet", (ipv4AddressesPerEni, prefixLength) => {
        const fitting = synthesize((stack) => {
          gatewayWith({ ipv4AddressesPerEni }, subnetsOf(prefixLength))(stack);
        });
        expect(count(fitting, VpclatticeResourceGateway)).toBe(1);
        expect(messageOf(gatewayWith({ ipv4AddressesPerEni }, subnetsOf(prefixLength + 1)))).toContain(
          `Allowed: a subnet of /${prefixLength} or larger, for the ${ipv4AddressesPerEni} addresses`,
        );
      });
    },
  });

  it("are not written when they are not given", () => {
    const json = synthesize((stack) => void gatewayWith({ dnsResolution: "public" })(stack));
    expect(Object.keys(resource(json, VpclatticeResourceGateway, "gateway")).sort()).toEqual([
      "ip_address_type",
      "lifecycle",
      "name",
      "security_group_ids",
      "subnet_ids",
      "tags",
      "vpc_id",
    ]);
    const { triggers_replace } = JSON.parse(json).resource.terraform_data.gateway_name;
    expect(Object.keys(triggers_replace).sort()).toEqual(["ipAddressType", "subnets", "vpc"]);
  });
});

describe("the resolution of host names in the VPC", () => {
  const build = (stack: TestStack, definition = ResourceDefinition.dnsName("orders.db.internal", [5432])) => {
    const gateway = gatewayWith({ dnsResolution: "in-vpc" })(stack);
    new ResourceConfiguration(stack, "configuration", { name: "orders", gateway, definition });
  };

  describeNewerArgument(DNS_RESOLUTION, {
    build,
    input: "dnsResolution",
    written: () => {
      it("is written, and lets a gateway lead to names of private zones", () => {
        const json = synthesize((stack) => build(stack));
        expect(resource(json, VpclatticeResourceGateway, "gateway").resource_config_dns_resolution).toBe(
          "IN_VPC",
        );
        const { resource_configuration_definition: definitions } = resource(
          json,
          VpclatticeResourceConfiguration,
          "configuration",
        );
        expect(definitions[0].dns_resource[0].domain_name).toBe("orders.db.internal");
      });

      it("is refused for IPv6 alone, and with a database by its ARN", () => {
        expect(messageOf(gatewayWith({ dnsResolution: "in-vpc", ipAddressType: "ipv6" }))).toContain(
          "dnsResolution is in-vpc for a gateway that has IPv6 addresses only.",
        );
        expect(messageOf((stack) => build(stack, ResourceDefinition.arn(DATABASE_ARN)))).toContain(
          "gateway is one that resolves host names in its VPC, with a database by its ARN.",
        );
      });
    },
  });

  it("may be that of a gateway that exists, with any bindings", () => {
    const json = synthesize((stack) => {
      const gateway = ResourceGateway.fromAttributes({
        gatewayId: "rgw-0123456789abcdef0",
        subnets: databaseNetwork.subnetGroup("main"),
        securityGroups: [existingGroup(stack, "gateway", databaseNetwork)],
        dnsResolution: "in-vpc",
      });
      const definition = ResourceDefinition.dnsName("orders.db.internal", [5432]);
      new ResourceConfiguration(stack, "configuration", { name: "orders", gateway, definition });
    });
    expect(resource(json, VpclatticeResourceConfiguration, "configuration").resource_gateway_identifier).toBe(
      "rgw-0123456789abcdef0",
    );
  });

  it("is needed for names of private zones", () => {
    const message = messageOf((stack) => {
      const gateway = gatewayWith({})(stack);
      const definition = ResourceDefinition.dnsName("orders.db.internal", [5432]);
      new ResourceConfiguration(stack, "configuration", { name: "orders", gateway, definition });
    });
    expect(message).toContain('a name of a private zone takes a gateway with dnsResolution "in-vpc"');
  });
});

/** A chain to a host name under a name that clients use for it. */
function chainUnder(
  stack: TestStack,
  customDomain: CustomDomainProps | undefined,
  privateDnsPreference?: PrivateDnsPreference,
): void {
  const chain = new ResourceGatewayChain(stack, "orders", {
    name: "orders",
    database: {
      definition: ResourceDefinition.dnsName("proxy.example.net", [5432]),
      port: 5432,
      reachedAt: Addresses.cidrs("10.9.0.0/24"),
    },
    gateway: { subnets: databaseNetwork.subnetGroup("main") },
    customDomain,
    clients: {
      subnets: clientNetwork.subnetGroup("main"),
      securityGroups: [existingGroup(stack, "application", clientNetwork)],
      privateDnsPreference,
    },
  });
  new TerraformOutput(stack, "connect-name", { value: chain.connectName });
}

const VERIFIED: CustomDomainProps = { name: NAME, domainVerificationId: "dv-0123456789abcdef0" };
const endpointOf = (json: string) => resource(json, VpcEndpoint, "orders_client-side_endpoint");

describe("a custom domain name", () => {
  describeNewerArgument(CUSTOM_DOMAIN_NAME, {
    build: (stack) => chainUnder(stack, VERIFIED),
    input: "customDomain",
    written: () => {
      it("is written with its verification, and clients connect to it by AWS's private DNS", () => {
        const json = synthesize((stack) => chainUnder(stack, VERIFIED));
        expect(
          resource(json, VpclatticeResourceConfiguration, "orders_database-side_configuration"),
        ).toMatchObject({
          type: "SINGLE",
          custom_domain_name: NAME,
          domain_verification_id: "dv-0123456789abcdef0",
        });
        expect(endpointOf(json)).toMatchObject({
          private_dns_enabled: true,
          resource_configuration_arn:
            "${aws_vpclattice_resource_configuration.orders_database-side_configuration.arn}",
        });
        expect(JSON.parse(json).output["connect-name"].value).toContain(`"${NAME}" : null`);
        expect(count(json, Route53Zone)).toBe(0);
      });

      it("makes another configuration of one with another name", () => {
        const json = synthesize((stack) => chainUnder(stack, { name: NAME }));
        const data = JSON.parse(json).resource.terraform_data;
        expect(data["orders_database-side_configuration_name"].triggers_replace.customDomain).toEqual({
          name: NAME,
        });
      });

      it("that is not verified has a private zone of this app's, since AWS makes none", () => {
        const json = synthesize((stack) => chainUnder(stack, { name: NAME }));
        expect(endpointOf(json).private_dns_enabled).toBe(false);
        expect(json).toHaveResourceWithProperties(Route53Zone, {
          name: NAME,
          vpc: [{ vpc_id: "vpc-clients" }],
        });
        expect(JSON.parse(json).output["connect-name"].value).toBe(NAME);
      });

      it.each([
        ["orders example", 'customDomain.name is "orders example".'],
        ["localhost", 'customDomain.name is "localhost".'],
      ])("%s is refused", (name, words) => {
        expect(messageOf((stack) => chainUnder(stack, { name }))).toContain(words);
      });

      it("is refused for an ARN", () => {
        const message = messageOf((stack) => {
          const gateway = gatewayWith({})(stack);
          const definition = ResourceDefinition.arn(DATABASE_ARN);
          const customDomain = { name: NAME };
          new ResourceConfiguration(stack, "configuration", {
            name: "orders",
            gateway,
            definition,
            customDomain,
          });
        });
        expect(message).toContain("Allowed: a custom domain name for host names and addresses.");
      });
    },
  });

  it("of a shared configuration is what clients connect to, with any bindings", () => {
    const withDomain = (customDomain: CustomDomain) =>
      synthesize((stack) => {
        const clientSide = new ClientSide(stack, "clients", {
          name: "orders",
          configuration: ResourceConfiguration.fromAttributes(stack, "shared", {
            resourceConfigurationArn: CONFIGURATION_ARN,
            region: "eu-central-1",
            kind: "dns",
            customDomain,
          }),
          port: 5432,
          subnets: clientNetwork.subnetGroup("main"),
          securityGroups: [existingGroup(stack, "application", clientNetwork)],
        });
        new TerraformOutput(stack, "connect-name", { value: clientSide.connectName });
      });
    const verified = withDomain({ name: NAME, verified: true });
    expect(resource(verified, VpcEndpoint, "clients_endpoint").private_dns_enabled).toBe(true);
    expect(JSON.parse(verified).output["connect-name"].value).toContain(`"${NAME}" : null`);
    expect(count(verified, Route53Zone)).toBe(0);
    const unverified = withDomain({ name: NAME, verified: false });
    expect(resource(unverified, VpcEndpoint, "clients_endpoint").private_dns_enabled).toBe(false);
    expect(JSON.parse(unverified).output["connect-name"].value).toBe(NAME);
    expect(count(unverified, Route53Zone)).toBe(1);
  });
});

describe("a preference for private DNS", () => {
  const endpoint = (stack: TestStack, privateDnsPreference: PrivateDnsPreference, privateDns?: boolean) =>
    new ResourceEndpoint(stack, "endpoint", {
      name: "orders",
      configuration: ResourceConfiguration.fromAttributes(stack, "shared", {
        resourceConfigurationArn: CONFIGURATION_ARN,
        region: "eu-central-1",
        kind: "dns",
        customDomain: { name: NAME, verified: false },
      }),
      subnets: clientNetwork.subnetGroup("main"),
      privateDns,
      privateDnsPreference,
    });

  describeNewerArgument(ENDPOINT_DNS_PREFERENCE, {
    build: (stack) => void endpoint(stack, PrivateDnsPreference.allDomains()),
    input: "privateDnsPreference",
    written: () => {
      it.each([
        ["names that are specified", PrivateDnsPreference.specifiedDomains([NAME]), true],
        ["other names", PrivateDnsPreference.specifiedDomains(["other.example.com"]), false],
        ["all names", PrivateDnsPreference.allDomains(), true],
        ["verified names", PrivateDnsPreference.verifiedDomains(), false],
        ["verified and specified", PrivateDnsPreference.verifiedAndSpecifiedDomains([NAME]), true],
      ])("for %s decides whether an unverified name has private DNS", (_, preference, admitted) => {
        const build = () => synthesize((stack) => void endpoint(stack, preference));
        if (!admitted) {
          expect(build).toThrow("privateDnsPreference is set where private DNS is off.");
          return;
        }
        expect(resource(build(), VpcEndpoint, "endpoint")).toMatchObject({
          private_dns_enabled: true,
          dns_options: {
            private_dns_preference: preference.preference,
            ...(preference.domains && { private_dns_specified_domains: [NAME] }),
          },
        });
      });

      it("is taken from the clients of a chain", () => {
        const json = synthesize((stack) =>
          chainUnder(stack, { name: NAME }, PrivateDnsPreference.specifiedDomains([NAME])),
        );
        expect(endpointOf(json)).toMatchObject({
          private_dns_enabled: true,
          dns_options: {
            private_dns_preference: "SPECIFIED_DOMAINS_ONLY",
            private_dns_specified_domains: [NAME],
          },
        });
        expect(count(json, Route53Zone)).toBe(0);
      });

      it("is written for an endpoint of a service network", () => {
        const json = synthesize((stack) => {
          new ServiceNetworkEndpoint(stack, "endpoint", {
            name: "databases",
            serviceNetwork: new ServiceNetwork(stack, "shared", { name: "databases" }),
            subnets: clientNetwork.subnetGroup("main"),
            clients: [existingGroup(stack, "application", clientNetwork)],
            privateDnsPreference: PrivateDnsPreference.verifiedAndSpecifiedDomains([NAME]),
          });
        });
        expect(resource(json, VpcEndpoint, "endpoint").dns_options).toEqual({
          private_dns_preference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
          private_dns_specified_domains: [NAME],
        });
      });

      it.each([
        [[], "privateDnsPreference.domains is an empty list. Allowed: 1 to 10 domain names."],
        [Array.from({ length: 11 }, (_, i) => `d${i}.example.com`), "Allowed: 1 to 10 domain names."],
        [["no name"], 'privateDnsPreference.domains is "no name".'],
      ])("for %j is refused", (domains, words) => {
        const preference = PrivateDnsPreference.specifiedDomains(domains);
        expect(messageOf((stack) => endpoint(stack, preference, true))).toContain(words);
      });
    },
  });
});

describe("private DNS in a VPC that is associated with a service network", () => {
  const connect = (stack: TestStack, of = clientNetwork, privateDns?: boolean) =>
    new ServiceNetwork(stack, "shared", { name: "databases" }).connect("vpc", {
      network: of,
      clients: [existingGroup(stack, "application", of)],
      privateDns: privateDns ?? true,
      privateDnsPreference: PrivateDnsPreference.specifiedDomains([NAME]),
    });

  describeNewerArgument(ASSOCIATION_PRIVATE_DNS, {
    build: connect,
    input: "privateDns",
    written: () => {
      it("is written with the preference", () => {
        const json = synthesize((stack) => connect(stack));
        expect(resource(json, VpclatticeServiceNetworkVpcAssociation, "shared_vpc")).toMatchObject({
          vpc_identifier: "vpc-clients",
          private_dns_enabled: true,
          dns_options: {
            private_dns_preference: "SPECIFIED_DOMAINS_ONLY",
            private_dns_specified_domains: [NAME],
          },
        });
      });

      it("is refused in a VPC without DNS, and a preference where it is off", () => {
        const without = network("clients", { dnsHostnames: false });
        expect(messageOf((stack) => connect(stack, without))).toContain("dnsHostnames");
        expect(messageOf((stack) => connect(stack, clientNetwork, false))).toContain(
          "privateDnsPreference is set where private DNS is off.",
        );
      });
    },
  });

  it("is not written when it is not asked for", () => {
    const json = synthesize((stack) => {
      new ServiceNetwork(stack, "shared", { name: "databases" }).connect("vpc", {
        network: clientNetwork,
        clients: [existingGroup(stack, "application", clientNetwork)],
      });
    });
    expect(Object.keys(resource(json, VpclatticeServiceNetworkVpcAssociation, "shared_vpc")).sort()).toEqual([
      "security_group_ids",
      "service_network_identifier",
      "vpc_identifier",
    ]);
  });
});

describe("private DNS of a resource in a service network", () => {
  const add = (stack: TestStack, definition: ResourceDefinition, privateDns?: boolean) => {
    const gateway = gatewayWith({})(stack);
    const configuration = new ResourceConfiguration(stack, "configuration", {
      name: "orders",
      gateway,
      definition,
      allowServiceNetworks: true,
    });
    new ServiceNetwork(stack, "shared", { name: "databases" }).addResource("orders", {
      configuration,
      port: 5432,
      privateDns,
    });
  };
  const host = ResourceDefinition.dnsName("proxy.example.net", [5432]);
  const associationOf = (privateDns?: boolean) =>
    resource(
      synthesize((stack) => add(stack, host, privateDns)),
      VpclatticeServiceNetworkResourceAssociation,
      "shared_orders",
    );

  describeNewerArgument(RESOURCE_ASSOCIATION_PRIVATE_DNS, {
    build: (stack) => add(stack, host, true),
    input: "privateDns",
    written: () => {
      it.each([true, false])("is written as %s", (privateDns) => {
        expect(associationOf(privateDns).private_dns_enabled).toBe(privateDns);
      });

      it("is never off for a database by its ARN", () => {
        expect(messageOf((stack) => add(stack, ResourceDefinition.arn(DATABASE_ARN), false))).toContain(
          "whose private DNS AWS never turns off",
        );
      });
    },
  });

  it("is not written when it is not asked for", () => {
    expect(Object.keys(associationOf()).sort()).toEqual([
      "resource_configuration_identifier",
      "service_network_identifier",
    ]);
  });
});
