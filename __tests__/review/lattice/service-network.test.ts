import { add, all, at, type Configuration, judgedChain, set, short } from "./chain";

const CONFIGURATION = "aws_vpclattice_resource_configuration.orders";
const NETWORK = "aws_vpclattice_service_network.databases";
const MEMBER = "aws_vpclattice_service_network_resource_association.orders";
const ASSOCIATION = "aws_vpclattice_service_network_vpc_association.app";
type Change = (configuration: Configuration) => void;

const network = all(
  add(NETWORK, { name: "databases", auth_type: "NONE" }),
  add(MEMBER, {
    service_network_identifier: `\${${NETWORK}.id}`,
    resource_configuration_identifier: `\${${CONFIGURATION}.id}`,
  }),
  set(CONFIGURATION, { allow_association_to_shareable_service_network: true }),
);
const byEndpoint = all(
  network,
  set("aws_vpc_endpoint.orders", {
    vpc_endpoint_type: "ServiceNetwork",
    service_network_arn: `\${${NETWORK}.arn}`,
    resource_configuration_arn: undefined,
  }),
);
const byAssociation = all(network, add("aws_vpc_endpoint.orders", undefined), (configuration) => {
  add(ASSOCIATION, {
    service_network_identifier: `\${${NETWORK}.id}`,
    vpc_identifier: "${aws_vpc.app.id}",
    security_group_ids: ["${aws_security_group.endpoint.id}"],
  })(configuration);
  configuration.data.aws_ec2_managed_prefix_list = {
    lattice: { name: "com.amazonaws.eu-central-1.vpc-lattice" },
  };
  const egress = at(configuration, "aws_vpc_security_group_egress_rule.app");
  delete egress.referenced_security_group_id;
  egress.prefix_list_id = "${data.aws_ec2_managed_prefix_list.lattice.id}";
});
const egress = (values: object) =>
  set("aws_vpc_security_group_egress_rule.app", { prefix_list_id: undefined, ...values });

test.each([
  ["an endpoint", byEndpoint, "aws_vpc_endpoint.orders"],
  ["an association", byAssociation, ASSOCIATION],
])("by %s the path is proven, and passes the service network", (_, change, entrance) => {
  const { paths, findings } = judgedChain(change);
  expect(findings).toEqual([]);
  expect(paths.map(({ id, verdict }) => [id, verdict])).toEqual([
    ["aws_security_group.app -> aws_db_instance.orders:5432", "PROVEN"],
  ]);
  expect(paths[0]?.elements.map(({ name }) => name)).toEqual([
    "aws_security_group.app",
    entrance,
    NETWORK,
    CONFIGURATION,
    "aws_vpclattice_resource_gateway.orders",
    "aws_db_instance.orders",
  ]);
});

describe("LAT-01: the client of an associated VPC is let out to VPC Lattice", () => {
  test.each<[string, object, string[]]>([
    ["to everything", { cidr_ipv4: "0.0.0.0/0" }, []],
    ["to the addresses of resources", { cidr_ipv4: "129.224.0.0/17" }, []],
    [
      "to a list whose Region is not known",
      { prefix_list_id: "${data.aws_ec2_managed_prefix_list.templated.id}" },
      [],
    ],
    [
      "to a list that is not known",
      { prefix_list_id: "${var.given}" },
      ["LAT-01 UNKNOWN aws_security_group.app"],
    ],
    ["to its own VPC", { cidr_ipv4: "10.1.0.0/16" }, ["LAT-01 BROKEN aws_security_group.app"]],
    [
      "to the association's group",
      { referenced_security_group_id: "${aws_security_group.endpoint.id}" },
      ["LAT-01 UNKNOWN aws_security_group.app"],
    ],
    [
      "on another port",
      { cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 },
      ["LAT-01 BROKEN aws_security_group.app"],
    ],
  ])("%s", (_, values, expected) => {
    const lists = ({ data }: Configuration) => {
      data.aws_ec2_managed_prefix_list = {
        ...data.aws_ec2_managed_prefix_list,
        templated: { name: "com.amazonaws.${var.given}.vpc-lattice" },
      };
    };
    expect(short(judgedChain(byAssociation, lists, egress(values)))).toEqual(expected);
  });
});

