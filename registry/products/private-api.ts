import { ApiGatewayLogging, Authorization, PrivateIntegrationApi, RestLogs } from "../../modules/api";
import { HealthCheck, type LoadBalancerTarget, NetworkProtocol } from "../../modules/load-balancer";
import { LogGroup } from "../../modules/logs";
import { type INetwork, SubnetGroup } from "../../modules/network";
import { SecurityGroup } from "../../modules/security";
import type { Module } from "../form/module";
import type { Product } from "../form/product";
import { logRetentionVariable, nameVariable, tagsVariable } from "./common-variables";
import { regionOf, subnetsVariable, vpcVariable } from "./network-variables";

export const privateApi: Product = {
  name: "private-api",
  summary:
    "Puts a REST API before something in a VPC, like a service of ECS: API Gateway, VPC link and an internal Network Load Balancer",
  addresses: {
    region: "current",
    target: "target",
    "target/from_api_load-balancer_security-group_port": "target_from_load_balancer",
    "log-group": "access_logs",
    api: "this",
    "api/load-balancer": "this",
    "api/load-balancer/security-group": "load_balancer",
    "api/load-balancer/security-group/to_target_port": "load_balancer_to_target",
    "api/load-balancer/listener": "this",
    "api/load-balancer/listener/target-group": "this",
    "api/load-balancer/vpc-link": "this",
    "api/routes/ANY": "root",
    "api/routes/ANY/integration": "root",
    "api/routes/any-proxy": "proxy",
    "api/routes/any-proxy/ANY": "proxy",
    "api/routes/any-proxy/ANY/integration": "proxy",
    "api/deployment": "this",
    "api/stage": "this",
    "api/stage/settings": "this",
  },
  build(module) {
    const region = regionOf(module);
    const name = nameVariable(
      module,
      "Name of everything that gets one: 1 to 63 letters, digits and hyphens. Metrics and logs are kept by it.",
    );
    const network = vpcVariable(module, "vpc", "that the target is in", region);
    const subnets = subnetsVariable(
      module,
      "load_balancer_subnets",
      network,
      "Where the load balancer is, in every zone of the target",
    );
    const tags = tagsVariable(module);
    const listenerPort = module.variable("listener_port", {
      type: "number",
      description:
        "TCP port of the load balancer: 80, 443 or above 1024, the only ones that API Gateway connects to. The integration calls the same port, always.",
      default: 80,
    });
    const authorization = module.variable("authorization", {
      type: "string",
      description:
        "Who may use the API: `AWS_IAM` for callers with credentials of AWS whose role allows `execute-api:Invoke`, `NONE` for everybody who can reach it.",
      default: "AWS_IAM",
    });
    const timeout = module.variable("timeout_in_seconds", {
      type: "number",
      description: "Seconds that the target has to answer, 0.05 to 29.",
      default: 29,
    });
    const stageName = module.variable("stage_name", {
      type: "string",
      description:
        "The stage, and with it the first part of the path: 1 to 128 letters, digits, hyphens and underscores.",
      default: "prod",
    });
    const throttling = (what: string, description: string) =>
      module.variable(what, {
        type: "number",
        description: `${description} More are answered with 429. Null for the account's own limit.`,
        default: null,
      }).number;
    const tracing = module.variable("xray_tracing_enabled", {
      type: "bool",
      description: "Whether requests are traced with AWS X-Ray.",
      default: false,
    });
    const api = new PrivateIntegrationApi(module.stack, "api", {
      name,
      target: target(module, network),
      subnets,
      protocol: NetworkProtocol.tcp(listenerPort.number),
      healthCheck: healthCheck(module),
      authorization: Authorization.either(authorization.string),
      timeoutInSeconds: timeout.number,
      stageName: stageName.string,
      logs: logs(module, name, tags),
      throttling: {
        requestsPerSecond: throttling("throttling_requests_per_second", "Requests per second, on average."),
        burst: throttling("throttling_burst", "Requests at once."),
      },
      tracing: tracing.boolean,
      tags,
    });
    outputs(module, api);
  },
};

