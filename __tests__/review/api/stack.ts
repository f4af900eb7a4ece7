import { judgePath, ResourceJudge } from "../../../review/judge";
import { apiPaths, loadBalancerPaths } from "../../../review/paths/api";
import type { PathDraft } from "../../../review/paths/draft";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import type { Finding, Path } from "../../../review/result";
import { API_RULES } from "../../../review/rules/api";
import { LOAD_BALANCER_RULES } from "../../../review/rules/load-balancer";

export type Body = Record<string, unknown>;
export type Resources = Record<string, Record<string, Body>>;

export const graphOf = (resources: Resources) =>
  readJson("test", { resource: resources } as unknown as JsonObject).graph;

const families = { api: apiPaths, loadBalancer: loadBalancerPaths };

/** The paths that are inferred from resources, with all that the rules of this area say of them. */
export function pathsIn(resources: Resources, family: keyof typeof families = "api"): readonly Path[] {
  const graph = graphOf(resources);
  return judged(families[family].infer(graph), graph);
}

export function judged(drafts: readonly PathDraft[], graph: ReturnType<typeof graphOf>): readonly Path[] {
  const judge = new ResourceJudge(graph, [...API_RULES, ...LOAD_BALANCER_RULES]);
  return drafts.map((draft) => {
    const id = `${draft.from} -> ${draft.to}${draft.port === undefined ? "" : `:${draft.port}`}`;
    return judgePath(draft, id, "inferred", graph, judge);
  });
}

/** The only path, its verdict and what is found, each as `rule verdict address`. */
export function verdictOf(resources: Resources, family: keyof typeof families = "api") {
  const paths = pathsIn(resources, family);
  expect(paths).toHaveLength(1);
  const [path] = paths as readonly [Path];
  const findings = path.hops.flatMap((hop) => hop.findings);
  return {
    id: path.id,
    verdict: path.verdict,
    said: findings.map(
      ({ rule, verdict, severity, address }) =>
        `${rule} ${severity === "warning" ? "warning" : verdict} ${address}`,
    ),
    findings,
    evidence: path.hops.flatMap((hop) => hop.evidence.map(({ rule, text }) => `${rule} ${text}`)),
  };
}

export const words = (findings: readonly Finding[]) =>
  findings.map(({ found, needed, why, fix }) => [found, needed, why, fix].join("\n")).join("\n");

/** Whatever is asked of resources alone, each as `rule verdict address`. */
export function resourceFindings(resources: Resources): readonly string[] {
  const graph = graphOf(resources);
  const judge = new ResourceJudge(graph, [...API_RULES, ...LOAD_BALANCER_RULES]);
  return judge
    .subjects()
    .flatMap((resource) =>
      judge
        .of(resource)
        .flatMap(({ rule, judgement }) =>
          "at" in judgement
            ? [
                `${rule.id} ${judgement.severity === "warning" ? "warning" : judgement.verdict} ${resource.address}`,
              ]
            : [],
        ),
    );
}

const ref = (address: string) => `\${${address}}`;
const rule = (group: string, other: string, port: number): Body => ({
  security_group_id: ref(`aws_security_group.${group}.id`),
  referenced_security_group_id: ref(`aws_security_group.${other}.id`),
  ip_protocol: "tcp",
  from_port: port,
  to_port: port,
});

/** A VPC with tasks behind a listener on 80, container port 8000. */
function behindLoadBalancer(): Resources {
  const subnet = (letter: string, index: number): Body => ({
    vpc_id: ref("aws_vpc.main.id"),
    cidr_block: `10.0.${index}.0/24`,
    availability_zone: `eu-central-1${letter}`,
  });
  const subnets = [ref("aws_subnet.a.id"), ref("aws_subnet.b.id")];
  return {
    aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    aws_subnet: { a: subnet("a", 1), b: subnet("b", 2) },
    aws_security_group: { lb: { vpc_id: ref("aws_vpc.main.id") }, tasks: { vpc_id: ref("aws_vpc.main.id") } },
    aws_vpc_security_group_egress_rule: { lb_tasks: rule("lb", "tasks", 8000) },
    aws_vpc_security_group_ingress_rule: { tasks_lb: rule("tasks", "lb", 8000) },
    aws_ecs_task_definition: {
      web: {
        family: "web",
        network_mode: "awsvpc",
        requires_compatibilities: ["FARGATE"],
        container_definitions: JSON.stringify([
          { name: "web", image: "web:1", portMappings: [{ containerPort: 8000 }] },
        ]),
      },
    },
    aws_ecs_service: {
      web: {
        name: "web",
        launch_type: "FARGATE",
        depends_on: ["aws_lb_listener.web"],
        task_definition: ref("aws_ecs_task_definition.web.arn"),
        network_configuration: { subnets, security_groups: [ref("aws_security_group.tasks.id")] },
        load_balancer: [
          {
            target_group_arn: ref("aws_lb_target_group.web.arn"),
            container_name: "web",
            container_port: 8000,
          },
        ],
      },
    },
    aws_lb_target_group: {
      web: { vpc_id: ref("aws_vpc.main.id"), target_type: "ip", protocol: "TCP", port: 80 },
    },
    aws_lb_listener: {
      web: {
        load_balancer_arn: ref("aws_lb.main.arn"),
        protocol: "TCP",
        port: 80,
        default_action: [{ type: "forward", target_group_arn: ref("aws_lb_target_group.web.arn") }],
      },
    },
    aws_lb: {
      main: {
        load_balancer_type: "network",
        internal: true,
        subnets,
        security_groups: [ref("aws_security_group.lb.id")],
        enable_cross_zone_load_balancing: true,
        enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      },
    },
  };
}

