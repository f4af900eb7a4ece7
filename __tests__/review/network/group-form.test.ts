import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { groupsOfOwnVpc } from "../../../review/rules/network/groups-of-own-vpc";
import { inlineAndSeparateRules } from "../../../review/rules/network/inline-and-separate-rules";
import { inlineRuleCycle } from "../../../review/rules/network/inline-rule-cycle";
import { ruleWellFormed } from "../../../review/rules/network/rule-well-formed";
import type { ResourceRule } from "../../../review/rules/rule";
import {
  and,
  ask,
  CLIENT_AND_DATABASE,
  graphOf,
  group,
  objections,
  type Resources,
  rule,
  toGroup,
} from "./terraform";

const said = (of: ResourceRule, resources: Resources) => {
  const graph = graphOf(resources);
  return graph.ofType(...of.types).flatMap((resource) => objections(ask(of, resource, graph)));
};
const inline = (name: string, port = 5432): JsonObject => ({
  from_port: port,
  to_port: port,
  protocol: "tcp",
  security_groups: [`\${aws_security_group.${name}.id}`],
});

describe("SG-06", () => {
  test("warns of inline rules and rules of their own in one direction", () => {
    const found = said(inlineAndSeparateRules, {
      aws_security_group: { db: group({ ingress: [inline("app")] }), app: group() },
      aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("app")) },
    });
    expect(found).toMatchObject([
      { verdict: "PROVEN", severity: "warning", at: { address: "aws_security_group.db" } },
    ]);
    expect(found[0]?.found).toContain("aws_vpc_security_group_ingress_rule.x");
  });

  test("accepts one form in each direction, and an empty list", () => {
    expect(
      said(inlineAndSeparateRules, {
        aws_security_group: { db: group({ egress: [inline("app")] }), app: group() },
        aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("app")) },
      }),
    ).toEqual([]);
    expect(
      said(inlineAndSeparateRules, {
        aws_security_group: { db: group({ ingress: [] }), app: group() },
        aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("app")) },
      }),
    ).toEqual([]);
  });

  test("warns of two rules that say the same, once", () => {
    const twice = {
      x: rule("db", { cidr_ipv4: "10.0.0.0/16" }),
      y: rule("db", { cidr_ipv4: "10.0.3.0/16", ip_protocol: "6" }),
      z: rule("db", { cidr_ipv4: "10.0.0.0/15" }),
    };
    const found = said(inlineAndSeparateRules, {
      aws_security_group: { db: group() },
      aws_vpc_security_group_ingress_rule: twice,
    });
    expect(found.map(({ found: words }) => words)).toEqual([
      "aws_vpc_security_group_ingress_rule.y says the same as aws_vpc_security_group_ingress_rule.x: tcp/5432 from 10.0.3.0/16",
    ]);
  });

  test("says nothing of a state, which lists every rule inline", () => {
    const resource = (type: string, name: string, values: JsonObject) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values,
    });
    const ingress = [
      {
        from_port: 5432,
        to_port: 5432,
        protocol: "tcp",
        cidr_blocks: ["10.0.0.0/16"],
        ipv6_cidr_blocks: [],
        prefix_list_ids: [],
        security_groups: [],
        self: false,
        description: "",
      },
    ];
    const resources = [
      resource("aws_security_group", "db", {
        id: "sg-1",
        arn: "arn:aws:ec2:eu-central-1:111122223333:security-group/sg-1",
        vpc_id: "vpc-1",
        ingress,
        egress: [],
      }),
      resource("aws_vpc_security_group_ingress_rule", "x", {
        id: "sgr-1",
        security_group_id: "sg-1",
        ip_protocol: "tcp",
        from_port: 5432,
        to_port: 5432,
        cidr_ipv4: "10.0.0.0/16",
      }),
    ];
    const { graph } = readJson("state.json", {
      format_version: "1.0",
      terraform_version: "1.11.4",
      values: { root_module: { resources } },
    } as unknown as JsonObject);
    const db = graph.at("aws_security_group.db");
    if (!db) throw new Error("no group");
    expect(ask(inlineAndSeparateRules, db, graph)).toEqual([]);
  });
});