function target(module: Module, network: INetwork): LoadBalancerTarget {
  const port = module.variable("target_port", {
    type: "number",
    description: "TCP port that the target listens on, which may be any.",
  });
  const group = module.variable("target_security_group_id", {
    type: "string",
    description:
      "The security group that the target carries. It gets one ingress rule, for the load balancer.",
  });
  return {
    name: "target",
    port: port.number,
    // Only its VPC is known here: whoever registers is somewhere in it.
    subnets: SubnetGroup.ofIds(network, []),
    securityGroup: SecurityGroup.fromAttributes(module.stack, "target", {
      securityGroupId: group.string,
      network,
    }),
    // What registers is outside of the module, and takes its output.
    registerIn: () => {},
  };
}

function healthCheck(module: Module): HealthCheck {
  const path = module.variable("health_check_path", {
    type: "string",
    description:
      "Path of a request that a healthy target answers, like `/health`. Null: a target is well if it takes a connection.",
    default: null,
  });
  const codes = module.variable("health_check_success_codes", {
    type: "string",
    description: "Status codes of a good answer: one, some or a range.",
    default: "200-399",
  });
  const interval = module.variable("health_check_interval_in_seconds", {
    type: "number",
    description:
      "Seconds from one check to the next, 6 to 300. Three good ones make a target healthy, three bad ones unhealthy.",
    default: 10,
  });
  return HealthCheck.either(path.string, {
    successCodes: codes.string,
    intervalInSeconds: interval.number,
  });
}

function logs(module: Module, name: string, tags: Readonly<Record<string, string>>): RestLogs {
  const enabled = module.variable("access_logs", {
    type: "bool",
    description:
      "Whether a record of every request is written to the log group `/aws/vendedlogs/apigateway/rest/<name>`. The account needs the role of `aws_api_gateway_account` for it, once in each Region.",
    default: false,
  });
  const retention = logRetentionVariable(module);
  const group = new LogGroup(module.stack, "log-group", {
    name,
    path: "/aws/vendedlogs/apigateway/rest/",
    retentionInDays: retention,
    tags,
  });
  module.onlyIf(group, enabled);
  const arns = module.expression("aws_cloudwatch_log_group.access_logs[*].arn");
  return RestLogs.on(ApiGatewayLogging.existing(), {
    logGroup: {
      logGroupArn: module.blockOf("log", arns).value.string,
      logGroupName: group.logGroupName,
    },
  });
}

function outputs(module: Module, api: PrivateIntegrationApi): void {
  const { listener } = api;
  module.output("invoke_url", { value: api.invokeUrl, description: "The URL that AWS gives the stage" });
  module.output("execution_arn", {
    value: api.executionArn,
    description: "ARN of the API, as permissions to call it have it: `<ARN>/<stage>/*`",
  });
  module.output("rest_api_id", { value: api.apiId, description: "Id of the API" });
  module.output("stage_arn", { value: api.stageArn, description: "ARN of the stage, for a web ACL" });
  module.output("target_group_arn", {
    value: module.expression("aws_lb_target_group.this.arn").string,
    description:
      "Where the target registers, once the listener is there: for `target_group_arns` of the module private-ecs-service",
    // AWS takes no registration before the target group has a listener.
    dependsOn: [{ fqn: "aws_lb_listener.this" }],
  });
  module.output("load_balancer_arn", {
    value: listener.loadBalancer.loadBalancerArn,
    description: "ARN of the load balancer",
  });
  module.output("load_balancer_security_group_id", {
    value: listener.loadBalancer.securityGroup.securityGroupId,
    description: "Carried by the load balancer; its egress leads to the target and nowhere else",
  });
  module.output("load_balancer_dns_name", {
    value: listener.loadBalancer.dnsName,
    description: "The name that AWS gives the load balancer, for callers within the VPC",
  });
  module.output("log_group_name", {
    value: api.logGroup?.logGroupName,
    description: "Log group of the access logs; null if none is made",
  });
}
