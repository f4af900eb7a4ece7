import type { Graph } from "../../../review/graph/graph";
import type { Resource } from "../../../review/graph/resource";
import { judgePath, ResourceJudge } from "../../../review/judge";
import { ecsServicePaths } from "../../../review/paths/ecs";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import type { Finding, Path } from "../../../review/result";
import { ECS_RULES } from "../../../review/rules/ecs";
import { ENDPOINT_RULES } from "../../../review/rules/endpoints";
import type { ResourceRule } from "../../../review/rules/rule";
import type { Objection } from "../../../review/verdict";

export type Resources = Readonly<Record<string, Readonly<Record<string, JsonObject | undefined>>>>;

export const ref = (address: string, attribute = "id") => `\${${address}.${attribute}}`;

export function graphOf(resource: Resources, data: Resources = {}): Graph {
  const provider = { aws: [{ region: "eu-central-1" }] };
  return readJson("test", {
    resource: withoutAbsent(resource),
    data,
    provider,
    variable: { given: {} },
  } as JsonObject).graph;
}

export function at(graph: Graph, address: string): Resource {
  const resource = graph.at(address);
  if (!resource) throw new Error(`${address} is not there`);
  return resource;
}

/** A configuration with other resources in place of those of the same type and name; undefined takes one away. */
export function and(base: Resources, more: Resources): Resources {
  const types = new Set([...Object.keys(base), ...Object.keys(more)]);
  return Object.fromEntries([...types].map((type) => [type, { ...base[type], ...more[type] }]));
}

function withoutAbsent(resources: Resources): Resources {
  const present = (bodies: Resources[string]) =>
    Object.entries(bodies).filter(([, body]) => body !== undefined);
  return Object.fromEntries(
    Object.entries(resources).map(([type, bodies]) => [type, Object.fromEntries(present(bodies))]),
  );
}

export const interfaceEndpoint = (suffix: string, more: JsonObject = {}): JsonObject => ({
  vpc_id: ref("aws_vpc.main"),
  service_name: `com.amazonaws.eu-central-1.${suffix}`,
  vpc_endpoint_type: "Interface",
  subnet_ids: [ref("aws_subnet.a"), ref("aws_subnet.b")],
  security_group_ids: [ref("aws_security_group.endpoints")],
  private_dns_enabled: true,
  ...more,
});

export const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
  ],
});

export const policy = (...statements: JsonObject[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

export const IMAGE = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/web:1";

export const container = (more: JsonObject = {}): JsonObject => ({
  name: "web",
  image: IMAGE,
  essential: true,
  portMappings: [{ containerPort: 8000 }],
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": ref("aws_cloudwatch_log_group.web", "name"),
      "awslogs-region": "eu-central-1",
      "awslogs-stream-prefix": "web",
    },
  },
  ...more,
});

export const definition = (containers: readonly JsonObject[], more: JsonObject = {}): JsonObject => ({
  family: "web",
  requires_compatibilities: ["FARGATE"],
  network_mode: "awsvpc",
  cpu: 256,
  memory: 512,
  execution_role_arn: ref("aws_iam_role.execution", "arn"),
  container_definitions: JSON.stringify(containers),
  ...more,
});

export const service = (more: JsonObject = {}): JsonObject => ({
  name: "web",
  cluster: ref("aws_ecs_cluster.main"),
  task_definition: ref("aws_ecs_task_definition.web", "arn"),
  launch_type: "FARGATE",
  desired_count: 2,
  network_configuration: {
    subnets: [ref("aws_subnet.a"), ref("aws_subnet.b")],
    security_groups: [ref("aws_security_group.tasks")],
  },
  ...more,
});

const table = { vpc_id: ref("aws_vpc.main") };
const association = (subnet: string) => ({
  subnet_id: ref(`aws_subnet.${subnet}`),
  route_table_id: ref("aws_route_table.private"),
});
const tls = { ip_protocol: "tcp", from_port: 443, to_port: 443 };

