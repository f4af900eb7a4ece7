import fc from "fast-check";
import { Unknown } from "../../../review/graph/value";
import { type Block, readBlock } from "../../../review/network/addresses";
import { admits } from "../../../review/network/admission";
import { type Peer, peerAt, peerOf } from "../../../review/network/peer";
import { rulesOf } from "../../../review/network/security-group-rules";
import { egressAdmits } from "../../../review/rules/network/egress-admits";
import { groupReferenceUsable } from "../../../review/rules/network/group-reference-usable";
import { ingressAdmits } from "../../../review/rules/network/ingress-admits";
import {
  and,
  ask,
  at,
  CLIENT_AND_DATABASE,
  connectionOf,
  graphOf,
  group,
  objections,
  type Resources,
  rule,
  toGroup,
  verdictOf,
} from "./terraform";

const base = CLIENT_AND_DATABASE;
const egress = (more: Resources, data?: Resources, port: number | undefined = 5432) => {
  const graph = graphOf(and(base, more), data);
  return ask(egressAdmits, connectionOf(graph, "aws_instance.app", "aws_db_instance.db", { port }), graph);
};
const ingress = (more: Resources, data?: Resources) => {
  const graph = graphOf(and(base, more), data);
  return ask(ingressAdmits, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph);
};
const out = (more: object) => ({ aws_vpc_security_group_egress_rule: { x: rule("app", more as never) } });
const into = (more: object) => ({ aws_vpc_security_group_ingress_rule: { x: rule("db", more as never) } });
const inline = (direction: "ingress" | "egress", ...blocks: object[]) => ({
  aws_security_group: { [direction === "egress" ? "app" : "db"]: group({ [direction]: blocks as never }) },
});

