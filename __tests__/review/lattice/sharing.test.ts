import { add, all, type Configuration, chain, graphOf, judged, judgedChain, set, short } from "./chain";

const CONFIGURATION = "aws_vpclattice_resource_configuration.orders";
type Change = (configuration: Configuration) => void;

/** The provider's half alone, shared with an account. */
const provider = all(
  add("aws_vpc_endpoint.orders", undefined),
  add("aws_ram_resource_share.orders", { name: "orders", allow_external_principals: true }),
  add("aws_ram_resource_association.orders", {
    resource_arn: `\${${CONFIGURATION}.arn}`,
    resource_share_arn: "${aws_ram_resource_share.orders.arn}",
  }),
  add("aws_ram_principal_association.orders", {
    principal: "444455556666",
    resource_share_arn: "${aws_ram_resource_share.orders.arn}",
  }),
);
const ARN = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0";
/** The consumer's half alone. */
const consumer = set("aws_vpc_endpoint.orders", { resource_configuration_arn: ARN });

describe("the provider's half", () => {
  test("is proven from the shared configuration on, and says so", () => {
    const { paths, findings } = judgedChain(provider);
    expect(findings).toEqual([]);
    expect(paths.map(({ id, verdict }) => [id, verdict])).toEqual([
      ["aws_ram_principal_association.orders -> aws_db_instance.orders:5432", "PROVEN"],
    ]);
    expect(paths[0]?.elements[0]).toMatchObject({ kind: "consumers", lane: "account 444455556666" });
    expect(paths[0]?.hops[0]).toMatchObject({
      title: expect.stringContaining("account boundary"),
      evidence: [{ rule: "X-ACC", text: expect.stringContaining("proven up to the account boundary") }],
    });
  });

  test("is broken where the gateway does not reach the database", () => {
    const said = judgedChain(provider, add("aws_vpc_security_group_egress_rule.gateway", undefined));
    expect(said.paths[0]?.verdict).toBe("BROKEN");
  });

  test("gives one path for each consumer", () => {
    const second = add("aws_ram_principal_association.second", {
      principal: "777788889999",
      resource_share_arn: "${aws_ram_resource_share.orders.arn}",
    });
    expect(judgedChain(provider, second).paths.map(({ from }) => from)).toEqual([
      "aws_ram_principal_association.orders",
      "aws_ram_principal_association.second",
    ]);
  });

  test.each<[string, Change, string]>([
    [
      "the gateway",
      set("aws_ram_resource_association.orders", {
        resource_arn: "${aws_vpclattice_resource_gateway.orders.arn}",
      }),
      "LAT-24 BROKEN aws_ram_resource_association.orders",
    ],
    [
      "the database",
      set("aws_ram_resource_association.orders", { resource_arn: "${aws_db_instance.orders.arn}" }),
      "LAT-24 BROKEN aws_ram_resource_association.orders",
    ],
    [
      "an id",
      set("aws_ram_resource_association.orders", { resource_arn: `\${${CONFIGURATION}.id}` }),
      "LAT-24 BROKEN aws_ram_resource_association.orders",
    ],
    [
      "with a role",
      set("aws_ram_principal_association.orders", { principal: "arn:aws:iam::444455556666:role/reader" }),
      "LAT-25 BROKEN aws_ram_principal_association.orders",
    ],
    [
      "with a role that is made here",
      all(
        add("aws_iam_role.reader", { name: "reader" }),
        set("aws_ram_principal_association.orders", { principal: "${aws_iam_role.reader.arn}" }),
      ),
      "LAT-25 BROKEN aws_ram_principal_association.orders",
    ],
    [
      "with nobody",
      add("aws_ram_principal_association.orders", undefined),
      "LAT-25 UNKNOWN aws_ram_resource_share.orders",
    ],
    [
      "with an account that may be outside",
      set("aws_ram_resource_share.orders", { allow_external_principals: undefined }),
      "LAT-25 warning aws_ram_resource_share.orders",
    ],
    [
      "by a permission for subnets",
      set("aws_ram_resource_share.orders", {
        permission_arns: ["arn:aws:ram::aws:permission/AWSRAMDefaultPermissionSubnet"],
      }),
      "LAT-26 BROKEN aws_ram_resource_share.orders",
    ],
  ])("shared wrongly: %s", (_, change, expected) => {
    expect(short(judgedChain(provider, change))).toContain(expected);
  });

  test.each<[string, Change]>([
    [
      "an organizational unit",
      set("aws_ram_principal_association.orders", {
        principal: "arn:aws:organizations::111122223333:ou/o-1/ou-1",
      }),
    ],
    [
      "the default permission",
      set("aws_ram_resource_share.orders", {
        permission_arns: ["arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeResourceConfiguration"],
      }),
    ],
    [
      "a permission of one's own",
      set("aws_ram_resource_share.orders", {
        permission_arns: ["arn:aws:ram:eu-central-1:111122223333:permission/mine"],
      }),
    ],
    ["what is not known", set("aws_ram_principal_association.orders", { principal: "${var.given}" })],
  ])("shared rightly: %s", (_, change) => {
    expect(judgedChain(provider, change).findings).toEqual([]);
  });
});