/** Subnets without internet, with a service whose image, layers and logs go through endpoints: all of it works. */
export const ISOLATED: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16", enable_dns_support: true, enable_dns_hostnames: true } },
  aws_subnet: {
    a: { vpc_id: ref("aws_vpc.main"), cidr_block: "10.0.1.0/24", availability_zone: "eu-central-1a" },
    b: { vpc_id: ref("aws_vpc.main"), cidr_block: "10.0.2.0/24", availability_zone: "eu-central-1b" },
  },
  aws_route_table: { private: table },
  aws_route_table_association: { a: association("a"), b: association("b") },
  aws_security_group: { endpoints: { vpc_id: ref("aws_vpc.main") }, tasks: { vpc_id: ref("aws_vpc.main") } },
  aws_vpc_security_group_ingress_rule: {
    endpoints: {
      security_group_id: ref("aws_security_group.endpoints"),
      referenced_security_group_id: ref("aws_security_group.tasks"),
      ...tls,
    },
  },
  aws_vpc_security_group_egress_rule: {
    endpoints: {
      security_group_id: ref("aws_security_group.tasks"),
      referenced_security_group_id: ref("aws_security_group.endpoints"),
      ...tls,
    },
    s3: {
      security_group_id: ref("aws_security_group.tasks"),
      prefix_list_id: ref("aws_vpc_endpoint.s3", "prefix_list_id"),
      ...tls,
    },
  },
  aws_vpc_endpoint: {
    ecr_api: interfaceEndpoint("ecr.api"),
    ecr_dkr: interfaceEndpoint("ecr.dkr"),
    logs: interfaceEndpoint("logs"),
    s3: {
      vpc_id: ref("aws_vpc.main"),
      service_name: "com.amazonaws.eu-central-1.s3",
      vpc_endpoint_type: "Gateway",
      route_table_ids: [ref("aws_route_table.private")],
    },
  },
  aws_iam_role: { execution: { name: "execution", assume_role_policy: trust } },
  aws_iam_role_policy_attachment: {
    execution: {
      role: ref("aws_iam_role.execution", "name"),
      policy_arn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    },
  },
  aws_cloudwatch_log_group: { web: { name: "/ecs/web" } },
  aws_ecs_cluster: { main: { name: "main" } },
  aws_ecs_task_definition: { web: definition([container()]) },
  aws_ecs_service: { web: service() },
};

/** The same subnets with a NAT gateway and no endpoint at all; tasks may leave for anywhere. */
export const WITH_NAT: Resources = and(ISOLATED, {
  aws_vpc_endpoint: { ecr_api: undefined, ecr_dkr: undefined, logs: undefined, s3: undefined },
  aws_internet_gateway: { main: { vpc_id: ref("aws_vpc.main") } },
  aws_subnet: { public: { vpc_id: ref("aws_vpc.main"), cidr_block: "10.0.9.0/24" } },
  aws_route_table: {
    private: { ...table, route: [{ cidr_block: "0.0.0.0/0", nat_gateway_id: ref("aws_nat_gateway.main") }] },
    public: { ...table, route: [{ cidr_block: "0.0.0.0/0", gateway_id: ref("aws_internet_gateway.main") }] },
  },
  aws_route_table_association: {
    public: { subnet_id: ref("aws_subnet.public"), route_table_id: ref("aws_route_table.public") },
  },
  aws_nat_gateway: { main: { subnet_id: ref("aws_subnet.public") } },
  aws_vpc_security_group_egress_rule: {
    endpoints: undefined,
    s3: { security_group_id: ref("aws_security_group.tasks"), cidr_ipv4: "0.0.0.0/0", ...tls },
  },
});

/** The same subnets with a default route to the internet gateway itself. */
export const WITH_INTERNET_GATEWAY: Resources = and(WITH_NAT, {
  aws_route_table: {
    private: { ...table, route: [{ cidr_block: "0.0.0.0/0", gateway_id: ref("aws_internet_gateway.main") }] },
  },
});

export const egress = (more: JsonObject): JsonObject => ({
  security_group_id: ref("aws_security_group.tasks"),
  ...tls,
  ...more,
});

/** All paths of ECS services, judged. */
export function pathsIn(graph: Graph): readonly Path[] {
  const judge = new ResourceJudge(graph, [...ECS_RULES, ...ENDPOINT_RULES]);
  return ecsServicePaths
    .infer(graph)
    .map((draft) => judgePath(draft, `${draft.from} -> ${draft.to}`, "inferred", graph, judge));
}

/** The verdict of each path, by what follows the Region in the name of the service, or by the registry. */
export function verdicts(graph: Graph): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pathsIn(graph).map(({ to, verdict }) => [to.replace(/^com\.amazonaws\.[a-z0-9-]+\./, ""), verdict]),
  );
}

/** What is found on the path to a service, or on all of them. */
export function findings(graph: Graph, suffix?: string): readonly Finding[] {
  return pathsIn(graph)
    .filter(({ to }) => suffix === undefined || to.endsWith(`.${suffix}`) || to === suffix)
    .flatMap(({ hops }) => hops.flatMap((hop) => hop.findings));
}

/** What a rule about resources alone objects to. */
export function objectionsOf(rule: ResourceRule, graph: Graph): readonly Objection[] {
  return graph.ofType(...rule.types).flatMap((resource) => {
    const said = rule.check(resource, graph);
    const all = said === undefined ? [] : "verdict" in said ? [said] : said;
    return all.flatMap((one) => ("found" in one ? [one] : []));
  });
}
