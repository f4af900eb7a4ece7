import fc from "fast-check";
import { Unknown } from "../../../review/graph/value";
import { decide } from "../../../review/network/acl-decision";
import { readBlock } from "../../../review/network/addresses";
import type { AclRule } from "../../../review/network/network-acls";
import type { JsonObject } from "../../../review/read/json";
import { networkAclsAdmit } from "../../../review/rules/network/network-acls-admit";
import {
  and,
  ask,
  CLIENT_AND_DATABASE,
  connectionOf,
  graphOf,
  objections,
  type Resources,
  verdictOf,
} from "./terraform";

const instance = {
  app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["${aws_security_group.app.id}"] },
};
/** The database stands in subnet b alone, so that every network ACL between the two is asked. */
const base = and(CLIENT_AND_DATABASE, {
  aws_instance: instance,
  aws_db_subnet_group: { db: { subnet_ids: ["${aws_subnet.b.id}"] } },
});
const judged = (more: Resources, data?: Resources) => {
  const graph = graphOf(and(base, more), data);
  return ask(networkAclsAdmit, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph);
};
const acl = (more: JsonObject = {}): JsonObject => ({
  vpc_id: "${aws_vpc.main.id}",
  subnet_ids: ["${aws_subnet.b.id}"],
  ...more,
});
const aclRule = (
  rule_no: number,
  action: string,
  from_port: number,
  to_port: number,
  cidr_block = "0.0.0.0/0",
  protocol = "tcp",
): JsonObject => ({ rule_no, action, from_port, to_port, cidr_block, protocol });
const everything = aclRule(100, "allow", 0, 0, "0.0.0.0/0", "-1");

