import { add, all, type Configuration, judgedChain, set, short } from "./chain";

const ENDPOINT = "aws_vpc_endpoint.orders";
const CONFIGURATION = "aws_vpclattice_resource_configuration.orders";
const GATEWAY = "aws_vpclattice_resource_gateway.orders";
const DATABASE = "aws_db_instance.orders";
type Change = (configuration: Configuration) => void;

const definition = (block: string, values: object) =>
  set(CONFIGURATION, {
    type: "SINGLE",
    protocol: "TCP",
    port_ranges: ["5432"],
    resource_configuration_definition: [{ [block]: [values] }],
  });
const dns = (domain_name: string) => definition("dns_resource", { domain_name, ip_address_type: "IPV4" });
const ip = (ip_address: string) => definition("ip_resource", { ip_address });
const arn = (value: string) =>
  set(CONFIGURATION, { resource_configuration_definition: [{ arn_resource: [{ arn: value }] }] });
const withoutPrivateDns = set(ENDPOINT, { private_dns_enabled: undefined });

it("finds nothing in a chain that works", () => {
  const { paths, findings } = judgedChain();
  expect(paths.map(({ verdict }) => verdict)).toEqual(["PROVEN"]);
  expect(findings).toEqual([]);
});

describe("what AWS refuses or drops is BROKEN, where it is to be cured", () => {
  test.each<[string, Change, string]>([
    [
      "type left SINGLE with an ARN",
      set(CONFIGURATION, { type: undefined }),
      `LAT-34 BROKEN ${CONFIGURATION}`,
    ],
    [
      "type ARN with a host name",
      all(dns("db.example.com"), set(CONFIGURATION, { type: "ARN" })),
      `LAT-34 BROKEN ${CONFIGURATION}`,
    ],
    [
      "no definition",
      set(CONFIGURATION, { type: "SINGLE", resource_configuration_definition: undefined }),
      `LAT-34 BROKEN ${CONFIGURATION}`,
    ],
    [
      "port_ranges beside an ARN, though empty",
      set(CONFIGURATION, { port_ranges: [] }),
      `LAT-34 BROKEN ${CONFIGURATION}`,
    ],
    ["protocol beside an ARN", set(CONFIGURATION, { protocol: "TCP" }), `LAT-34 BROKEN ${CONFIGURATION}`],
    ["a group with a definition", set(CONFIGURATION, { type: "GROUP" }), `LAT-34 BROKEN ${CONFIGURATION}`],
    [
      "an endpoint without a type",
      set(ENDPOINT, { vpc_endpoint_type: undefined }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    [
      "an endpoint of another type",
      set(ENDPOINT, { vpc_endpoint_type: "Interface" }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    [
      "an endpoint that leads nowhere",
      set(ENDPOINT, { resource_configuration_arn: undefined }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    [
      "an endpoint to a gateway",
      set(ENDPOINT, { resource_configuration_arn: `\${${GATEWAY}.arn}` }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    [
      "an endpoint to an id",
      set(ENDPOINT, { resource_configuration_arn: `\${${CONFIGURATION}.id}` }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    [
      "an endpoint to another Region",
      set(ENDPOINT, {
        resource_configuration_arn:
          "arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
      }),
      `LAT-35 BROKEN ${ENDPOINT}`,
    ],
    ["the ARN of an RDS Proxy", arn("${aws_db_proxy.orders.arn}"), `LAT-13 BROKEN ${CONFIGURATION}`],
    [
      "the ARN of a proxy as text",
      arn("arn:aws:rds:eu-central-1:111122223333:db-proxy:prx-0123"),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    [
      "the ARN of a global cluster",
      arn("arn:aws:rds::111122223333:global-cluster:orders"),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    [
      "a database of another Region",
      arn("arn:aws:rds:us-east-1:111122223333:db:orders"),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    [
      "an ARN that is no database's",
      arn("arn:aws:dynamodb:eu-central-1:111122223333:table/orders"),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    [
      "the identifier in place of the ARN",
      arn(`\${${DATABASE}.identifier}`),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    [
      "an ARN over a gateway that resolves in its VPC",
      set(GATEWAY, { resource_config_dns_resolution: "IN_VPC" }),
      `LAT-13 BROKEN ${CONFIGURATION}`,
    ],
    ["host and port as domain name", dns(`\${${DATABASE}.endpoint}`), `LAT-14 BROKEN ${CONFIGURATION}`],
    [
      "a host name with a port behind it",
      dns(`\${${DATABASE}.address}:5432`),
      `LAT-14 BROKEN ${CONFIGURATION}`,
    ],
    ["a URL as domain name", dns("postgres://db.example.com"), `LAT-14 BROKEN ${CONFIGURATION}`],
    ["an address as domain name", dns("10.2.0.10"), `LAT-14 BROKEN ${CONFIGURATION}`],
    ["a public address", ip("203.0.113.10"), `LAT-15 BROKEN ${CONFIGURATION}`],
    ["what is no address", ip("db.example.com"), `LAT-15 BROKEN ${CONFIGURATION}`],
    [
      "port 0",
      all(dns(`\${${DATABASE}.address}`), set(CONFIGURATION, { port_ranges: ["0"] })),
      `LAT-16 BROKEN ${CONFIGURATION}`,
    ],
    [
      "a range that ends before it begins",
      all(dns(`\${${DATABASE}.address}`), set(CONFIGURATION, { port_ranges: ["9000-8000"] })),
      `LAT-16 BROKEN ${CONFIGURATION}`,
    ],
    [
      "no ports by host name",
      all(dns(`\${${DATABASE}.address}`), set(CONFIGURATION, { port_ranges: undefined })),
      `LAT-16 BROKEN ${CONFIGURATION}`,
    ],
    ["a CHILD without a group", set(CONFIGURATION, { type: "CHILD" }), `LAT-17 BROKEN ${CONFIGURATION}`],
    [
      "no gateway",
      set(CONFIGURATION, { resource_gateway_identifier: undefined }),
      `LAT-17 BROKEN ${CONFIGURATION}`,
    ],
    ["a name with capitals", set(CONFIGURATION, { name: "Orders" }), `LAT-18 BROKEN ${CONFIGURATION}`],
    ["a reserved name", set(GATEWAY, { name: "rgw-orders" }), `LAT-18 BROKEN ${GATEWAY}`],
    [
      "a name that is wrong in what is known of it",
      set(GATEWAY, { name: "orders_${terraform_data.x.id}" }),
      `LAT-18 BROKEN ${GATEWAY}`,
    ],
    ["an endpoint policy", set(ENDPOINT, { policy: "{}" }), `LAT-19 BROKEN ${ENDPOINT}`],
    ["route tables", set(ENDPOINT, { route_table_ids: ["rtb-0123"] }), `LAT-19 BROKEN ${ENDPOINT}`],
    ["no subnets", set(ENDPOINT, { subnet_ids: undefined }), `LAT-20 BROKEN ${ENDPOINT}`],
    [
      "subnets of another VPC",
      set(ENDPOINT, { subnet_ids: ["${aws_subnet.app_a.id}", "${aws_subnet.data_b.id}"] }),
      `LAT-20 BROKEN ${ENDPOINT}`,
    ],
    [
      "two subnets of one zone",
      set("aws_subnet.app_b", { availability_zone_id: "euc1-az1" }),
      `LAT-20 BROKEN ${ENDPOINT}`,
    ],
    [
      "a zone without VPC Lattice",
      set("aws_subnet.data_b", { availability_zone_id: "euc1-az2" }),
      `LAT-20 BROKEN ${GATEWAY}`,
    ],
    [
      "six security groups",
      set(GATEWAY, { security_group_ids: ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"] }),
      `LAT-02 BROKEN ${GATEWAY}`,
    ],
    [
      "a group of another VPC",
      set(GATEWAY, { security_group_ids: ["${aws_security_group.app.id}"] }),
      `LAT-02 BROKEN ${GATEWAY}`,
    ],
    [
      "IPv6 from subnets without it",
      set(GATEWAY, { ip_address_type: "DUALSTACK" }),
      `LAT-23 BROKEN ${GATEWAY}`,
    ],
    [
      "a log to a queue",
      set("aws_vpclattice_access_log_subscription.orders", {
        destination_arn: "arn:aws:sqs:eu-central-1:111122223333:logs",
      }),
      "LAT-29 BROKEN aws_vpclattice_access_log_subscription.orders",
    ],
    [
      "a log to another Region",
      set("aws_vpclattice_access_log_subscription.orders", {
        destination_arn: "arn:aws:logs:us-east-1:111122223333:log-group:x",
      }),
      "LAT-29 BROKEN aws_vpclattice_access_log_subscription.orders",
    ],
  ])("%s", (_, change, expected) => {
    const said = judgedChain(
      add("aws_db_proxy.orders", { name: "orders", engine_family: "POSTGRESQL" }),
      add("terraform_data.x", {}),
      change,
    );
    expect(short(said)).toContain(expected);
    const finding = said.findings.find(({ rule, verdict }) => expected.startsWith(`${rule} ${verdict}`));
    for (const words of [finding?.found, finding?.needed, finding?.why, finding?.fix])
      expect(words).toMatch(/\S/);
  });
});

it("names the resource whose id stands where its ARN belongs", () => {
  const { findings } = judgedChain(set(ENDPOINT, { resource_configuration_arn: `\${${CONFIGURATION}.id}` }));
  expect(findings.find(({ rule }) => rule === "LAT-35")?.fix).toBe(
    `resource_configuration_arn = ${CONFIGURATION}.arn`,
  );
});

it("says what to make sure of where nothing is known of a resource but its address, and at a resource", () => {
  const rule = { referenced_security_group_id: undefined, cidr_ipv4: "10.2.0.0/16" };
  const change = all(
    ip("10.2.0.10"),
    withoutPrivateDns,
    set("aws_vpc_security_group_egress_rule.gateway", rule),
  );
  const { findings } = judgedChain(change);
  expect(findings.filter(({ verdict }) => verdict === "UNKNOWN")).toMatchObject([
    {
      rule: "SG-01",
      address: GATEWAY,
      fix: expect.stringContaining("Let 10.2.0.10 admit tcp/5432 from aws_security_group."),
    },
    { rule: "SG-03", address: GATEWAY },
  ]);
});

describe("what works, and yet, is a warning and breaks no path", () => {
  test.each<[string, Change, string]>([
    ["one zone", set(GATEWAY, { subnet_ids: ["${aws_subnet.data_a.id}"] }), `LAT-20 warning ${GATEWAY}`],
    ["a small subnet", set("aws_subnet.data_a", { cidr_block: "10.2.0.0/28" }), `LAT-21 warning ${GATEWAY}`],
    [
      "nothing logged",
      add("aws_vpclattice_access_log_subscription.orders", undefined),
      `LAT-30 warning ${CONFIGURATION}`,
    ],
    [
      "the flag left out",
      set(CONFIGURATION, { allow_association_to_shareable_service_network: undefined }),
      `LAT-31 warning ${CONFIGURATION}`,
    ],
    [
      "keepalives above the idle timeout",
      all(
        add("aws_db_parameter_group.orders", { parameter: [{ name: "tcp_keepalives_idle", value: "600" }] }),
        set(DATABASE, { parameter_group_name: "${aws_db_parameter_group.orders.name}" }),
      ),
      "LAT-33 warning aws_db_parameter_group.orders",
    ],
  ])("%s", (_, change, expected) => {
    const said = judgedChain(change);
    expect(short(said)).toEqual([expected]);
    expect(said.paths.map(({ verdict }) => verdict)).toEqual(["PROVEN"]);
  });

  test("the address of a database of RDS", () => {
    const said = judgedChain(ip("10.2.0.10"), withoutPrivateDns);
    expect(short(said)).toContain(`LAT-15 warning ${CONFIGURATION}`);
  });

  test("private DNS of a resource by host name without a domain of its own", () => {
    expect(short(judgedChain(dns(`\${${DATABASE}.address}`)))).toEqual([`LAT-09 warning ${ENDPOINT}`]);
  });
});

describe("what is not known is not called wrong", () => {
  test.each<[string, Change]>([
    ["the type", set(CONFIGURATION, { type: "${var.given}" })],
    ["the ARN", arn("${var.given}")],
    ["the host name", all(dns("${var.given}"), withoutPrivateDns)],
    [
      "a host name cut from host:port",
      all(dns(`\${split(":", ${DATABASE}.endpoint)[0]}`), withoutPrivateDns),
    ],
    ["the address", all(ip("${var.given}"), withoutPrivateDns)],
    [
      "the ports",
      all(
        dns(`\${${DATABASE}.address}`),
        withoutPrivateDns,
        set(CONFIGURATION, { port_ranges: "${var.given}" }),
      ),
    ],
    ["the name", set(GATEWAY, { name: "${var.given}" })],
    ["the type of the endpoint", set(ENDPOINT, { vpc_endpoint_type: "${var.given}" })],
    ["the subnets", set(ENDPOINT, { subnet_ids: "${var.given}" })],
    ["the zones", set("aws_subnet.data_b", { availability_zone_id: "${var.given}" })],
    ["the groups", set(GATEWAY, { security_group_ids: "${var.given}" })],
    ["private DNS", set(ENDPOINT, { private_dns_enabled: "${var.given}" })],
    [
      "the addresses for each interface",
      all(
        set(GATEWAY, { ipv4_addresses_per_eni: "${var.given}" }),
        set("aws_subnet.data_a", { cidr_block: "10.2.0.0/28" }),
      ),
    ],
  ])("%s", (_, change) => {
    const said = judgedChain(change);
    expect(short(said).filter((one) => one.includes("BROKEN"))).toEqual([]);
    expect(said.paths.map(({ verdict }) => verdict)).not.toContain("BROKEN");
  });

  test("whether an instance that is publicly accessible is refused, as a cluster is", () => {
    expect(short(judgedChain(set(DATABASE, { publicly_accessible: true })))).toEqual([
      `LAT-13 UNKNOWN ${DATABASE}`,
    ]);
    const cluster = all(
      add("aws_rds_cluster.orders", {
        engine: "aurora-postgresql",
        vpc_security_group_ids: ["${aws_security_group.database.id}"],
        db_subnet_group_name: "${aws_db_subnet_group.orders.name}",
      }),
      add("aws_rds_cluster_instance.orders", {
        cluster_identifier: "${aws_rds_cluster.orders.id}",
        publicly_accessible: true,
      }),
      arn("${aws_rds_cluster.orders.arn}"),
    );
    expect(short(judgedChain(cluster))).toEqual(["LAT-13 BROKEN aws_rds_cluster_instance.orders"]);
  });
});

test("what exists holds what AWS made of it, and that is no fault", () => {
  const said = judgedChain(
    set(CONFIGURATION, { id: "rcfg-0123456789abcdef0", port_ranges: ["5432"], protocol: "TCP" }),
    set(ENDPOINT, { id: "vpce-0123456789abcdef0", policy: "{}", service_region: "eu-central-1" }),
  );
  expect(said.findings).toEqual([]);
});

describe("LAT-17: groups and their children", () => {
  const CHILD = "aws_vpclattice_resource_configuration.child";
  const group = all(
    set(CONFIGURATION, { type: "GROUP", protocol: "TCP", resource_configuration_definition: undefined }),
    withoutPrivateDns,
    add(CHILD, {
      name: "child",
      type: "CHILD",
      port_ranges: ["5432"],
      resource_configuration_group_id: `\${${CONFIGURATION}.id}`,
      resource_configuration_definition: [
        { dns_resource: [{ domain_name: `\${${DATABASE}.address}`, ip_address_type: "IPV4" }] },
      ],
    }),
  );

  test("that fit are proven", () => {
    const said = judgedChain(group);
    expect(said.findings).toEqual([]);
    expect(said.paths.map(({ verdict }) => verdict)).toEqual(["PROVEN"]);
  });

  test.each<[string, Change, string[]]>([
    ["a child whose type is left out", set(CHILD, { type: undefined }), [`LAT-17 BROKEN ${CHILD}`]],
    [
      "a child with a gateway of its own",
      set(CHILD, { resource_gateway_identifier: `\${${GATEWAY}.id}` }),
      [`LAT-17 BROKEN ${CHILD}`],
    ],
    [
      "a child with the group's flag",
      set(CHILD, { allow_association_to_shareable_service_network: true }),
      [`LAT-17 warning ${CHILD}`],
    ],
    [
      "a domain name at the group",
      set(CONFIGURATION, { custom_domain_name: "x.example.com" }),
      [`LAT-17 BROKEN ${CONFIGURATION}`],
    ],
    [
      "an endpoint of the child",
      set(ENDPOINT, { resource_configuration_arn: `\${${CHILD}.arn}` }),
      [`LAT-35 BROKEN ${ENDPOINT}`],
    ],
  ])("%s", (_, change, expected) => {
    const said = short(judgedChain(group, change));
    for (const one of expected) expect(said).toContain(one);
  });

  test("61 children are one too many", () => {
    const many = (configuration: Configuration) => {
      for (let number = 1; number <= 60; number += 1) {
        const child = configuration.resource.aws_vpclattice_resource_configuration?.child;
        add(`aws_vpclattice_resource_configuration.more_${number}`, { ...child, name: `more-${number}` })(
          configuration,
        );
      }
    };
    expect(short(judgedChain(group, many))).toEqual([`LAT-17 BROKEN ${CONFIGURATION}`]);
  });
});

test("LAT-18: the second of two with one name is warned of, unless it is of another kind", () => {
  const second = (configuration: Configuration) =>
    add("aws_vpclattice_resource_gateway.second", {
      ...configuration.resource.aws_vpclattice_resource_gateway?.orders,
    })(configuration);
  expect(short(judgedChain(second))).toEqual(["LAT-18 warning aws_vpclattice_resource_gateway.second"]);
});