describe("a service network and what is in it", () => {
  test.each<[string, Change, string]>([
    [
      "a configuration that forbids it",
      set(CONFIGURATION, { allow_association_to_shareable_service_network: false }),
      `LAT-08 BROKEN ${CONFIGURATION}`,
    ],
    [
      "a flag that is not known",
      set(CONFIGURATION, { allow_association_to_shareable_service_network: "${var.given}" }),
      `LAT-08 UNKNOWN ${CONFIGURATION}`,
    ],
    [
      "members by ARN",
      set(MEMBER, { resource_configuration_identifier: `\${${CONFIGURATION}.arn}` }),
      `LAT-27 BROKEN ${MEMBER}`,
    ],
    [
      "the network by ARN",
      set(MEMBER, { service_network_identifier: "${aws_vpclattice_service_network.databases.arn}" }),
      `LAT-27 BROKEN ${MEMBER}`,
    ],
    ["IAM without a policy", set(NETWORK, { auth_type: "AWS_IAM" }), `LAT-28 UNKNOWN ${NETWORK}`],
    [
      "IAM with a policy",
      all(
        set(NETWORK, { auth_type: "AWS_IAM" }),
        add("aws_vpclattice_auth_policy.databases", {
          resource_identifier: `\${${NETWORK}.arn}`,
          policy: "{}",
        }),
      ),
      `LAT-28 warning ${NETWORK}`,
    ],
    [
      "a log of services only",
      set("aws_vpclattice_access_log_subscription.orders", { resource_identifier: `\${${NETWORK}.arn}` }),
      "LAT-29 warning aws_vpclattice_access_log_subscription.orders",
    ],
    [
      "an association without groups",
      set(ASSOCIATION, { security_group_ids: undefined }),
      `LAT-02 warning ${ASSOCIATION}`,
    ],
    [
      "an association that admits nobody",
      add("aws_vpc_security_group_ingress_rule.endpoint", undefined),
      "SG-01 BROKEN aws_security_group.endpoint",
    ],
    [
      "a second association",
      add("aws_vpclattice_service_network_vpc_association.again", {
        service_network_identifier: "sn-0123456789abcdef0",
        vpc_identifier: "${aws_vpc.app.id}",
      }),
      "LAT-32 BROKEN aws_vpclattice_service_network_vpc_association.again",
    ],
  ])("%s", (_, change, expected) => {
    expect(short(judgedChain(byAssociation, change))).toContain(expected);
  });

  test("a log of resources is enough for all of its members", () => {
    const logged = set("aws_vpclattice_access_log_subscription.orders", {
      resource_identifier: `\${${NETWORK}.arn}`,
      service_network_log_type: "RESOURCE",
    });
    expect(judgedChain(byAssociation, logged).findings).toEqual([]);
  });

  test("what exists may have been put in by its ARN", () => {
    const made = set(MEMBER, { id: "snra-0123", resource_configuration_identifier: ARN });
    expect(short(judgedChain(byAssociation, made)).filter((one) => one.startsWith("LAT-27"))).toEqual([]);
  });

  const ARN = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0";

  test("two ways with private names into one VPC", () => {
    const direct = add("aws_vpc_endpoint.second", {
      vpc_id: "${aws_vpc.app.id}",
      vpc_endpoint_type: "Resource",
      resource_configuration_arn: `\${${CONFIGURATION}.arn}`,
      subnet_ids: ["${aws_subnet.app_a.id}", "${aws_subnet.app_b.id}"],
      security_group_ids: ["${aws_security_group.endpoint.id}"],
      private_dns_enabled: true,
    });
    const said = judgedChain(byEndpoint, direct);
    expect(short(said)).toEqual(["LAT-32 BROKEN aws_vpc_endpoint.second"]);
    const silent = set("aws_vpc_endpoint.second", { private_dns_enabled: false });
    expect(short(judgedChain(byEndpoint, direct, silent))).not.toContain(
      "LAT-32 BROKEN aws_vpc_endpoint.second",
    );
  });
});