describe("SG-04", () => {
  const other = {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, other: { cidr_block: "10.9.0.0/16" } },
    aws_subnet: {
      ...CLIENT_AND_DATABASE.aws_subnet,
      c: { vpc_id: "${aws_vpc.other.id}", cidr_block: "10.9.1.0/24" },
    },
  };
  const database = CLIENT_AND_DATABASE.aws_db_instance?.db ?? {};
  const judged = (more: Resources) => said(groupsOfOwnVpc, and(CLIENT_AND_DATABASE, { ...other, ...more }));

  test("accepts groups of the own VPC, and what is not known", () => {
    const apart = { subnet_id: "subnet-1", vpc_security_group_ids: ["${aws_security_group.app.id}"] };
    expect(judged({ aws_instance: { looked: apart } })).toEqual([]);
  });

  test("refuses one of another VPC", () => {
    const app = { subnet_id: "${aws_subnet.c.id}", vpc_security_group_ids: ["${aws_security_group.app.id}"] };
    expect(judged({ aws_instance: { app } })).toMatchObject([
      {
        verdict: "BROKEN",
        at: { address: "aws_instance.app" },
        found: "aws_instance.app stands in aws_vpc.other, and aws_security_group.app is of aws_vpc.main",
      },
    ]);
  });

  test.each<[string, JsonObject, number]>([
    ["refuses a database without subnets beside a group of a VPC of one's own", {}, 1],
    ["accepts a copy, which may stand where its source does", { replicate_source_db: "orders" }, 0],
    ["accepts it without groups, too", { vpc_security_group_ids: null }, 0],
  ])("%s", (_, more, faults) => {
    expect(
      judged({ aws_db_instance: { db: { ...database, db_subnet_group_name: null, ...more } } }),
    ).toHaveLength(faults);
  });

  test("accepts it in what may be the default VPC", () => {
    const db = { ...database, db_subnet_group_name: null };
    const main = { cidr_block: "172.31.0.0/16" };
    expect(judged({ aws_db_instance: { db }, aws_vpc: { main, other: other.aws_vpc.other } })).toEqual([]);
  });
});

describe("SG-07", () => {
  test("finds a circle of inline rules at each group of it, and not at what leads to it", () => {
    const circle = {
      a: group({ ingress: [inline("b")] }),
      b: group({ egress: [inline("c")] }),
      c: group({ ingress: [inline("a")] }),
      d: group({ ingress: [inline("a")] }),
    };
    const circleFrom = (...names: string[]) =>
      `inline rules refer in a circle: ${names.map((name) => `aws_security_group.${name}`).join(" -> ")}`;
    expect(said(inlineRuleCycle, { aws_security_group: circle }).map(({ found }) => found)).toEqual([
      circleFrom("a", "b", "c", "a"),
      circleFrom("b", "c", "a", "b"),
      circleFrom("c", "a", "b", "c"),
    ]);
  });

  test("accepts one direction, self, and rules of their own", () => {
    const groups = {
      a: group({ ingress: [inline("b"), { from_port: 0, to_port: 0, protocol: "-1", self: true }] }),
      b: group(),
    };
    expect(
      said(inlineRuleCycle, {
        aws_security_group: groups,
        aws_vpc_security_group_egress_rule: { x: rule("b", toGroup("a")) },
      }),
    ).toEqual([]);
  });
});

describe("SG-08", () => {
  const separate = (more: JsonObject) =>
    said(ruleWellFormed, {
      aws_security_group: { db: group() },
      aws_vpc_security_group_ingress_rule: { x: rule("db", { cidr_ipv4: "10.0.0.0/8", ...more }) },
    });

  test.each<[string, JsonObject, string]>([
    ["no ports", { from_port: null, to_port: null }, "is for tcp, without from_port and to_port"],
    ["one port", { to_port: null, ip_protocol: "17" }, "is for udp, without to_port"],
    ["ports the wrong way round", { from_port: 10, to_port: 5 }, "from_port 10 and to_port 5"],
    ["a port that is none", { to_port: 65536 }, "to_port 65536"],
  ])("%s are refused", (_, more, words) => {
    const found = separate(more);
    expect(found).toMatchObject([
      { verdict: "BROKEN", at: { address: "aws_vpc_security_group_ingress_rule.x" } },
    ]);
    expect(found[0]?.found).toContain(words);
  });

  test.each<[string, JsonObject]>([
    ["all ports", { from_port: 0, to_port: 65535 }],
    ["all protocols without ports", { ip_protocol: "-1", from_port: null, to_port: null }],
    ["types of ICMP", { ip_protocol: "icmp", from_port: 8, to_port: -1 }],
    ["ports that are not known", { from_port: "${var.given}" }],
    ["a protocol that is not known", { ip_protocol: "${var.given}", from_port: null }],
  ])("%s are accepted", (_, more) => {
    expect(separate(more)).toEqual([]);
  });

  test("inline, all protocols have no ports", () => {
    const block = (port: number) => ({
      aws_security_group: {
        db: group({
          egress: [{ from_port: port, to_port: port, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }],
        }),
      },
    });
    expect(said(ruleWellFormed, block(0))).toEqual([]);
    expect(said(ruleWellFormed, block(443))).toMatchObject([
      {
        verdict: "BROKEN",
        found: "aws_security_group.db egress[0] is for all protocols, from_port 443 and to_port 443",
      },
    ]);
  });
});
