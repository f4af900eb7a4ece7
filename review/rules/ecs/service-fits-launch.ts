import { launchOf } from "../../ecs/launch";
import { networkModeOf, taskDefinitionOf } from "../../ecs/task-definition";
import { networkConfigurationOf } from "../../endpoints/caller";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isResource } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { booleanOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
export const serviceFitsLaunch: ResourceRule = {
  id: "ECS-15",
  title: "The service asks for what its launch type has",
  types: ["aws_ecs_service"],
  check,
};

const WHY = "AWS refuses to create such a service; Terraform's plan does not look into it.";

function check(service: Resource, graph: Graph): readonly Judgement[] {
  const launch = launchOf(graph, service);
  const kind = launch instanceof Unknown ? undefined : launch.kind;
  const faults = [
    ...bothGiven(service),
    ...(kind === "FARGATE" ? onFargate(service) : []),
    ...(kind === "EC2" ? onInstances(service) : []),
    ...network(service, graph),
    ...outsideOfAws(service, graph),
  ];
  return faults.map((fault) => broken({ at: service, why: WHY, ...fault }));
}

interface Fault {
  readonly found: string;
  readonly needed: string;
  readonly fix: string;
}

function bothGiven(service: Resource): readonly Fault[] {
  const strategies = nestedBlocks(service.get("capacity_provider_strategy")).filter(
    (one) => !(one instanceof Unknown),
  );
  if (strategies.length === 0 || typeof settle(service.get("launch_type") ?? null) !== "string") return [];
  const found = `${service.address} has both launch_type and capacity_provider_strategy`;
  return [{ found, needed: "one of the two", fix: "Leave out launch_type." }];
}

function onFargate(service: Resource): readonly Fault[] {
  if (settle(service.get("scheduling_strategy") ?? null) !== "DAEMON") return [];
  const found = `scheduling_strategy of ${service.address} is DAEMON, and it runs on Fargate`;
  return [
    {
      found,
      needed: "REPLICA: Fargate has no instances to run a daemon on",
      fix: 'scheduling_strategy = "REPLICA"',
    },
  ];
}

function onInstances(service: Resource): readonly Fault[] {
  const block = networkConfigurationOf(service);
  if (block === undefined || block instanceof Unknown) return [];
  if (booleanOf(settle(block.assign_public_ip ?? null)) !== true) return [];
  const found = `${service.address} has assign_public_ip = true, and its tasks run on EC2`;
  return [{ found, needed: "assign_public_ip = false, except on Fargate", fix: "assign_public_ip = false" }];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-anywhere.html */
function outsideOfAws(service: Resource, graph: Graph): readonly Fault[] {
  const definition = taskDefinitionOf(graph, service);
  if (settle(service.get("launch_type") ?? null) !== "EXTERNAL" || !isResource(definition)) return [];
  if (definition.mode === "data" || networkModeOf(definition) !== "awsvpc") return [];
  return [
    {
      found: `launch_type of ${service.address} is EXTERNAL, and ${definition.address} has network mode awsvpc`,
      needed:
        "network mode bridge, host or none: instances outside of AWS have no network interfaces of a VPC",
      fix: 'launch_type = "FARGATE"',
    },
  ];
}

function network(service: Resource, graph: Graph): readonly Fault[] {
  const definition = taskDefinitionOf(graph, service);
  const mode =
    isResource(definition) && definition.mode === "managed" ? networkModeOf(definition) : undefined;
  const has = nestedBlocks(service.get("network_configuration")).length > 0;
  if (mode !== "awsvpc" || has) return [];
  return [
    {
      found: `${service.address} has no network_configuration, and its tasks have network mode awsvpc`,
      needed: "network_configuration with the subnets and security groups of the tasks",
      fix: "network_configuration {\n  subnets         = [...]\n  security_groups = [...]\n}",
    },
  ];
}