describe("SG-01 egress", () => {
  test.each<[string, Resources]>([
    ["a rule that names the group", out(toGroup("db"))],
    [
      "a rule for all protocols",
      out({ ...toGroup("db"), ip_protocol: "-1", from_port: null, to_port: null }),
    ],
    ["a range of ports in text", out({ ...toGroup("db"), from_port: "5000", to_port: "6000" })],
    ["a protocol by number", out({ ...toGroup("db"), ip_protocol: "6" })],
    ["the block of the VPC", out({ cidr_ipv4: "10.0.0.0/16" })],
    ["the block of the VPC, by reference", out({ cidr_ipv4: "${aws_vpc.main.cidr_block}" })],
    ["all addresses", out({ cidr_ipv4: "0.0.0.0/0" })],
    [
      "the blocks of both subnets in two rules",
      {
        aws_vpc_security_group_egress_rule: {
          x: rule("app", { cidr_ipv4: "10.0.1.0/24" }),
          y: rule("app", { cidr_ipv4: "10.0.2.0/24" }),
        },
      },
    ],
    [
      "an inline rule with a group",
      inline("egress", {
        from_port: 5432,
        to_port: 5432,
        protocol: "tcp",
        security_groups: ["${aws_security_group.db.id}"],
        cidr_blocks: null,
        self: null,
      }),
    ],
    [
      "an inline rule for everything",
      inline("egress", { from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }),
    ],
    [
      "an older rule of its own",
      {
        aws_security_group_rule: {
          x: {
            type: "egress",
            security_group_id: "${aws_security_group.app.id}",
            protocol: "tcp",
            from_port: 5432,
            to_port: 5432,
            source_security_group_id: "${aws_security_group.db.id}",
          },
        },
      },
    ],
    [
      "a prefix list of one's own",
      {
        ...out({ prefix_list_id: "${aws_ec2_managed_prefix_list.l.id}" }),
        aws_ec2_managed_prefix_list: { l: { entry: [{ cidr: "10.0.0.0/22" }] } },
      },
    ],
    [
      "a prefix list with entries of their own",
      {
        ...out({ prefix_list_id: "${aws_ec2_managed_prefix_list.l.id}" }),
        aws_ec2_managed_prefix_list: { l: { entry: [{ cidr: "10.0.1.0/24" }] } },
        aws_ec2_managed_prefix_list_entry: {
          e: { prefix_list_id: "${aws_ec2_managed_prefix_list.l.id}", cidr: "10.0.2.0/24" },
        },
      },
    ],
  ])("%s is proven", (_, more) => {
    expect(verdictOf(egress(more))).toBe("PROVEN");
  });

  test.each<[string, Resources, string]>([
    ["no rule at all", {}, "aws_security_group.app has no egress rule at all"],
    ["no inline rule", inline("egress"), "aws_security_group.app has no egress rule at all"],
    ["another group", out(toGroup("app")), "differs in: destination"],
    ["another port", out({ ...toGroup("db"), from_port: 5433, to_port: 5433 }), "differs in: port"],
    ["another protocol", out({ ...toGroup("db"), ip_protocol: "udp" }), "differs in: protocol"],
    ["other addresses", out({ cidr_ipv4: "10.1.0.0/16" }), "differs in: destination"],
    ["the other version of addresses", out({ cidr_ipv6: "::/0" }), "differs in: destination"],
    [
      "a service's prefix list",
      {
        ...out({ prefix_list_id: "${aws_vpc_endpoint.s3.prefix_list_id}" }),
        aws_vpc_endpoint: { s3: { service_name: "com.amazonaws.eu-central-1.s3" } },
      },
      "differs in: destination",
    ],
    [
      "a rule of the wrong direction",
      { aws_vpc_security_group_ingress_rule: { x: rule("app", toGroup("db")) } },
      "no egress rule at all",
    ],
  ])("%s is broken", (_, more, words) => {
    const [objection] = objections(egress(more));
    expect(objection).toMatchObject({ verdict: "BROKEN", at: { address: "aws_security_group.app" } });
    expect(objection?.found).toContain(words);
    expect(objection?.needed).toBe(
      "an egress rule of aws_security_group.app for tcp/5432 to aws_security_group.db",
    );
  });

  test("the missing rule is given to be copied", () => {
    expect(objections(egress({}))[0]?.fix).toBe(`resource "aws_vpc_security_group_egress_rule" "app_5432" {
  security_group_id = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.db.id
  ip_protocol = "tcp"
  from_port = 5432
  to_port = 5432
}`);
  });

  test("a group with inline rules gets another one of them", () => {
    const [objection] = objections(
      egress(inline("egress", { from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] })),
    );
    expect(objection?.fix).toBe(`Write into aws_security_group.app:
egress {
  security_groups = [aws_security_group.db.id]
  protocol = "tcp"
  from_port = 5432
  to_port = 5432
}`);
  });

  test("between two near rules, the one with the right end is told", () => {
    const more = {
      aws_vpc_security_group_egress_rule: {
        a: rule("app", toGroup("app")),
        b: rule("app", { ...toGroup("db"), from_port: 3306, to_port: 3306 }),
      },
    };
    expect(objections(egress(more))[0]?.found).toContain(
      "tcp/3306 to aws_security_group.db (aws_vpc_security_group_egress_rule.b",
    );
  });

  test.each<[string, Resources, Resources?]>([
    ["a rule whose destination is a variable", out({ cidr_ipv4: "${var.given}" })],
    ["a rule whose port is a variable", out({ ...toGroup("db"), from_port: "${var.given}" })],
    ["a rule whose protocol is a variable", out({ ...toGroup("db"), ip_protocol: "${var.given}" })],
    [
      "a rule whose group is a variable",
      {
        aws_vpc_security_group_egress_rule: {
          x: { ...rule("app", toGroup("db")), security_group_id: "${var.given}" },
        },
      },
    ],
    ["only one of the subnets where the database may stand", out({ cidr_ipv4: "10.0.1.0/24" })],
    ["a part of the subnets", out({ cidr_ipv4: "10.0.1.128/25" })],
    ["a prefix list from elsewhere", out({ prefix_list_id: "pl-0123" })],
    [
      "a group that is looked up",
      {
        aws_instance: {
          app: {
            subnet_id: "${aws_subnet.a.id}",
            vpc_security_group_ids: ["${data.aws_security_group.x.id}"],
          },
        },
      },
      { aws_security_group: { x: { name: "x" } } },
    ],
    [
      "a group from elsewhere",
      { aws_instance: { app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["sg-0123"] } } },
    ],
    [
      "a group from a variable",
      {
        aws_instance: { app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["${var.given}"] } },
      },
    ],
    ["inline rules from a variable", { aws_security_group: { app: group({ egress: "${var.given}" }) } }],
    [
      "a launch template",
      { aws_instance: { app: { subnet_id: "${aws_subnet.a.id}", launch_template: [{ id: "lt-1" }] } } },
    ],
  ])("%s is not to be told", (_, more, data = {}) => {
    expect(verdictOf(egress(more, data))).toBe("UNKNOWN");
  });

  test("what is known is enough, whatever else is not", () => {
    expect(
      verdictOf(
        egress({
          ...out(toGroup("db")),
          ...{ aws_security_group_rule: { y: { type: "egress", security_group_id: "${var.given}" } } },
        }),
      ),
    ).toBe("PROVEN");
    const looked = and(base, {
      aws_vpc_security_group_egress_rule: {
        x: { ...rule("app", toGroup("db")), security_group_id: "${data.aws_security_group.x.id}" },
      },
    });
    const graph = graphOf(
      and(looked, {
        aws_instance: {
          app: {
            subnet_id: "${aws_subnet.a.id}",
            vpc_security_group_ids: ["${data.aws_security_group.x.id}"],
          },
        },
      }),
      { aws_security_group: { x: { name: "x" } } },
    );
    expect(
      verdictOf(ask(egressAdmits, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph)),
    ).toBe("PROVEN");
  });

  test("a rule of the other direction that cannot be told does not matter", () => {
    expect(
      verdictOf(
        egress({ aws_security_group_rule: { y: { type: "ingress", security_group_id: "${var.given}" } } }),
      ),
    ).toBe("BROKEN");
  });

  test("a port that is not known fits only where all do", () => {
    const all = out({ ...toGroup("db"), from_port: 0, to_port: 65535 });
    const graph = graphOf(and(base, all));
    const one = graphOf(and(base, out(toGroup("db"))));
    const verdict = (of: typeof graph) =>
      verdictOf(
        ask(
          egressAdmits,
          connectionOf(of, "aws_instance.app", "aws_db_instance.db", { port: undefined }),
          of,
        ),
      );
    expect(verdict(graph)).toBe("PROVEN");
    expect(verdict(one)).toBe("UNKNOWN");
  });
});

