import { judgePath, ResourceJudge } from "../../../review/judge";
import { dataServicePaths } from "../../../review/paths/data-services";
import type { PathDraft } from "../../../review/paths/draft";
import type { JsonObject } from "../../../review/read/json";
import type { Finding, Path } from "../../../review/result";
import { DATA_SERVICE_RULES } from "../../../review/rules/data-services";
import { OPENSEARCH_RULES } from "../../../review/rules/opensearch";
import { and, at, graphOf, type Resources } from "../network/terraform";

export { and, at, graphOf, type Resources } from "../network/terraform";

export const allow = (
  Action: string | string[],
  Resource: string | string[],
  more: JsonObject = {},
): JsonObject => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

export const policy = (...Statement: JsonObject[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement });

const trust = (service: string): string =>
  policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });

/** A policy of the task's role. */
export const granted = (...statements: JsonObject[]): Resources => ({
  aws_iam_role_policy: { task: { role: "${aws_iam_role.task.id}", policy: policy(...statements) } },
});

/** The task definition with other environment variables, or other arguments. */
export const told = (environment: Readonly<Record<string, string>>, more: JsonObject = {}): Resources => ({
  aws_ecs_task_definition: {
    app: {
      family: "app",
      requires_compatibilities: ["FARGATE"],
      network_mode: "awsvpc",
      cpu: 256,
      memory: 512,
      task_role_arn: "${aws_iam_role.task.arn}",
      container_definitions: JSON.stringify([
        {
          name: "web",
          image: "111122223333.dkr.ecr.eu-central-1.amazonaws.com/app:1",
          environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
        },
      ]),
      ...more,
    },
  },
});

export const gateway = (service: string, more: JsonObject = {}): JsonObject => ({
  vpc_id: "${aws_vpc.main.id}",
  service_name: `com.amazonaws.eu-central-1.${service}`,
  vpc_endpoint_type: "Gateway",
  route_table_ids: ["${aws_route_table.private.id}"],
  ...more,
});

export const endpoint = (service: string, more: JsonObject = {}): JsonObject => ({
  vpc_id: "${aws_vpc.main.id}",
  service_name: `com.amazonaws.eu-central-1.${service}`,
  vpc_endpoint_type: "Interface",
  subnet_ids: ["${aws_subnet.a.id}"],
  security_group_ids: ["${aws_security_group.endpoints.id}"],
  private_dns_enabled: true,
  ...more,
});

export const toList = (name: string): JsonObject => ({
  security_group_id: "${aws_security_group.task.id}",
  ip_protocol: "tcp",
  from_port: 443,
  to_port: 443,
  prefix_list_id: `\${aws_vpc_endpoint.${name}.prefix_list_id}`,
});

/** A Fargate service in a VPC without internet, whose tasks reach the endpoints' group. Nobody has granted or told it anything. */
export const ISOLATED: Resources = and(
  {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24" } },
    aws_route_table: { private: { vpc_id: "${aws_vpc.main.id}" } },
    aws_route_table_association: {
      a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.private.id}" },
    },
    aws_security_group: {
      task: { vpc_id: "${aws_vpc.main.id}" },
      endpoints: { vpc_id: "${aws_vpc.main.id}" },
    },
    aws_vpc_security_group_egress_rule: {
      endpoints: {
        security_group_id: "${aws_security_group.task.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        referenced_security_group_id: "${aws_security_group.endpoints.id}",
      },
    },
    aws_vpc_security_group_ingress_rule: {
      task: {
        security_group_id: "${aws_security_group.endpoints.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        referenced_security_group_id: "${aws_security_group.task.id}",
      },
    },
    aws_iam_role: { task: { name: "task", assume_role_policy: trust("ecs-tasks.amazonaws.com") } },
    aws_ecs_cluster: { main: { name: "main" } },
    aws_ecs_service: {
      app: {
        name: "app",
        cluster: "${aws_ecs_cluster.main.id}",
        task_definition: "${aws_ecs_task_definition.app.arn}",
        launch_type: "FARGATE",
        network_configuration: {
          subnets: ["${aws_subnet.a.id}"],
          security_groups: ["${aws_security_group.task.id}"],
        },
      },
    },
  },
  told({}),
);

/** A way out of the VPC for everything. */
export const NAT: Resources = {
  aws_internet_gateway: { main: { vpc_id: "${aws_vpc.main.id}" } },
  aws_subnet: { public: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.9.0/24" } },
  aws_route_table: { public: { vpc_id: "${aws_vpc.main.id}" } },
  aws_route_table_association: {
    public: { subnet_id: "${aws_subnet.public.id}", route_table_id: "${aws_route_table.public.id}" },
  },
  aws_nat_gateway: { main: { subnet_id: "${aws_subnet.public.id}" } },
  aws_route: {
    public: {
      route_table_id: "${aws_route_table.public.id}",
      destination_cidr_block: "0.0.0.0/0",
      gateway_id: "${aws_internet_gateway.main.id}",
    },
    private: {
      route_table_id: "${aws_route_table.private.id}",
      destination_cidr_block: "0.0.0.0/0",
      nat_gateway_id: "${aws_nat_gateway.main.id}",
    },
  },
  aws_vpc_security_group_egress_rule: {
    out: {
      security_group_id: "${aws_security_group.task.id}",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      cidr_ipv4: "0.0.0.0/0",
    },
  },
};

/** A function in the place of the service. */
export const FUNCTION: Resources = {
  aws_iam_role: { function: { name: "function", assume_role_policy: trust("lambda.amazonaws.com") } },
  aws_lambda_function: {
    report: {
      function_name: "report",
      role: "${aws_iam_role.function.arn}",
      vpc_config: {
        subnet_ids: ["${aws_subnet.a.id}"],
        security_group_ids: ["${aws_security_group.task.id}"],
      },
    },
  },
};

/** All paths to data that the configuration means to have, judged. */
export function pathsOf(...configurations: readonly Resources[]): readonly Path[] {
  const graph = graphOf(configurations.reduce(and));
  return judged(dataServicePaths.infer(graph), graph);
}

/** The path that a person asks for. */
export function pathBetween(
  from: string,
  to: string,
  ...configurations: readonly Resources[]
): readonly Path[] {
  const graph = graphOf(configurations.reduce(and));
  return judged(dataServicePaths.between(graph, at(graph, from), at(graph, to), undefined), graph);
}

function judged(drafts: readonly PathDraft[], graph: ReturnType<typeof graphOf>): readonly Path[] {
  const judge = new ResourceJudge(graph, [...DATA_SERVICE_RULES, ...OPENSEARCH_RULES]);
  return drafts.map((draft) => {
    const via = draft.via === undefined ? "" : ` via ${draft.via}`;
    return judgePath(draft, `${draft.from} -> ${draft.to}:${draft.port}${via}`, "inferred", graph, judge);
  });
}

export function findingsOf({ hops }: Path): readonly Finding[] {
  return hops.flatMap(({ findings }) => findings);
}

/** What a path comes down to: its verdict, and the rules that object to it with the addresses that they object to. */
export function summary(path: Path | undefined): readonly string[] {
  if (!path) return ["no path"];
  const findings = findingsOf(path).map(({ rule, verdict, severity, address }) => {
    return `${severity === "warning" ? "warning" : verdict} ${rule} ${address}`;
  });
  return [path.verdict, ...new Set(findings)];
}
