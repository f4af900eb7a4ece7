import { theContainer } from "../../ecs/container";
import { containersOf } from "../../ecs/containers";
import { driverOf, optionOf } from "../../ecs/log-configuration";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";
import { isForFargate } from "./fargate-size";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html */
export const logOptionsAreComplete: ResourceRule = {
  id: "ECS-12",
  title: "The log driver has the options that Fargate asks for",
  types: ["aws_ecs_task_definition"],
  check,
};

const EXAMPLES: Readonly<Record<string, string>> = {
  "awslogs-group": "aws_cloudwatch_log_group.<name>.name",
  "awslogs-region": "data.aws_region.current.name",
  "awslogs-stream-prefix": '"web"',
};

function check(definition: Resource, graph: Graph): readonly Judgement[] {
  if (!isForFargate(definition)) return [];
  return containersOf(graph, definition).containers.flatMap(({ logConfiguration: log, label }) => {
    if (log === undefined || log instanceof Unknown || driverOf(log) !== "awslogs") return [];
    if (log.optionsComplete !== true) return [];
    const missing = Object.keys(EXAMPLES).filter((name) => optionOf(log, name) === undefined);
    if (missing.length === 0) return [];
    return broken({
      at: definition,
      found: `the log driver of ${theContainer(label)} has no ${missing.join(" and no ")}`,
      needed: "awslogs-group, awslogs-region and awslogs-stream-prefix",
      why: "AWS refuses to register a task definition for Fargate without them: it has no default for them there.",
      fix: missing.map((name) => `"${name}" = ${EXAMPLES[name]}`).join("\n"),
    });
  });
}