describe("SG-03", () => {
  test("the default network ACL lets everything pass", () => {
    expect(judged({})).toMatchObject([
      {
        verdict: "PROVEN",
        evidence: "the default network ACL of aws_vpc.main lets the connection and its answers pass",
      },
    ]);
  });

  test("one without rules denies everything, in both directions", () => {
    const found = objections(judged({ aws_network_acl: { n: acl() } }));
    expect(found.map(({ verdict }) => verdict)).toEqual(["BROKEN", "BROKEN"]);
    expect(found[0]?.found).toBe(
      "no rule of aws_network_acl.n matches tcp/5432 from 10.0.1.0/24, so it is denied",
    );
    expect(found[1]?.found).toBe(
      "no rule of aws_network_acl.n matches tcp/1024-65535 to 10.0.1.0/24, so it is denied",
    );
    expect(found[0]?.fix).toContain("network_acl_id = aws_network_acl.n.id");
  });

  test.each<[string, string, Resources]>([
    [
      "both directions open",
      "PROVEN",
      { aws_network_acl: { n: acl({ ingress: [everything], egress: [everything] }) } },
    ],
    [
      "what is asked and what is answered",
      "PROVEN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [aclRule(10, "allow", 5432, 5432, "10.0.1.0/24")],
            egress: [aclRule(10, "allow", 1024, 65535, "10.0.0.0/16")],
          }),
        },
      },
    ],
    [
      "no way for answers",
      "BROKEN",
      { aws_network_acl: { n: acl({ ingress: [everything], egress: [aclRule(10, "allow", 443, 443)] }) } },
    ],
    [
      "the ports that systems take",
      "PROVEN",
      {
        aws_network_acl: { n: acl({ ingress: [everything], egress: [aclRule(10, "allow", 32768, 65535)] }) },
      },
    ],
    [
      "a part of the ports that systems take",
      "UNKNOWN",
      {
        aws_network_acl: { n: acl({ ingress: [everything], egress: [aclRule(10, "allow", 49152, 65535)] }) },
      },
    ],
    [
      "a denial before the permission",
      "BROKEN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(90, "deny", 5432, 5432, "10.0.1.0/24")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "a denial behind the permission",
      "PROVEN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(110, "deny", 5432, 5432, "10.0.1.0/24")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "a denial for a part of the subnet",
      "UNKNOWN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(90, "deny", 5432, 5432, "10.0.1.0/28")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "a denial for another protocol",
      "PROVEN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(90, "deny", 0, 65535, "0.0.0.0/0", "udp")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "rules of their own",
      "PROVEN",
      {
        aws_network_acl: { n: acl({ egress: [everything] }) },
        aws_network_acl_rule: {
          i: {
            network_acl_id: "${aws_network_acl.n.id}",
            rule_number: 1,
            rule_action: "allow",
            protocol: "6",
            from_port: 5432,
            to_port: 5432,
            cidr_block: "10.0.1.0/24",
          },
        },
      },
    ],
    [
      "rules of their own with texts for numbers and flags",
      "PROVEN",
      {
        aws_network_acl: { n: acl() },
        aws_network_acl_rule: Object.fromEntries(
          ["true", "false"].map((egress) => [
            `of_${egress}`,
            {
              network_acl_id: "${aws_network_acl.n.id}",
              rule_number: "1",
              egress,
              rule_action: "allow",
              protocol: "-1",
              cidr_block: "0.0.0.0/0",
            },
          ]),
        ),
      },
    ],
    [
      "an association of its own",
      "BROKEN",
      {
        aws_network_acl: { n: { vpc_id: "${aws_vpc.main.id}" } },
        aws_network_acl_association: {
          x: { network_acl_id: "${aws_network_acl.n.id}", subnet_id: "${aws_subnet.a.id}" },
        },
      },
    ],
    [
      "the default one configured without rules",
      "BROKEN",
      {
        aws_default_network_acl: { d: { default_network_acl_id: "${aws_vpc.main.default_network_acl_id}" } },
      },
    ],
    [
      "a denial before the default rule",
      "BROKEN",
      {
        aws_network_acl_rule: {
          d: {
            network_acl_id: "${aws_vpc.main.default_network_acl_id}",
            rule_number: 50,
            rule_action: "deny",
            protocol: "-1",
            cidr_block: "10.0.2.0/24",
            egress: true,
          },
        },
      },
    ],
    [
      "a number that is not known",
      "UNKNOWN",
      {
        aws_network_acl: {
          n: acl({ ingress: [{ ...everything, rule_no: "${var.given}" }], egress: [everything] }),
        },
      },
    ],
    [
      "a denial for addresses that are not known",
      "UNKNOWN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(90, "deny", 5432, 5432, "${var.given}")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "addresses that are not known of a rule for another port",
      "PROVEN",
      {
        aws_network_acl: {
          n: acl({
            ingress: [everything, aclRule(90, "deny", 22, 22, "${var.given}")],
            egress: [everything],
          }),
        },
      },
    ],
    [
      "an association that cannot be told",
      "UNKNOWN",
      { aws_network_acl: { n: acl({ subnet_ids: "${var.given}" }) } },
    ],
    [
      "a network ACL of other subnets",
      "PROVEN",
      {
        aws_subnet: { c: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.3.0/24" } },
        aws_network_acl: { n: acl({ subnet_ids: ["${aws_subnet.c.id}"] }) },
      },
    ],
  ])("%s: %s", (_, verdict, more) => {
    expect(verdictOf(judged(more))).toBe(verdict);
  });

  test("a client somewhere in a VPC of two blocks may stand in that which is let in", () => {
    const graph = graphOf(
      and(base, {
        aws_vpc_ipv4_cidr_block_association: {
          more: { vpc_id: "${aws_vpc.main.id}", cidr_block: "100.64.0.0/16" },
        },
        aws_default_network_acl: {
          d: {
            default_network_acl_id: "${aws_vpc.main.default_network_acl_id}",
            ingress: [aclRule(100, "allow", 0, 65535, "10.0.0.0/16")],
            egress: [everything],
          },
        },
      }),
    );
    const connection = connectionOf(graph, "aws_security_group.app", "aws_db_instance.db");
    expect(objections(ask(networkAclsAdmit, connection, graph))).toMatchObject([
      {
        verdict: "UNKNOWN",
        at: { address: "aws_default_network_acl.d" },
        found: expect.stringContaining("only a part"),
        fix: expect.stringContaining("Write into aws_default_network_acl.d:\ningress {\n  rule_no = 101\n"),
      },
    ]);
  });

  test("the rule that is wanted has a number below that of the rule that denies, which no other has", () => {
    const denied = acl({
      ingress: [everything, aclRule(90, "deny", 5432, 5432), aclRule(89, "allow", 22, 22)],
      egress: [everything],
    });
    expect(objections(judged({ aws_network_acl: { n: denied } }))[0]?.fix).toContain("rule_no = 88");
  });

  test("what is not known of a network ACL is said of the subnet", () => {
    const looked = { aws_instance: { app: { ...instance.app, subnet_id: "subnet-1" } } };
    expect(objections(judged(looked))[0]).toMatchObject({ verdict: "UNKNOWN", at: { id: "subnet-1" } });
  });

  test("addresses that are not known are not said to be all there are", () => {
    const placeless = {
      aws_vpc: { main: { cidr_block: "${var.given}" } },
      aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "${var.given}" } },
      aws_network_acl: { n: acl({ ingress: [aclRule(10, "allow", 5432, 5432, "10.0.0.0/8")] }) },
    };
    const [finding] = objections(judged(placeless));
    expect(finding?.needed).toContain("to wherever aws_instance.app stands");
    expect(finding?.fix).toContain("cidr_block = ...");
  });

  test("within one subnet none is asked", () => {
    const one = {
      aws_instance: { app: { ...instance.app, subnet_id: "${aws_subnet.b.id}" } },
      aws_network_acl: { n: acl() },
    };
    expect(verdictOf(judged(one))).toBe("PROVEN");
  });

  test("a database may stand in the subnet where nothing passes, or in another", () => {
    const two = {
      aws_db_subnet_group: { db: { subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"] } },
      aws_network_acl: { n: acl() },
    };
    expect(verdictOf(judged(two))).toBe("UNKNOWN");
  });

  test("that of a subnet that is looked up is not known", () => {
    const looked = { aws_instance: { app: { ...instance.app, subnet_id: "${data.aws_subnet.a.id}" } } };
    expect(verdictOf(judged(looked, { aws_subnet: { a: { id: "subnet-1" } } }))).toBe("UNKNOWN");
  });

  test("of a client of which only the group is known, those of the VPC are asked", () => {
    const from = (more: Resources) => {
      const graph = graphOf(and(base, more));
      return verdictOf(
        ask(networkAclsAdmit, connectionOf(graph, "aws_security_group.app", "aws_db_instance.db"), graph),
      );
    };
    expect(from({})).toBe("PROVEN");
    expect(from({ aws_network_acl: { n: acl({ ingress: [everything], egress: [everything] }) } })).toBe(
      "UNKNOWN",
    );
    expect(from({ aws_network_acl: { n: acl() } })).toBe("BROKEN");
  });
});