describe("the consumer's half", () => {
  test("is proven up to the configuration, and says so", () => {
    const { paths, findings } = judgedChain(consumer);
    expect(findings).toEqual([]);
    // The other half is in the same files here, used by nobody.
    expect(paths.map(({ id, verdict }) => [id, verdict])).toContainEqual([
      `aws_security_group.app -> ${ARN}:5432`,
      "PROVEN",
    ]);
    const [boundary] = paths[0]?.hops.filter(({ title }) => title.startsWith("account boundary")) ?? [];
    expect(boundary?.evidence[0]?.text).toContain("the other account's half is not in these files");
  });

  test("a variable without a value stands for the other half too", () => {
    const { paths } = judgedChain(
      set("aws_vpc_endpoint.orders", { resource_configuration_arn: "${var.given}" }),
    );
    expect(paths[0]).toMatchObject({ to: "var.given", port: 5432, verdict: "PROVEN" });
  });

  test("what cannot be resolved for another reason is unknown", () => {
    const value = "${lookup({}, terraform_data.x.output, null)}";
    const said = judgedChain(
      add("terraform_data.x", {}),
      set("aws_vpc_endpoint.orders", { resource_configuration_arn: value }),
    );
    expect(short(said)).toContain("X-ACC UNKNOWN aws_vpc_endpoint.orders");
  });

  test("each side has to be open for the port that the other one is open for", () => {
    const said = judgedChain(
      consumer,
      set("aws_vpc_security_group_egress_rule.app", { from_port: 5433, to_port: 5433 }),
    );
    expect(short(said)).toEqual([
      "SG-01 BROKEN aws_security_group.app",
      "SG-01 BROKEN aws_security_group.endpoint",
    ]);
  });

  test.each([
    ["is told by the rule for one port where a range contains it", 1, 65_535, 5432],
    ["is not told where a range is about others", 3000, 4000, undefined],
  ])("the port %s", (_, from_port, to_port, port) => {
    const { paths } = judgedChain(
      consumer,
      set("aws_vpc_security_group_ingress_rule.endpoint", { from_port, to_port }),
      add("aws_vpc_security_group_egress_rule.range", {
        security_group_id: "${aws_security_group.app.id}",
        referenced_security_group_id: "${aws_security_group.endpoint.id}",
        ip_protocol: "tcp",
        from_port,
        to_port,
      }),
    );
    expect(paths.find(({ to }) => to === ARN)?.port).toBe(port);
  });

  test("private DNS is needed whatever is on the other side", () => {
    const said = judgedChain(consumer, set("aws_vpc_endpoint.orders", { private_dns_enabled: false }));
    expect(short(said)).toEqual(["LAT-09 BROKEN aws_vpc_endpoint.orders"]);
  });
});

test("both halves together make one path", () => {
  const both = all(provider, add("aws_vpc_endpoint.orders", chain().resource.aws_vpc_endpoint?.orders));
  const { paths, findings } = judged(graphOf(chain(both)));
  expect(paths.map(({ id }) => id)).toEqual(["aws_security_group.app -> aws_db_instance.orders:5432"]);
  expect(findings).toEqual([]);
});