/** REST API, VPC link V1, network load balancer, tasks: all of it right. */
export function restStack(change: (resources: Resources) => void = () => {}): Resources {
  const api = ref("aws_api_gateway_rest_api.main.id");
  const resources: Resources = {
    ...behindLoadBalancer(),
    aws_api_gateway_rest_api: { main: { name: "main" } },
    aws_api_gateway_resource: {
      proxy: {
        rest_api_id: api,
        parent_id: ref("aws_api_gateway_rest_api.main.root_resource_id"),
        path_part: "{proxy+}",
      },
    },
    aws_api_gateway_method: {
      proxy: {
        rest_api_id: api,
        resource_id: ref("aws_api_gateway_resource.proxy.id"),
        http_method: "ANY",
        authorization: "AWS_IAM",
        request_parameters: { "method.request.path.proxy": true },
      },
    },
    aws_api_gateway_vpc_link: { main: { name: "main", target_arns: [ref("aws_lb.main.arn")] } },
    aws_api_gateway_integration: {
      proxy: {
        rest_api_id: api,
        resource_id: ref("aws_api_gateway_resource.proxy.id"),
        http_method: ref("aws_api_gateway_method.proxy.http_method"),
        type: "HTTP_PROXY",
        integration_http_method: "ANY",
        uri: `http://${ref("aws_lb.main.dns_name")}/{proxy}`,
        connection_type: "VPC_LINK",
        connection_id: ref("aws_api_gateway_vpc_link.main.id"),
        request_parameters: { "integration.request.path.proxy": "method.request.path.proxy" },
      },
    },
    aws_api_gateway_deployment: {
      main: {
        rest_api_id: api,
        triggers: { redeploy: ref("sha1(jsonencode(aws_api_gateway_integration.proxy))") },
      },
    },
    aws_api_gateway_stage: {
      live: {
        rest_api_id: api,
        deployment_id: ref("aws_api_gateway_deployment.main.id"),
        stage_name: "live",
      },
    },
  };
  change(resources);
  return resources;
}

/** HTTP API, VPC link V2, application load balancer, tasks: all of it right. */
export function httpStack(change: (resources: Resources) => void = () => {}): Resources {
  const api = ref("aws_apigatewayv2_api.main.id");
  const resources: Resources = {
    ...behindLoadBalancer(),
    aws_apigatewayv2_api: { main: { name: "main", protocol_type: "HTTP" } },
    aws_apigatewayv2_vpc_link: {
      main: {
        subnet_ids: [ref("aws_subnet.a.id"), ref("aws_subnet.b.id")],
        security_group_ids: [ref("aws_security_group.link.id")],
      },
    },
    aws_apigatewayv2_integration: {
      web: {
        api_id: api,
        integration_type: "HTTP_PROXY",
        integration_method: "ANY",
        integration_uri: ref("aws_lb_listener.web.arn"),
        connection_type: "VPC_LINK",
        connection_id: ref("aws_apigatewayv2_vpc_link.main.id"),
      },
    },
    aws_apigatewayv2_route: {
      web: {
        api_id: api,
        route_key: "$default",
        target: `integrations/${ref("aws_apigatewayv2_integration.web.id")}`,
      },
    },
    aws_apigatewayv2_stage: { live: { api_id: api, name: "$default", auto_deploy: true } },
  };
  set(resources, "aws_security_group.link", { vpc_id: ref("aws_vpc.main.id") });
  set(resources, "aws_vpc_security_group_egress_rule.link_lb", rule("link", "lb", 80));
  set(resources, "aws_vpc_security_group_ingress_rule.lb_link", rule("lb", "link", 80));
  update(resources, "aws_lb.main", {
    load_balancer_type: "application",
    enforce_security_group_inbound_rules_on_private_link_traffic: undefined,
  });
  update(resources, "aws_lb_listener.web", { protocol: "HTTP" });
  update(resources, "aws_lb_target_group.web", { protocol: "HTTP" });
  change(resources);
  return resources;
}

/** Only the load balancer with its tasks. */
export function loadBalancerStack(change: (resources: Resources) => void = () => {}): Resources {
  const resources = behindLoadBalancer();
  change(resources);
  return resources;
}

/** Changes arguments of a resource; undefined takes one away. */
export function update(resources: Resources, address: string, arguments_: Body): void {
  const [type = "", name = ""] = address.split(".");
  const body = resources[type]?.[name];
  if (!body) throw new Error(`${address} is not there`);
  Object.assign(body, arguments_);
  for (const [argument, value] of Object.entries(arguments_)) if (value === undefined) delete body[argument];
}

export function set(resources: Resources, address: string, body: Body): void {
  const [type = "", name = ""] = address.split(".");
  resources[type] = { ...resources[type], [name]: body };
}

export function remove(resources: Resources, address: string): void {
  const [type = "", name = ""] = address.split(".");
  if (!resources[type]?.[name]) throw new Error(`${address} is not there`);
  delete resources[type][name];
}
