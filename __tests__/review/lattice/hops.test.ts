import { add, all, type Configuration, judgedChain, set, short } from "./chain";

const ENDPOINT = "aws_vpc_endpoint.orders";
const CONFIGURATION = "aws_vpclattice_resource_configuration.orders";
const GATEWAY = "aws_vpclattice_resource_gateway.orders";
const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";
type Change = (configuration: Configuration) => void;

const byName = (...ports: string[]) =>
  set(CONFIGURATION, {
    type: "SINGLE",
    protocol: "TCP",
    port_ranges: ports,
    resource_configuration_definition: [
      { dns_resource: [{ domain_name: "${aws_db_instance.orders.address}", ip_address_type: "IPV4" }] },
    ],
  });
const privateDns = (value: unknown) => set(ENDPOINT, { private_dns_enabled: value });
const associations = ({ data }: Configuration) => {
  data.aws_vpc_endpoint_associations = { orders: { vpc_endpoint_id: `\${${ENDPOINT}.id}` } };
};

describe("LAT-04: the database admits the client, which it never sees", () => {
  const group = (name: string) => ({ referenced_security_group_id: `\${aws_security_group.${name}.id}` });

  test("is told once, in words of its own, at the database's group", () => {
    const { findings, paths } = judgedChain(set(`${INGRESS}.database`, group("app")));
    expect(paths).toHaveLength(1);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      rule: "LAT-04",
      verdict: "BROKEN",
      awsCode: "SG_REFERENCES_NOT_PRESERVED",
      address: "aws_security_group.database",
      found: expect.stringContaining(`${INGRESS}.database admits tcp/5432 from aws_security_group.app`),
      why: expect.stringMatching(/PrivateLink.*not carry the client's security group/),
      fix: expect.stringContaining("referenced_security_group_id = aws_security_group.gateway.id"),
    });
  });

  test("says nothing where the database admits the gateway too", () => {
    const both = add(`${INGRESS}.both`, {
      security_group_id: "${aws_security_group.database.id}",
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
      ...group("app"),
    });
    expect(judgedChain(both).findings).toEqual([]);
  });

  test("leaves another group to SG-01", () => {
    expect(short(judgedChain(set(`${INGRESS}.database`, group("endpoint"))))).toContain(
      "SG-01 BROKEN aws_security_group.database",
    );
  });
});

describe("security groups along the chain", () => {
  test.each<[string, Change, string[]]>([
    [
      "no egress of the gateway",
      add(`${EGRESS}.gateway`, undefined),
      ["SG-01 BROKEN aws_security_group.gateway"],
    ],
    ["no egress of the client", add(`${EGRESS}.app`, undefined), ["SG-01 BROKEN aws_security_group.app"]],
    [
      "no ingress of the endpoint",
      add(`${INGRESS}.endpoint`, undefined),
      ["SG-01 BROKEN aws_security_group.endpoint"],
    ],
    [
      "a database on another port",
      set("aws_db_instance.orders", { engine: "mysql" }),
      ["app", "endpoint", "gateway", "database"].map((name) => `SG-01 BROKEN aws_security_group.${name}`),
    ],
  ])("%s", (_, change, expected) => {
    expect(short(judgedChain(change))).toEqual(expected);
  });

  test("a gateway whose group is not given is unknown, not broken", () => {
    const said = judgedChain(set(GATEWAY, { security_group_ids: undefined }));
    expect(said.paths.map(({ verdict }) => verdict)).toEqual(["UNKNOWN"]);
    expect(short(said)).toContain(`LAT-02 warning ${GATEWAY}`);
  });
});

describe("LAT-06: a zone in common", () => {
  const zones = (endpoint: string, gateway: string, attribute = "availability_zone_id") =>
    all(
      ...["aws_subnet.app_a", "aws_subnet.data_a"].map((address) =>
        set(address, { availability_zone_id: undefined }),
      ),
      set("aws_subnet.app_a", { [attribute]: endpoint }),
      set("aws_subnet.data_a", { [attribute]: gateway }),
      set(ENDPOINT, { subnet_ids: ["${aws_subnet.app_a.id}"] }),
      set(GATEWAY, { subnet_ids: ["${aws_subnet.data_a.id}"] }),
    );
  const all_zones = ({ data }: Configuration) => {
    data.aws_availability_zones = { all: {} };
  };
  const overlap = (...changes: Change[]) =>
    judgedChain(...changes).paths[0]?.hops.find(({ title }) => title === "Availability Zones")?.verdict;

  test.each<[string, string, string, string, string | undefined]>([
    ["one id", "euc1-az1", "euc1-az1", "availability_zone_id", "PROVEN"],
    ["two ids", "euc1-az1", "euc1-az3", "availability_zone_id", "BROKEN"],
    ["one name", "eu-central-1a", "eu-central-1a", "availability_zone", "PROVEN"],
    ["two names", "eu-central-1a", "eu-central-1b", "availability_zone", "BROKEN"],
    [
      "one place in a list",
      "${data.aws_availability_zones.all.names[0]}",
      "${data.aws_availability_zones.all.names[0]}",
      "availability_zone",
      "PROVEN",
    ],
    [
      "two places in a list",
      "${data.aws_availability_zones.all.names[0]}",
      "${data.aws_availability_zones.all.names[1]}",
      "availability_zone",
      "BROKEN",
    ],
    ["not known", "${var.given}", "euc1-az1", "availability_zone_id", "UNKNOWN"],
  ])("%s", (_, endpoint, gateway, attribute, expected) => {
    expect(overlap(all_zones, zones(endpoint, gateway, attribute))).toBe(expected);
  });

  test("names are not compared between accounts", () => {
    const shared = add("aws_ram_resource_association.orders", {
      resource_arn: `\${${CONFIGURATION}.arn}`,
      resource_share_arn: "arn:aws:ram:eu-central-1:111122223333:resource-share/x",
    });
    expect(overlap(shared, zones("eu-central-1a", "eu-central-1b", "availability_zone"))).toBe("UNKNOWN");
    expect(overlap(shared, zones("euc1-az1", "euc1-az3"))).toBe("BROKEN");
  });

  test("says nothing of two unknown zones on either side", () => {
    const unknown = ["app_a", "app_b", "data_a", "data_b"].map((name) =>
      set(`aws_subnet.${name}`, { availability_zone_id: undefined }),
    );
    expect(overlap(...unknown)).toBeUndefined();
  });

  test("warns of a zone of the endpoint in which the gateway is not", () => {
    const third = all(
      add("aws_subnet.app_c", {
        vpc_id: "${aws_vpc.app.id}",
        cidr_block: "10.1.2.0/24",
        availability_zone_id: "euc1-az4",
      }),
      set(ENDPOINT, { subnet_ids: ["a", "b", "c"].map((zone) => `\${aws_subnet.app_${zone}.id}`) }),
    );
    const said = judgedChain(third);
    expect(short(said)).toEqual([`LAT-06 warning ${ENDPOINT}`]);
    expect(said.paths[0]?.verdict).toBe("PROVEN");
  });
});

