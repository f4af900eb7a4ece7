import { taskDefinitionOf } from "../../ecs/task-definition";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { follow, isResource, type Named } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { peerOf } from "../../network/peer";
import { readPort } from "../../network/ports";
import { discoverable, type Registration } from "../../rules/api/discoverable";
import { connectionGates } from "../connection-gates";
import { checks } from "../draft";
import { elementOf } from "../inside-vpc";
import type { Tail } from "./tail";

/** The tasks that register with a Cloud Map service, to which an HTTP API connects without a load balancer. */
export function discoveredTails(
  graph: Graph,
  registry: Resource,
  link: Named | undefined,
  at: number,
): readonly Tail[] {
  const services = graph.referring("aws_ecs_service", "service_registries.registry_arn", registry).resources;
  if (services.length === 0) {
    const gate = {
      title: "Cloud Map service: tasks",
      between: [at, at] as const,
      checks: checks({ registry, service: undefined, port: undefined }, discoverable),
    };
    const end = { name: registry.address, resource: registry, kind: "Cloud Map service", lane: "AWS" };
    return [{ to: registry.address, port: undefined, elements: [end], gates: [gate] }];
  }
  return services.flatMap((service) => {
    const port = portOf(service, registry, graph);
    const registration: Registration = { registry, service, port };
    const from = isResource(link) ? peerOf(graph, link) : undefined;
    const to = peerOf(graph, service);
    if (!to) return [];
    const between = [at - 1, at] as const;
    const definition = taskDefinitionOf(graph, service);
    const element = elementOf(to, "ECS service");
    const parts = [...(element.parts ?? []), registry, ...(isResource(definition) ? [definition] : [])];
    return [
      {
        to: service.address,
        port,
        elements: [{ ...element, parts }],
        gates: [
          { title: "VPC link -> task: Cloud Map", between, checks: checks(registration, discoverable) },
          ...(from
            ? connectionGates(
                "VPC link -> task",
                { from, to, protocol: "tcp", port, identity: "groups" },
                between,
              )
            : []),
        ],
      },
    ];
  });
}

/** The port in the record of a task: that of the service's registry, or of the container that it names. */
function portOf(service: Resource, registry: Resource, graph: Graph): number | undefined {
  for (const block of nestedBlocks(service.get("service_registries"))) {
    if (block instanceof Unknown || graph.find(block.registry_arn, registry.type) !== registry) continue;
    const port = readPort(follow(block.container_port)) ?? readPort(follow(block.port));
    if (typeof port === "number") return port;
  }
  return undefined;
}