describe("SG-01 ingress", () => {
  test("the client's group or its subnet is proven", () => {
    expect(verdictOf(ingress(into(toGroup("app"))))).toBe("PROVEN");
    expect(verdictOf(ingress(into({ cidr_ipv4: "10.0.1.0/24" })))).toBe("PROVEN");
    expect(ingress(into(toGroup("app")))[0]).toMatchObject({
      evidence: "aws_vpc_security_group_ingress_rule.x admits tcp/5432 from aws_security_group.app",
    });
  });

  test("the other subnet alone is broken", () => {
    expect(verdictOf(ingress(into({ cidr_ipv4: "10.0.2.0/24" })))).toBe("BROKEN");
  });

  test("of a client in several subnets all have to be admitted", () => {
    const service = {
      aws_ecs_service: {
        s: {
          network_configuration: [
            {
              subnets: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
              security_groups: ["${aws_security_group.app.id}"],
            },
          ],
        },
      },
    };
    const graph = graphOf(and(and(base, service), into({ cidr_ipv4: "10.0.2.0/24" })));
    const [objection] = objections(
      ask(ingressAdmits, connectionOf(graph, "aws_ecs_service.s", "aws_db_instance.db"), graph),
    );
    expect(objection).toMatchObject({ verdict: "BROKEN" });
    expect(objection?.found).toContain("not from aws_subnet.a");
  });

  test("self admits whoever has the same group", () => {
    const shared = {
      aws_instance: {
        app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["${aws_security_group.db.id}"] },
      },
    };
    expect(
      verdictOf(
        ingress({
          ...shared,
          ...inline("ingress", { from_port: 5432, to_port: 5432, protocol: "tcp", self: true }),
        }),
      ),
    ).toBe("PROVEN");
    expect(
      verdictOf(ingress(inline("ingress", { from_port: 5432, to_port: 5432, protocol: "tcp", self: true }))),
    ).toBe("BROKEN");
  });

  test("one of several groups is enough, on either side", () => {
    const second = {
      aws_security_group: { other: group() },
      aws_instance: {
        app: {
          subnet_id: "${aws_subnet.a.id}",
          vpc_security_group_ids: ["${aws_security_group.app.id}", "${aws_security_group.other.id}"],
        },
      },
    };
    expect(verdictOf(ingress({ ...second, ...into(toGroup("other")) }))).toBe("PROVEN");
    expect(verdictOf(ingress({ ...second, ...into({ referenced_security_group_id: "sg-0123" }) }))).toBe(
      "BROKEN",
    );
  });

  test("a group that is attached apart counts", () => {
    const attached = {
      aws_security_group: { other: group() },
      aws_network_interface_sg_attachment: {
        x: {
          security_group_id: "${aws_security_group.other.id}",
          network_interface_id: "${aws_instance.app.primary_network_interface_id}",
        },
      },
    };
    expect(verdictOf(ingress({ ...attached, ...into(toGroup("other")) }))).toBe("PROVEN");
  });
});

