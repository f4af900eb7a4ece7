import { insideVpc } from "../../../review/paths/inside-vpc";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { review } from "../../../review/review";
import { and, CLIENT_AND_DATABASE, graphOf, group, type Resources, rule } from "./terraform";

const HOST = "${aws_db_instance.db.address}";
const ARN = "arn:aws:iam::111122223333:role/app";
const fn = (variables: unknown, more: JsonObject = {}): Resources => ({
  aws_lambda_function: {
    report: {
      function_name: "report",
      role: ARN,
      vpc_config: {
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.app.id}"],
      },
      environment: { variables: variables as JsonObject },
      ...more,
    },
  },
});
const service = (container: JsonObject): Resources => ({
  aws_ecs_task_definition: {
    web: {
      family: "web",
      network_mode: "awsvpc",
      requires_compatibilities: ["FARGATE"],
      container_definitions: JSON.stringify([{ name: "web", image: "public.ecr.aws/x/y:1", ...container }]),
    },
  },
  aws_ecs_service: {
    web: {
      name: "web",
      task_definition: "${aws_ecs_task_definition.web.arn}",
      launch_type: "FARGATE",
      network_configuration: {
        subnets: ["${aws_subnet.a.id}"],
        security_groups: ["${aws_security_group.app.id}"],
      },
    },
  },
});
const out = { aws_vpc_security_group_egress_rule: { all: rule("app", { cidr_ipv4: "0.0.0.0/0" }) } };
const from = (cidr_ipv4: string) => ({
  aws_vpc_security_group_ingress_rule: { x: rule("db", { cidr_ipv4 }) },
});
const all = (...more: Resources[]) => more.reduce(and, CLIENT_AND_DATABASE);
const pathsOf = (resources: Resources) =>
  insideVpc.infer(graphOf(resources)).map((one) => `${one.from} -> ${one.to}:${one.port}`);
const reviewed = (resources: Resources) => {
  const provider = { aws: [{ region: "eu-central-1" }] };
  const model = readJson("cdk.tf.json", {
    resource: resources,
    provider,
    variable: { given: {} },
  } as JsonObject);
  return review(model).paths.map(({ id, verdict }) => `${verdict} ${id}`);
};
const OF_FUNCTION = "aws_lambda_function.report -> aws_db_instance.db:5432";
const OF_SERVICE = "aws_ecs_service.web -> aws_db_instance.db:5432";

describe("a workload that is told the address of a database is its client", () => {
  test.each<[string, Resources, string]>([
    ["function, host", fn({ DB_HOST: HOST }), OF_FUNCTION],
    ["function, URL", fn({ DATABASE_URL: `postgres://app@${HOST}:5432/orders` }), OF_FUNCTION],
    ["function, endpoint", fn({ DB: "${aws_db_instance.db.endpoint}" }), OF_FUNCTION],
    [
      "function, JSON",
      fn({ CONFIG: `\${jsonencode({ db = { host = aws_db_instance.db.address } })}` }),
      OF_FUNCTION,
    ],
    [
      "function, a record of one's own",
      and(fn({ DB: "${aws_route53_record.db.fqdn}" }), {
        aws_route53_record: { db: { name: "db.internal", type: "CNAME", zone_id: "Z1", records: [HOST] } },
      }),
      OF_FUNCTION,
    ],
    ["service, environment", service({ environment: [{ name: "DB_HOST", value: HOST }] }), OF_SERVICE],
    ["service, command", service({ command: ["serve", `--database=${HOST}`] }), OF_SERVICE],
    [
      "service, secret with a JSON text",
      and(
        service({ secrets: [{ name: "DB", valueFrom: "${aws_secretsmanager_secret.db.arn}:host::" }] }),
        secret(`\${jsonencode({ host = aws_db_instance.db.address, username = "app" })}`),
      ),
      OF_SERVICE,
    ],
    [
      "function, secret that it reads",
      and(fn({ SECRET: "${aws_secretsmanager_secret.db.arn}" }), secret(`{"host":"${HOST}"}`)),
      OF_FUNCTION,
    ],
    [
      "service, parameter",
      and(service({ secrets: [{ name: "DB", valueFrom: "${aws_ssm_parameter.db.name}" }] }), {
        aws_ssm_parameter: { db: { name: "/db", type: "String", value: HOST } },
      }),
      OF_SERVICE,
    ],
  ])("by %s", (_, resources, path) => {
    expect(pathsOf(all(resources))).toEqual([path]);
  });

  test("by the host name of a database that exists, as in a state", () => {
    const host = "db.abc.eu-central-1.rds.amazonaws.com";
    const known = { aws_db_instance: { db: { ...CLIENT_AND_DATABASE.aws_db_instance?.db, address: host } } };
    expect(pathsOf(all(fn({ URL: `postgres://app:x@${host}:5432/a` }), known))).toEqual([OF_FUNCTION]);
    expect(pathsOf(all(fn({ URL: `postgres://app:x@other-${host}:5432/a` }), known))).toEqual([]);
  });

  test("once, if a rule names its group too", () => {
    const into = rule("db", { referenced_security_group_id: "${aws_security_group.app.id}" });
    const paths = pathsOf(all(fn({ DB_HOST: HOST }), { aws_vpc_security_group_ingress_rule: { x: into } }));
    expect(paths.filter((path) => path === OF_FUNCTION)).toHaveLength(1);
  });

  test.each<[string, Resources]>([
    [
      "only its identifier or ARN",
      fn({ ID: "${aws_db_instance.db.identifier}", ARN: "${aws_db_instance.db.arn}" }),
    ],
    ["something else", fn({ LEVEL: "info" })],
    ["outside of any VPC", fn({ DB_HOST: HOST }, { vpc_config: [] } as unknown as JsonObject)],
  ])("and not if it is told %s", (_, resources) => {
    expect(pathsOf(all(resources))).toEqual([]);
  });
});

