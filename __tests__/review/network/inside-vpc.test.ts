import type { Graph } from "../../../review/graph/graph";
import { databasePort } from "../../../review/network/databases";
import type { PathDraft } from "../../../review/paths/draft";
import { insideVpc } from "../../../review/paths/inside-vpc";
import type { JsonObject } from "../../../review/read/json";
import {
  and,
  at,
  CLIENT_AND_DATABASE,
  graphOf,
  group,
  type Resources,
  rule,
  toGroup,
  verdictOf,
} from "./terraform";

const base = CLIENT_AND_DATABASE;
const ends = (drafts: readonly PathDraft[]) =>
  drafts.map(({ from, to, port }) => `${from} -> ${to}:${port}`).sort();
const inferred = (resources: Resources, data?: Resources) => ends(insideVpc.infer(graphOf(resources, data)));
const run = (graph: Graph, draft: PathDraft) =>
  draft.gates.flatMap(({ checks }) => checks.flatMap((check) => check.run(graph)));
const into = { aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("app")) } };
const out = { aws_vpc_security_group_egress_rule: { x: rule("app", toGroup("db")) } };
const PATH = "aws_instance.app -> aws_db_instance.db:5432";

describe("a path inside a VPC is inferred", () => {
  test.each<[string, Resources]>([
    ["from the database's ingress", into],
    ["from the client's egress", out],
    ["from both, once", { ...into, ...out }],
    [
      "from an inline ingress",
      {
        aws_security_group: {
          db: group({
            ingress: [
              {
                from_port: 5432,
                to_port: 5432,
                protocol: "tcp",
                security_groups: ["${aws_security_group.app.id}"],
              },
            ],
          }),
        },
      },
    ],
    [
      "from an inline egress",
      {
        aws_security_group: {
          app: group({
            egress: [
              {
                from_port: 5432,
                to_port: 5432,
                protocol: "tcp",
                security_groups: ["${aws_security_group.db.id}"],
              },
            ],
          }),
        },
      },
    ],
    [
      "from an older rule",
      {
        aws_security_group_rule: {
          x: {
            type: "egress",
            security_group_id: "${aws_security_group.app.id}",
            source_security_group_id: "${aws_security_group.db.id}",
            protocol: "tcp",
            from_port: 5432,
            to_port: 5432,
          },
        },
      },
    ],
  ])("%s", (_, more) => {
    expect(inferred(and(base, more))).toEqual([PATH]);
  });

  test.each<[string, Resources]>([
    ["without a rule", {}],
    [
      "for another port where somebody is admitted to its own",
      {
        aws_vpc_security_group_ingress_rule: {
          x: rule("db", { ...toGroup("app"), from_port: 22, to_port: 22 }),
          y: rule("db", { cidr_ipv4: "10.0.0.0/16" }),
        },
      },
    ],
    [
      "from addresses",
      { aws_vpc_security_group_ingress_rule: { x: rule("db", { cidr_ipv4: "10.0.0.0/16" }) } },
    ],
    [
      "from the database's own group",
      { aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("db")) } },
    ],
    [
      "from a group that exists elsewhere",
      { aws_vpc_security_group_ingress_rule: { x: rule("db", { referenced_security_group_id: "sg-1" }) } },
    ],
    [
      "for egress to everything",
      { aws_vpc_security_group_egress_rule: { x: rule("app", { cidr_ipv4: "0.0.0.0/0" }) } },
    ],
  ])("not %s", (_, more) => {
    expect(inferred(and(base, more))).toEqual([]);
  });

  test("for another port if that can have been meant for this one only", () => {
    const mysql = { from_port: 3306, to_port: 3306 };
    const wrong = {
      aws_vpc_security_group_ingress_rule: { x: rule("db", { ...toGroup("app"), ...mysql }) },
    };
    expect(inferred(and(base, wrong))).toEqual([PATH]);
    const database = base.aws_db_instance?.db;
    const withOptions = { aws_db_instance: { db: { ...database, option_group_name: "tls" } } };
    expect(inferred(and(base, { ...wrong, ...withOptions }))).toEqual([]);
    const other = { aws_db_instance: { db: database ?? {}, orders: { ...database, engine: "mysql" } } };
    expect(inferred(and(base, { ...wrong, ...other }))).toEqual([
      "aws_instance.app -> aws_db_instance.orders:3306",
    ]);
  });

  test("by a rule that has its port from the database, which has it from its engine", () => {
    const port = "${aws_db_instance.db.port}";
    const ports = { from_port: port, to_port: port };
    const graph = graphOf(
      and(base, {
        aws_vpc_security_group_ingress_rule: { x: rule("db", { ...toGroup("app"), ...ports }) },
        aws_security_group_rule: {
          y: {
            type: "egress",
            protocol: "tcp",
            security_group_id: "${aws_security_group.app.id}",
            source_security_group_id: "${aws_security_group.db.id}",
            from_port: "${tonumber(aws_db_instance.db.port)}",
            to_port: port,
          },
        },
      }),
    );
    const [draft] = insideVpc.infer(graph);
    expect(ends(draft ? [draft] : [])).toEqual([PATH]);
    expect(verdictOf(draft ? run(graph, draft) : [])).toBe("PROVEN");
  });

  test("from the group itself if nobody here has it", () => {
    expect(inferred(and(base, { ...into, aws_instance: { app: { subnet_id: "subnet-1" } } }))).toEqual([
      "aws_security_group.app -> aws_db_instance.db:5432",
    ]);
  });

  test("from each of those that have the group, and not from gateways and endpoints", () => {
    const several = {
      ...into,
      aws_ecs_service: {
        s: {
          network_configuration: [
            { subnets: ["${aws_subnet.a.id}"], security_groups: ["${aws_security_group.app.id}"] },
          ],
        },
      },
      aws_lambda_function: {
        f: {
          vpc_config: {
            subnet_ids: ["${aws_subnet.a.id}"],
            security_group_ids: ["${aws_security_group.app.id}"],
          },
        },
      },
      aws_launch_template: { t: { vpc_security_group_ids: ["${aws_security_group.app.id}"] } },
      aws_autoscaling_group: {
        g: {
          launch_template: { id: "${aws_launch_template.t.id}" },
          vpc_zone_identifier: ["${aws_subnet.a.id}"],
        },
      },
      aws_vpc_endpoint: {
        e: { vpc_endpoint_type: "Interface", security_group_ids: ["${aws_security_group.app.id}"] },
      },
    };
    expect(inferred(and(base, several))).toEqual(
      ["aws_autoscaling_group.g", "aws_ecs_service.s", "aws_instance.app", "aws_lambda_function.f"].map(
        (from) => `${from} -> aws_db_instance.db:5432`,
      ),
    );
    const gateway = {
      ...into,
      aws_instance: { app: { subnet_id: "subnet-1" } },
      aws_vpclattice_resource_gateway: { g: { security_group_ids: ["${aws_security_group.app.id}"] } },
    };
    expect(inferred(and(base, gateway))).toEqual([]);
  });

  test("from a group that clients share with the database", () => {
    const shared = {
      ...{ aws_vpc_security_group_ingress_rule: { x: rule("db", toGroup("db")) } },
      aws_instance: {
        app: { subnet_id: "${aws_subnet.a.id}", vpc_security_group_ids: ["${aws_security_group.db.id}"] },
      },
    };
    expect(inferred(and(base, shared))).toEqual([PATH]);
  });

  test("from a proxy to what it is for, and from its clients to the proxy", () => {
    const proxy = {
      aws_db_proxy: {
        p: {
          engine_family: "POSTGRESQL",
          vpc_subnet_ids: ["${aws_subnet.a.id}"],
          vpc_security_group_ids: ["${aws_security_group.proxy.id}"],
        },
      },
      aws_db_proxy_target: {
        t: {
          db_proxy_name: "${aws_db_proxy.p.name}",
          target_group_name: "default",
          db_instance_identifier: "${aws_db_instance.db.identifier}",
        },
      },
      aws_security_group: { proxy: group() },
      aws_vpc_security_group_ingress_rule: {
        x: rule("db", toGroup("proxy")),
        y: rule("proxy", toGroup("app")),
      },
    };
    expect(inferred(and(base, proxy))).toEqual([
      "aws_db_proxy.p -> aws_db_instance.db:5432",
      "aws_instance.app -> aws_db_proxy.p:5432",
    ]);
    const asked = (more: Resources) => {
      const graph = graphOf(and(and(base, proxy), more));
      return insideVpc.between(
        graph,
        at(graph, "aws_instance.app"),
        at(graph, "aws_db_instance.db"),
        undefined,
      );
    };
    expect(asked({}).map(({ via, elements }) => [via, ...elements.map(({ name }) => name)])).toEqual([
      ["aws_db_proxy.p", "aws_instance.app", "aws_db_proxy.p", "aws_db_instance.db"],
    ]);
    const direct = { aws_vpc_security_group_ingress_rule: { z: rule("db", toGroup("app")) } };
    expect(asked(direct).map(({ via }) => via)).toEqual([undefined]);
  });

  test("to a cluster, and not to its nodes or to what is looked up", () => {
    const cache = {
      aws_elasticache_replication_group: { r: { security_group_ids: ["${aws_security_group.db.id}"] } },
      aws_elasticache_cluster: {
        node: {
          replication_group_id: "${aws_elasticache_replication_group.r.id}",
          security_group_ids: ["${aws_security_group.db.id}"],
        },
      },
      aws_vpc_security_group_ingress_rule: {
        x: rule("db", { ...toGroup("app"), from_port: 6379, to_port: 6379 }),
      },
    };
    expect(
      inferred(and(base, cache), { aws_db_instance: { looked: { db_instance_identifier: "x" } } }),
    ).toEqual(["aws_instance.app -> aws_elasticache_replication_group.r:6379"]);
  });
});

