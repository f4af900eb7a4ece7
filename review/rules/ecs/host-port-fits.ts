import { theContainer } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import { networkModeOf } from "../../ecs/task-definition";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export const hostPortFits: ResourceRule = {
  id: "ECS-09",
  title: "In network mode awsvpc the host port is the container port",
  types: ["aws_ecs_task_definition"],
  check,
};

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  const mode = networkModeOf(definition);
  if (mode !== "awsvpc" && mode !== "host") return [];
  return containersOf(graph, definition).containers.flatMap(({ portMappings, label }) =>
    portMappings.items.flatMap(({ containerPort, hostPort }) => {
      // A host port of 0 counts as none, as in bridge mode.
      if (
        containerPort === undefined ||
        hostPort === undefined ||
        hostPort === 0 ||
        hostPort === containerPort
      )
        return [];
      return broken({
        at: definition,
        found: `${theContainer(label)} maps its port ${containerPort} to the host port ${hostPort}`,
        needed: `hostPort = ${containerPort}, or none`,
        why: `In network mode ${mode} containers have their ports at the interface itself: AWS refuses a definition that maps them to others.`,
        fix: `Leave out hostPort, or write hostPort = ${containerPort}.`,
      });
    }),
  );
}
