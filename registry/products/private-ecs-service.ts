import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { PrivateCluster, PrivateService } from "../../modules/ecs";
import { unknownOfCluster } from "../../modules/ecs/existing-cluster";
import { gracePeriod } from "../../modules/ecs/inspect-service";
import { portMissing } from "../../modules/ecs/private-service";
import { Inspection } from "../../modules/refusal";
import type { Module } from "../form/module";
import type { Product } from "../form/product";
import { nameVariable, singleZoneVariable, tagsVariable } from "./common-variables";
import { containerProps } from "./container";
import { endpointsAddresses, endpointsOf, endpointsOutputs } from "./endpoints";
import { grantsVariable } from "./grants";
import { NeededEndpoints } from "./needed-endpoints";
import { regionOf, subnetsVariable, vpcWithDnsVariable } from "./network-variables";
import { size } from "./service-size";

const ENDPOINTS = endpointsAddresses("service/security-group", "task");

/** What must be there before a task starts. */
const WAYS = [
  "aws_vpc_endpoint.interface",
  "aws_vpc_endpoint.gateway",
  "aws_vpc_security_group_ingress_rule.endpoints_from_task",
  "aws_vpc_security_group_egress_rule.task_to_endpoints",
  "aws_vpc_security_group_egress_rule.task_to_gateway",
];

export const privateEcsService: Product = {
  name: "private-ecs-service",
  summary:
    "Runs a service of ECS on Fargate in subnets without internet, with its roles, its logs and the VPC endpoints that it needs",
  addresses: {
    ...ENDPOINTS,
    region: "current",
    "cluster/account": "account",
    "interface-services": "needed_interface_services",
    "gateway-services": "needed_gateway_services",
    service: "this",
    "service/task": "this",
    "service/task/logs": "this",
    "service/task/execution-role": "execution",
    "service/task/execution-role/policy": "execution",
    "service/task/role": "task",
    "service/task/role/policy": "task",
    "service/scaling": "this",
    "service/scaling/cpu": "cpu",
  },
  build(module) {
    const region = regionOf(module);
    const name = nameVariable(
      module,
      "Name of the service and of its container: 1 to 64 letters, digits, underscores and hyphens, unique in the cluster. Changing it replaces the service.",
    );
    const network = vpcWithDnsVariable(module, "vpc", "that the tasks are in", region);
    const routeTables = module.variable("route_table_ids", {
      type: "list(string)",
      description: "Route tables of the tasks' subnets: a gateway endpoint is a route in each of them.",
      default: [],
    });
    const taskSubnets = subnetsVariable(module, "task_subnets", network, "Where the tasks are", {
      routeTableIds: routeTables.list,
    });
    const endpointSubnets = subnetsVariable(
      module,
      "endpoint_subnets",
      network,
      "Where the interface endpoints are, if they are made here",
      { optional: true },
    );
    const createEndpoints = module.variable("create_endpoints", {
      type: "bool",
      description:
        "Whether the endpoints are made here. With false, give the outputs `interface_services` and `gateway_services` to the module private-ecs-endpoints of the VPC, and the service's security group to its `client_security_groups`.",
      default: true,
    });
    const exec = sessions(module);
    const cluster = module.variable("cluster", {
      type: "object({ arn = string, name = string })",
      description: "The cluster, like `aws_ecs_cluster.main`.",
    });
    const container = containerProps(module);
    const grants = grantsVariable(module);
    const targetGroups = module.variable("target_group_arns", {
      type: "map(string)",
      description:
        "Target groups in which tasks register, by any name, each with a listener already: the output `target_group_arn` of the module private-api waits for it.",
      default: {},
    });
    const tags = tagsVariable(module);
    const textOf = (expression: unknown) => module.textOf(expression);
    const needed = new NeededEndpoints(module.stack, "needed-endpoints", network, WAYS, textOf);
    const described = PrivateCluster.fromAttributes(module.stack, "cluster", {
      clusterArn: cluster.at("arn").string,
      clusterName: cluster.at("name").string,
      execLog: { logGroupArn: exec.logGroupArn, logGroupName: "" },
      decidedByTerraform: exec.decidedByTerraform,
    });
    const service = new PrivateService(module.stack, "service", {
      name,
      cluster: described,
      subnets: taskSubnets,
      endpoints: needed,
      containers: { [name]: container },
      exec: exec.enabled,
      ...size(module),
      tags,
    });
    service.allowListed(module.expression(grants.statements).boolean);
    service.container(name).registerIn({
      targetGroupArn: module.blockOf("target_group", targetGroups).value.string,
      listeners: [],
    });
    gracePeriodVariable(module, service, `length(${targetGroups.text}) > 0`);
    requirePort(module, service, `length(${targetGroups.text}) == 0 || var.port != null`);
    const policy = service.node
      .findChild("task")
      .node.findChild("role")
      .node.findChild("policy") as Construct;
    module.onlyIf(policy, module.expression(`var.enable_execute_command || ${grants.any}`));

    const { local } = servicesNeeded(module, needed, grants);
    const ifMade = (services: string) =>
      module.expression(`(${createEndpoints.text} ? ${services} : toset([]))`);
    const endpoints = endpointsOf(module, {
      name,
      subnets: endpointSubnets,
      allowSingleZone: singleZoneVariable(module),
      caller: service,
      interfaces: ifMade(local.interfaces),
      gateways: ifMade(local.gateways),
      tags,
    });
    module.onlyIf(endpoints.securityGroup, createEndpoints);
    // What is asked of its description is asked of the name already.
    module.settle(endpoints.securityGroup.node.findChild("Resource") as SecurityGroup);
    outputs(module, service, local);
    endpointsOutputs(module, endpoints);
  },
};