describe("a path inside a VPC", () => {
  const path = (more: Resources) => {
    const graph = graphOf(and(base, more));
    const [draft] = insideVpc.between(
      graph,
      at(graph, "aws_instance.app"),
      at(graph, "aws_db_instance.db"),
      undefined,
    );
    if (!draft) throw new Error("no path");
    return { draft, verdict: verdictOf(run(graph, draft)) };
  };

  test("is proven by a rule on each side", () => {
    const { draft, verdict } = path({ ...into, ...out });
    expect(verdict).toBe("PROVEN");
    expect(draft.gates.map(({ title }) => title)).toEqual([
      "client -> database: security groups",
      "client -> database: network ACLs and routes",
    ]);
    expect(draft.elements).toMatchObject([
      { name: "aws_instance.app", kind: "EC2 instance", lane: "aws_vpc.main" },
      { name: "aws_db_instance.db", kind: "RDS instance", lane: "aws_vpc.main" },
    ]);
  });

  test("is broken without one of them", () => {
    expect(path(into).verdict).toBe("BROKEN");
    expect(path(out).verdict).toBe("BROKEN");
  });

  test("can be asked for between any two peers and on any port, and leads to nothing else", () => {
    const graph = graphOf(and(base, { aws_s3_bucket: { b: {} } }));
    const [app, db] = [at(graph, "aws_security_group.app"), at(graph, "aws_security_group.db")];
    expect(ends(insideVpc.between(graph, app, db, 8080))).toEqual([
      "aws_security_group.app -> aws_security_group.db:8080",
    ]);
    expect(insideVpc.between(graph, app, at(graph, "aws_s3_bucket.b"), 443)).toEqual([]);
  });
});

