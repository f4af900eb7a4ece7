import { networkModeOf } from "../../ecs/task-definition";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { broken, type Judgement, proven } from "../../verdict";
import type { ResourceRule } from "../rule";
import { isForFargate } from "./fargate-size";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html */
export const networkModeFits: ResourceRule = {
  id: "ECS-02",
  title: "A task for Fargate has the network mode awsvpc",
  types: ["aws_ecs_task_definition"],
  check,
};

function check(definition: Resource): Judgement | undefined {
  if (!isForFargate(definition)) return undefined;
  const mode = networkModeOf(definition);
  if (mode instanceof Unknown) return undefined;
  if (mode === "awsvpc") return proven(`${definition.address} has network mode awsvpc`);
  return broken({
    at: definition,
    found:
      mode === undefined
        ? `${definition.address} has no network_mode, which means bridge`
        : `network_mode of ${definition.address} is ${mode}`,
    needed: 'network_mode = "awsvpc"',
    why: "AWS refuses to register a task definition for Fargate with another network mode.",
    fix: 'network_mode = "awsvpc"',
  });
}