describe("the default security group", () => {
  const withDefault = { aws_instance: { app: { subnet_id: "${aws_subnet.a.id}" } } };

  test("lets everything out where nobody has configured it", () => {
    expect(egress(withDefault)[0]).toMatchObject({
      verdict: "PROVEN",
      evidence: expect.stringContaining("the default security group of aws_vpc.main"),
    });
  });

  test("lets nothing out where it is configured without rules", () => {
    const graph = graphOf(
      and(and(base, withDefault), { aws_default_security_group: { d: { vpc_id: "${aws_vpc.main.id}" } } }),
    );
    const said = ask(egressAdmits, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph);
    expect(objections(said)[0]).toMatchObject({
      verdict: "BROKEN",
      at: { address: "aws_default_security_group.d" },
    });
  });

  test("can be named by its VPC", () => {
    expect(
      verdictOf(
        ingress({
          ...withDefault,
          ...into({ referenced_security_group_id: "${aws_vpc.main.default_security_group_id}" }),
        }),
      ),
    ).toBe("PROVEN");
  });

  test("of a VPC that exists elsewhere is not known", () => {
    const elsewhere = { aws_subnet: { a: { vpc_id: "vpc-1", cidr_block: "10.0.1.0/24" } } };
    expect(verdictOf(egress({ ...withDefault, ...elsewhere }))).toBe("UNKNOWN");
  });
});

describe("SG-02", () => {
  const both = { ...out(toGroup("db")), ...into(toGroup("app")) };
  const references = (more: Resources, identity: "groups" | "addresses" = "groups") => {
    const graph = graphOf(and(base, more));
    const connection = connectionOf(graph, "aws_instance.app", "aws_db_instance.db", { identity });
    return {
      sg01: [...ask(egressAdmits, connection, graph), ...ask(ingressAdmits, connection, graph)],
      sg02: ask(groupReferenceUsable, connection, graph),
    };
  };

  test("groups of one VPC see each other", () => {
    expect(verdictOf(references(both).sg02)).toBe("PROVEN");
  });

  test("behind PrivateLink a rule with the client's group is broken, and only SG-02 says so", () => {
    const { sg01, sg02 } = references(both, "addresses");
    expect(sg01).toEqual([]);
    expect(verdictOf(sg02)).toBe("BROKEN");
    expect(objections(sg02)[1]?.needed).toContain("10.0.1.0/24 (aws_instance.app)");
  });

  test("the rule that is wanted names all blocks of the other end", () => {
    const fixes = (more: Resources) =>
      objections(references({ ...both, ...more }, "addresses").sg02).map(({ fix }) => fix);
    expect(fixes({})[0]).toContain(
      'for_each = toset(["10.0.1.0/24", "10.0.2.0/24"])\n  security_group_id = aws_security_group.app.id\n  cidr_ipv4 = each.value',
    );
    const native = { vpc_id: "${aws_vpc.main.id}", ipv6_native: true, ipv6_cidr_block: "2001:db8::/64" };
    expect(fixes({ aws_subnet: { a: native } })[1]).toContain('cidr_ipv6 = "2001:db8::/64"');
    const later = { vpc_id: "${aws_vpc.main.id}", cidr_block: "${aws_vpc_ipam_pool_cidr.x.cidr}" };
    expect(
      fixes({ aws_subnet: { a: later }, aws_vpc: { main: { ipv4_ipam_pool_id: "ipam-pool-1" } } })[1],
    ).toContain("cidr_ipv4 = aws_subnet.a.cidr_block");
  });

  test("an inline rule for the own group does not refer to the group that it stands in", () => {
    const shared = { vpc_security_group_ids: ["${aws_security_group.db.id}"] };
    const inline = { from_port: 443, to_port: 443, protocol: "tcp", cidr_blocks: ["10.0.0.0/16"] };
    const graph = graphOf(
      and(base, {
        aws_instance: { app: { subnet_id: "${aws_subnet.a.id}", ...shared } },
        aws_security_group: { db: group({ ingress: [inline] }) },
      }),
    );
    const connection = connectionOf(graph, "aws_instance.app", "aws_db_instance.db");
    expect(objections(ask(ingressAdmits, connection, graph))[0]?.fix).toContain("self = true");
  });

  test("a rule with addresses beside it is enough", () => {
    const { sg01, sg02 } = references(
      {
        ...both,
        aws_vpc_security_group_ingress_rule: {
          x: rule("db", toGroup("app")),
          y: rule("db", { cidr_ipv4: "10.0.0.0/16" }),
        },
      },
      "addresses",
    );
    expect(verdictOf(sg02.slice(1))).toBeUndefined();
    expect(sg01).toMatchObject([{ verdict: "PROVEN" }]);
  });

  test("a group of another VPC is seen over a peering; of one that nothing connects, RT-01 says it", () => {
    const apart = {
      aws_vpc: { other: { cidr_block: "10.9.0.0/16" } },
      aws_subnet: { c: { vpc_id: "${aws_vpc.other.id}", cidr_block: "10.9.1.0/24" } },
      aws_instance: {
        app: { subnet_id: "${aws_subnet.c.id}", vpc_security_group_ids: ["${aws_security_group.app.id}"] },
      },
    };
    expect(references({ ...both, ...apart }).sg02).toEqual([]);
    const peering = {
      aws_vpc_peering_connection: {
        p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${aws_vpc.main.id}", auto_accept: true },
      },
    };
    expect(verdictOf(references({ ...both, ...apart, ...peering }).sg02)).toBe("PROVEN");
    const far = {
      aws_vpc_peering_connection: {
        p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${aws_vpc.main.id}", peer_region: "us-east-1" },
      },
    };
    expect(verdictOf(references({ ...both, ...apart, ...far }).sg02)).toBe("BROKEN");
  });
});