function sessions(module: Module) {
  const enabled = module.variable("enable_execute_command", {
    type: "bool",
    description: "Whether somebody who may can open a shell in the container (ECS Exec).",
    default: false,
  });
  const logGroup = module.variable("execute_command_log_group_arn", {
    type: "string",
    description:
      "ARN of the log group in which the cluster logs sessions of ECS Exec. Needed with `enable_execute_command`.",
    default: null,
  });
  const inspection = new Inspection("private-ecs-service/cluster");
  inspection.leaveToTerraform(
    module.expression(`!${enabled.text} || ${logGroup.text} != null`).boolean,
    unknownOfCluster("execute_command_log_group_arn", "the log group of its sessions"),
  );
  const decidedByTerraform = inspection.conclude();
  // The last only keeps Terraform from failing over a policy without an ARN: the rule above refuses it.
  const logGroupArn = module.expression(`coalesce(${logGroup.text}, "missing")`).string;
  return { enabled: enabled.boolean, logGroupArn, decidedByTerraform };
}

/** AWS refuses a grace period for a service that is behind no load balancer. */
function gracePeriodVariable(module: Module, service: PrivateService, behindLoadBalancer: string): void {
  const grace = module.variable("health_check_grace_period_in_seconds", {
    type: "number",
    description: "Seconds after its start in which the load balancer's health check does not stop a task.",
    default: 60,
  });
  module.require("health_check_grace_period_in_seconds", grace.number, gracePeriod);
  const seconds = module.expression(`${behindLoadBalancer} ? ${grace.text} : null`);
  resourceOf(service).healthCheckGracePeriodSeconds = seconds.number;
}

/** Rules about two variables stand at the resource: variables know of each other since Terraform 1.9. */
function requirePort(module: Module, service: PrivateService, condition: string): void {
  const inspection = new Inspection(service);
  inspection.leaveToTerraform(module.expression(condition).boolean, portMissing);
  const resource = resourceOf(service);
  resource.lifecycle = { ...resource.lifecycle, ...inspection.conclude() };
}

function resourceOf(service: PrivateService): EcsService {
  return service.node.findChild("Resource") as EcsService;
}

function servicesNeeded(
  module: Module,
  needed: NeededEndpoints,
  grants: { readonly interfaces: string; readonly gateways: string },
) {
  const local = (id: string, text: string) =>
    new TerraformLocal(module.stack, id, module.expression(text).boolean);
  local("interface-services", needed.services("Interface", [grants.interfaces]));
  local("gateway-services", needed.services("Gateway", [grants.gateways]));
  return {
    local: { interfaces: "local.needed_interface_services", gateways: "local.needed_gateway_services" },
  };
}

function outputs(
  module: Module,
  service: PrivateService,
  services: { readonly interfaces: string; readonly gateways: string },
): void {
  module.output("service_name", { value: service.serviceName, description: "Name of the service" });
  module.output("security_group_id", {
    value: service.securityGroup.securityGroupId,
    description: "Carried by the tasks; let clients in with a rule, or give it to the module private-api",
  });
  module.output("task_role_arn", {
    value: service.roleArn,
    description: "The role whose credentials the application has",
  });
  module.output("log_group_name", { value: service.logGroupName, description: "Log group of the container" });
  module.output("port", {
    value: module.expression("var.port").number,
    description: "TCP port that the container listens on",
  });
  module.output("interface_services", {
    value: module.expression(services.interfaces).boolean,
    description: "Services that the tasks need an interface endpoint for",
  });
  module.output("gateway_services", {
    value: module.expression(services.gateways).boolean,
    description: "Services that the tasks need a gateway endpoint for",
  });
}
