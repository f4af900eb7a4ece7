import type { PortMapping } from "../ecs/container";
import { containersOf } from "../ecs/containers";
import { isOnFargate } from "../ecs/launch";
import { networkModeOf, taskDefinitionOf } from "../ecs/task-definition";
import type { Found, Graph } from "../graph/graph";
import { oncePerGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { follow, isResource, lookUp, lookUpAll } from "../network/look-up";
import { type NestedBlock, nestedBlocks } from "../network/nested-blocks";
import { readPort } from "../network/ports";
import { isSet, textOf } from "./argument";
import type { Target, Targets } from "./targets";
import { TARGET_GROUPS } from "./types";

// A task set is what an external deployment controller makes of a service.
const SERVICES = ["aws_ecs_service", "aws_ecs_task_set"] as const;

/** The ECS services that register their tasks with a target group. */
export function serviceTargets(graph: Graph, group: Resource): Targets {
  const groups = [group, ...(pairs(graph).get(group) ?? [])];
  const all = groups.flatMap((one) =>
    SERVICES.flatMap((type) =>
      ARGUMENTS.map((argument) => ({ one, ...graph.referring(type, argument, one) })),
    ),
  );
  const services = new Map(
    all.flatMap(({ one, resources }) => resources.map((service) => [service, one] as const)),
  );
  return {
    targets: [...services].flatMap(([service, one]) =>
      blocksFor(graph, service, one).map((block) => target(graph, service, block)),
    ),
    uncertain: all.flatMap(({ uncertain }) => uncertain).filter((service) => !services.has(service)),
  };
}

// The second group is the other one of a blue/green deployment by ECS itself:
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AdvancedConfiguration.html
const ARGUMENTS = [
  "load_balancer.target_group_arn",
  "load_balancer.advanced_configuration.alternate_target_group_arn",
] as const;

/** The other group of a blue/green deployment by CodeDeploy, which moves the tasks of a service from one to the other. */
const pairs = oncePerGraph((graph): ReadonlyMap<Resource, readonly Resource[]> => {
  const byGroup = new Map<Resource, Resource[]>();
  for (const deployment of graph.ofType("aws_codedeploy_deployment_group")) {
    const pair = namesIn(deployment.get("load_balancer_info"))
      .map((name) => lookUp(graph, name, ...TARGET_GROUPS))
      .filter(isResource);
    for (const one of pair) {
      byGroup.set(one, [...(byGroup.get(one) ?? []), ...pair.filter((other) => other !== one)]);
    }
  }
  return byGroup;
});

function namesIn(info: Value | undefined): readonly Value[] {
  let blocks = nestedBlocks(info);
  for (const name of ["target_group_pair_info", "target_group"]) {
    blocks = blocks.flatMap((block) => (block instanceof Unknown ? [] : nestedBlocks(block[name])));
  }
  return blocks.flatMap((block) =>
    block instanceof Unknown || block.name === undefined ? [] : [block.name],
  );
}

function blocksFor(graph: Graph, service: Resource, group: Resource): readonly NestedBlock[] {
  return knownBlocks(service.get("load_balancer")).filter((block) => {
    const others = nestedBlocks(block.advanced_configuration).flatMap((one) =>
      one instanceof Unknown ? [] : lookUpAll(graph, one.alternate_target_group_arn, ...TARGET_GROUPS),
    );
    return [...lookUpAll(graph, block.target_group_arn, ...TARGET_GROUPS), ...others].includes(group);
  });
}

function knownBlocks(value: Value | undefined): readonly NestedBlock[] {
  return nestedBlocks(value).flatMap((block) => (block instanceof Unknown ? [] : [block]));
}

function target(graph: Graph, service: Resource, block: NestedBlock): Target {
  const container = textOf(block.container_name, `container_name of ${service.address}`);
  const port = readPort(follow(block.container_port));
  const onNetwork = portOnNetwork(graph, service, container, port);
  const common = { kind: "ECS service", resource: service, by: service, port, container } as const;
  if (onNetwork !== "chosen") return { ...common, connectedPort: onNetwork };
  const connectedPort = new Unknown(
    `Docker chooses the port on the instance for the tasks of ${service.address}`,
  );
  return { ...common, connectedPort, hasChosenPort: true };
}

/**
 * The port under which ECS registers a task: that of the container where the task has a network interface of its own, else that of
 * its instance, which Docker chooses where it is 0 or left out.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
function portOnNetwork(
  graph: Graph,
  service: Resource,
  container: Target["container"],
  port: Target["port"],
): Target["port"] | "chosen" {
  const definition = taskDefinitionOf(graph, service);
  const mode = modeOf(graph, service, definition);
  if (mode instanceof Unknown) return mode;
  const mappings = isResource(definition) ? mappingsOf(graph, definition, container) : undefined;
  const own = mappings?.find(({ containerPort }) => containerPort === port);
  // A port that the container does not have is told of elsewhere; its only one is meant, and is what has to be reached.
  const meant = mappings?.length === 1 && !own ? mappings[0]?.containerPort : undefined;
  if (mode === "awsvpc" || mode === "host") return meant ?? port;
  if (own?.hostPort) return own.hostPort;
  return own ? "chosen" : new Unknown(`the port of ${service.address} on its instances is not known`);
}

function modeOf(graph: Graph, service: Resource, definition: Found): string | Unknown {
  const mode = isResource(definition)
    ? networkModeOf(definition)
    : new Unknown("the task definition is not known");
  if (!(mode instanceof Unknown)) return mode ?? (isOnFargate(graph, service) ? "awsvpc" : "bridge");
  return isSet(service.get("network_configuration")) ? "awsvpc" : mode;
}

/** The port mappings of a container; undefined if they are not all known. */
function mappingsOf(
  graph: Graph,
  definition: Resource,
  container: Target["container"],
): readonly PortMapping[] | undefined {
  const mappings = containersOf(graph, definition).containers.find(
    ({ name }) => follow(name) === container,
  )?.portMappings;
  return mappings?.complete === true ? mappings.items : undefined;
}