describe("rules in any number and order", () => {
  const anyRule = fc.record({
    ip_protocol: fc.constantFrom("tcp", "udp", "-1", "${var.given}"),
    from_port: fc.constantFrom<number | string>(0, 443, 5432, "${var.given}"),
    to_port: fc.constantFrom<number>(443, 5432, 65535),
    end: fc.constantFrom<Record<string, string>>(
      { cidr_ipv4: "10.0.1.0/24" },
      { cidr_ipv4: "10.0.2.0/25" },
      { cidr_ipv4: "10.0.2.128/25" },
      { cidr_ipv4: "10.3.0.0/16" },
      { cidr_ipv4: "${var.given}" },
      { cidr_ipv6: "::/0" },
      { referenced_security_group_id: "${aws_security_group.app.id}" },
      { referenced_security_group_id: "${aws_security_group.db.id}" },
      { referenced_security_group_id: "sg-0123" },
    ),
  });
  type Any = {
    ip_protocol: string;
    from_port: number | string;
    to_port: number;
    end: Record<string, string>;
  };
  const toRules = (rules: readonly Any[]) =>
    Object.fromEntries(
      rules.map(({ end, ...service }, index) => [`r${index}`, rule("db", { ...service, ...end })]),
    );
  const admission = (rules: readonly Any[]) => {
    const graph = graphOf(and(base, { aws_vpc_security_group_ingress_rule: toRules(rules) }));
    const peer = peerOf(graph, at(graph, "aws_instance.app"));
    if (!peer) throw new Error("no peer");
    const set = rulesOf(graph, at(graph, "aws_security_group.db"), "ingress");
    return admits(graph, set, { protocol: "tcp", port: 5432, peer, seenBy: "groups" }).admitted;
  };
  const known = (answer: unknown) => (typeof answer === "boolean" ? answer : "unknown");

  test("one that admits is never outdone by another", () => {
    const admitting = rule("db", toGroup("app"));
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 5 }), (rules) => {
        const graph = graphOf(
          and(base, { aws_vpc_security_group_ingress_rule: { ...toRules(rules), z: admitting } }),
        );
        expect(
          verdictOf(ask(ingressAdmits, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph)),
        ).toBe("PROVEN");
      }),
      { numRuns: 40 },
    );
  });

  test("what a rule admits, it admits beside any other; and nothing that was admitted or open is denied", () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 4 }), anyRule, (rules, more) => {
        const [before, after] = [known(admission(rules)), known(admission([...rules, more]))];
        if (before === true) expect(after).toBe(true);
        if (before === "unknown") expect(after).not.toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("their order does not matter", () => {
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 5 }), (rules) => {
        expect(known(admission([...rules].reverse()))).toBe(known(admission(rules)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("a rule for a group that is not known", () => {
  const graph = graphOf(and(base, into({ referenced_security_group_id: "${var.given}" })));
  const rules = rulesOf(graph, at(graph, "aws_security_group.db"), "ingress");
  const admitted = (peer: Peer) =>
    admits(graph, rules, { protocol: "tcp", port: 5432, peer, seenBy: "groups" }).admitted;

  test("may be for whoever is in the VPC, of whom the groups are not known", () => {
    const block = readBlock("10.0.0.0/16") as Block;
    expect(admitted(peerAt("aws_vpc.main", [block]))).toBeInstanceOf(Unknown);
  });

  test("may be for a client whose group is known", () => {
    expect(admitted(peerOf(graph, at(graph, "aws_instance.app")) as Peer)).toBeInstanceOf(Unknown);
  });
});