describe("deciding by rules in their order", () => {
  const blocks = ["10.0.0.0/29", "10.0.0.0/30", "10.0.0.4/30", "10.0.0.6/31", "10.0.0.3/32", "10.1.0.0/16"];
  const rule = fc.record({
    number: fc.integer({ min: 1, max: 9 }),
    allows: fc.constantFrom<boolean | Unknown>(true, false, new Unknown("not known")),
    protocol: fc.constantFrom<string | Unknown>("tcp", "udp", "all", new Unknown("not known")),
    ports: fc.constantFrom(
      { from: 0, to: 65535 },
      { from: 3, to: 5 },
      { from: 4, to: 9 },
      new Unknown("not known"),
    ),
    block: fc.constantFrom<string | Unknown>(...blocks, new Unknown("not known")),
  });
  const rules = fc.uniqueArray(rule, { maxLength: 5, selector: ({ number }) => number }).map((given) =>
    given
      .map(
        ({ block, ...rest }): AclRule => ({
          ...rest,
          label: `rule ${rest.number}`,
          block: typeof block === "string" ? (readBlock(block) ?? new Unknown("")) : block,
        }),
      )
      .sort((a, b) => a.number - b.number),
  );
  const [first = 0] = [readBlock("10.0.0.0/29")?.first];

  /** What each packet meets, with what is not known decided one way or the other. */
  function naive(given: readonly AclRule[], hopeful: boolean): Set<boolean> {
    const seen = new Set<boolean>();
    for (let port = 2; port <= 6; port++) {
      for (let host = 0; host < 8; host++) {
        const address = Number(first) + host;
        const match = given.find(({ allows, protocol, ports, block }) => {
          const doubtful = [allows, protocol, ports, block].some((part) => part instanceof Unknown);
          const action = allows instanceof Unknown ? hopeful : allows;
          if (doubtful && action !== hopeful) return false;
          if (typeof protocol === "string" && protocol !== "all" && protocol !== "tcp") return false;
          if (!(ports instanceof Unknown) && (port < ports.from || port > ports.to)) return false;
          return (
            block instanceof Unknown || (address >= Number(block.first) && address <= Number(block.last))
          );
        });
        seen.add(match ? (match.allows instanceof Unknown ? hopeful : match.allows) : false);
      }
    }
    return seen;
  }

  test("is what each packet by itself would meet", () => {
    const block = readBlock("10.0.0.0/29");
    if (!block) throw new Error("no block");
    fc.assert(
      fc.property(rules, (given) => {
        const acl = { name: "acl", at: undefined, rules: given, complete: true } as const;
        const { passes } = decide(acl, { protocol: "tcp", ports: { from: 2, to: 6 }, block });
        const [worst, best] = [naive(given, false), naive(given, true)];
        const expected = !worst.has(false) ? true : !best.has(true) ? false : "unknown";
        expect(passes instanceof Unknown ? "unknown" : passes).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });
});