describe("LAT-09: the name of the database leads to the endpoint", () => {
  const route53 = add("aws_route53_record.orders", {
    zone_id: "Z0123",
    name: "orders.internal",
    type: "CNAME",
    records: ["${data.aws_vpc_endpoint_associations.orders.associations[0].dns_entry[0].dns_name}"],
  });
  const lambda = (name: string) =>
    add("aws_lambda_function.report", {
      environment: [
        {
          variables: {
            HOST: `\${data.aws_vpc_endpoint_associations.orders.associations[0].${name}[0].dns_name}`,
          },
        },
      ],
    });

  test.each<[string, Change, string[]]>([
    ["off, and nobody has the endpoint's name", privateDns(undefined), [`LAT-09 BROKEN ${ENDPOINT}`]],
    ["false", privateDns(false), [`LAT-09 BROKEN ${ENDPOINT}`]],
    ["not known", privateDns("${var.given}"), [`LAT-09 UNKNOWN ${ENDPOINT}`]],
    [
      "off, and the names are read for an output",
      all(privateDns(false), associations),
      [`LAT-09 UNKNOWN ${ENDPOINT}`],
    ],
    [
      "off, and a record has the endpoint's name",
      all(privateDns(false), associations, route53),
      [`LAT-09 warning ${ENDPOINT}`],
    ],
    [
      "off, and a function has the endpoint's name",
      all(privateDns(false), associations, lambda("dns_entry")),
      [`LAT-09 warning ${ENDPOINT}`],
    ],
    [
      "off, and a function has the private name",
      all(privateDns(false), associations, lambda("private_dns_entry")),
      [`LAT-09 UNKNOWN ${ENDPOINT}`],
    ],
    [
      "on, in a VPC without host names",
      set("aws_vpc.app", { enable_dns_hostnames: undefined }),
      ["DNS-01 BROKEN aws_vpc.app"],
    ],
    ["off, for a resource by host name", all(byName("5432"), privateDns(undefined)), []],
    [
      "on, for a resource with a domain name of its own",
      all(byName("5432"), set(CONFIGURATION, { custom_domain_name: "orders.example.com" })),
      [],
    ],
  ])("%s", (_, change, expected) => {
    expect(short(judgedChain(change))).toEqual(expected);
  });
});

describe("LAT-10 and LAT-11: gateway and endpoint are in the right VPCs", () => {
  const inApp = { vpc_id: "${aws_vpc.app.id}" };

  test("a gateway in the clients' VPC", () => {
    const moved = all(
      set(GATEWAY, { ...inApp, subnet_ids: ["${aws_subnet.app_a.id}", "${aws_subnet.app_b.id}"] }),
      set("aws_security_group.gateway", inApp),
    );
    const said = short(judgedChain(moved));
    expect(said).toContain(`LAT-10 BROKEN ${GATEWAY}`);
    expect(said).toContain(`LAT-11 warning ${ENDPOINT}`);
  });

  test("nothing is said of a VPC that is not known", () => {
    const given = set("aws_vpclattice_resource_gateway.orders", { vpc_id: "${var.given}" });
    expect(short(judgedChain(given))).toEqual([]);
  });
});

describe("LAT-12: the ports contain that of the database", () => {
  test.each<[string[], string[]]>([
    [["5432"], []],
    [["80", "5000-6000"], []],
    [["3306"], [`LAT-12 BROKEN ${CONFIGURATION}`]],
    [["5433-5500"], [`LAT-12 BROKEN ${CONFIGURATION}`]],
    [["${var.given}"], [`LAT-12 UNKNOWN ${CONFIGURATION}`]],
    [["5432", "${var.given}"], []],
    [["${aws_db_instance.orders.port}"], []],
  ])("%j", (ports, expected) => {
    expect(short(judgedChain(byName(...ports), privateDns(undefined)))).toEqual(expected);
  });
});