describe("the port of a database", () => {
  test.each<[string, JsonObject, number | undefined]>([
    ["aws_db_instance", { engine: "postgres", port: 5433 }, 5433],
    ["aws_db_instance", { engine: "postgres", port: "5433" }, 5433],
    ["aws_db_instance", { engine: "mariadb" }, 3306],
    ["aws_db_instance", { engine: "custom-oracle-ee" }, 1521],
    ["aws_db_instance", { engine: "sqlserver-ex" }, 1433],
    ["aws_db_instance", { engine: "db2-se" }, 50000],
    ["aws_db_instance", { engine: "new" }, undefined],
    ["aws_db_instance", { engine: "postgres", port: "${var.given}" }, undefined],
    ["aws_db_instance", { replicate_source_db: "${aws_db_instance.source.identifier}" }, 1433],
    ["aws_db_instance", { replicate_source_db: "${aws_db_instance.x.identifier}" }, undefined],
    ["aws_rds_cluster", { engine: "aurora-mysql" }, 3306],
    ["aws_db_proxy", { engine_family: "SQLSERVER" }, 1433],
    ["aws_elasticache_cluster", { engine: "memcached" }, 11211],
    ["aws_redshift_cluster", {}, 5439],
  ])("%s %j: %s", (type, values, port) => {
    const source = { aws_db_instance: { source: { engine: "sqlserver-se" } } };
    const graph = graphOf(and(source, { [type]: { x: values } }));
    expect(databasePort(graph, at(graph, `${type}.x`))).toBe(port);
  });
});