function secret(secret_string: string): Resources {
  return {
    aws_secretsmanager_secret: { db: { name: "db" } },
    aws_secretsmanager_secret_version: {
      db: { secret_id: "${aws_secretsmanager_secret.db.id}", secret_string },
    },
  };
}

describe("the path of a workload that is told an address is", () => {
  const told = fn({ DB_HOST: HOST });
  test.each<[string, string, Resources]>([
    ["PROVEN", "ingress from the VPC", all(told, out, from("10.0.0.0/16"))],
    ["PROVEN", "ingress from the subnet", all(told, out, from("10.0.1.0/24"))],
    ["BROKEN", "ingress from another subnet", all(told, out, from("10.0.2.0/24"))],
    ["BROKEN", "no ingress", all(told, out)],
    ["BROKEN", "no egress", all(told, from("10.0.0.0/16"))],
    ["UNKNOWN", "ingress from what is not known", all(told, out, from("${var.given}"))],
  ])("%s: %s", (verdict, _, resources) => {
    expect(reviewed(resources)).toContain(`${verdict} ${OF_FUNCTION}`);
  });
});

describe("from a VPC that nothing connects", () => {
  const other: Resources = {
    aws_vpc: { other: { cidr_block: "10.9.0.0/16" } },
    aws_subnet: { far: { vpc_id: "${aws_vpc.other.id}", cidr_block: "10.9.0.0/24" } },
    aws_security_group: { far: group({ vpc_id: "${aws_vpc.other.id}" }) },
  };
  const far = fn(
    { DB_HOST: HOST },
    {
      vpc_config: {
        subnet_ids: ["${aws_subnet.far.id}"],
        security_group_ids: ["${aws_security_group.far.id}"],
      },
    },
  );
  const into = {
    aws_vpc_security_group_ingress_rule: {
      x: rule("db", { referenced_security_group_id: "${aws_security_group.app.id}" }),
    },
  };

  test("it is told where nobody else connects", () => {
    expect(reviewed(all(other, far, from("10.0.0.0/16")))).toContain(`BROKEN ${OF_FUNCTION}`);
  });
  test("and not where another path leads there, since something else may be meant", () => {
    expect(reviewed(all(other, far, into)).some((path) => path.includes(OF_FUNCTION))).toBe(false);
  });
  test("nor to a public address", () => {
    const db = { ...CLIENT_AND_DATABASE.aws_db_instance?.db, publicly_accessible: true };
    expect(pathsOf(all(other, far, { aws_db_instance: { db } }))).toEqual([]);
  });
});

test("which of two databases is told is not known, and breaks nothing", () => {
  const replica = { ...CLIENT_AND_DATABASE.aws_db_instance?.db };
  const told = fn({ DB_HOST: "${var.given ? aws_db_instance.db.address : aws_db_instance.replica.address}" });
  const paths = reviewed(all(told, { aws_db_instance: { replica } }));
  expect(paths).toContain(`UNKNOWN ${OF_FUNCTION}`);
  expect(paths.filter((path) => path.startsWith("BROKEN"))).toEqual([]);
});

test("beside a proxy that it is told of too, the database itself may not be meant", () => {
  const proxied: Resources = {
    aws_db_proxy: {
      db: {
        name: "db",
        engine_family: "POSTGRESQL",
        role_arn: ARN,
        vpc_subnet_ids: ["${aws_subnet.b.id}"],
        vpc_security_group_ids: ["${aws_security_group.proxy.id}"],
      },
    },
    aws_db_proxy_target: {
      db: {
        db_proxy_name: "${aws_db_proxy.db.name}",
        db_instance_identifier: "${aws_db_instance.db.identifier}",
      },
    },
    aws_security_group: { proxy: group() },
    aws_vpc_security_group_ingress_rule: {
      app: rule("proxy", { referenced_security_group_id: "${aws_security_group.app.id}" }),
      proxy: rule("db", { referenced_security_group_id: "${aws_security_group.proxy.id}" }),
    },
    aws_vpc_security_group_egress_rule: { proxy: rule("proxy", { cidr_ipv4: "10.0.0.0/16" }) },
  };
  const paths = reviewed(all(proxied, out, fn({ PROXY: "${aws_db_proxy.db.endpoint}", DB: HOST })));
  expect(paths).toContain("PROVEN aws_lambda_function.report -> aws_db_proxy.db:5432");
  expect(paths).toContain(`UNKNOWN ${OF_FUNCTION}`);
});
