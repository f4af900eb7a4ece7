import type { Resource } from "../../graph/resource";
import { numberOf } from "../../read/expression/convert";
import { settle } from "../../read/expression/settle";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
export const deploymentProceeds: ResourceRule = {
  id: "ECS-14",
  title: "A deployment can replace tasks",
  types: ["aws_ecs_service"],
  otherwise: "useless",
  check,
};

function check(service: Resource): Judgement | undefined {
  const daemon = settle(service.get("scheduling_strategy") ?? null) === "DAEMON";
  const minimum = percent(service, "deployment_minimum_healthy_percent") ?? (daemon ? 0 : 100);
  const maximum = percent(service, "deployment_maximum_percent") ?? (daemon ? 100 : 200);
  if (minimum < maximum || minimum < 100) return undefined;
  return warning({
    at: service,
    found: `${service.address} keeps at least ${minimum} and at most ${maximum} percent of its tasks`,
    needed: "a maximum above the minimum",
    why: "A deployment can neither start a task beyond those that run nor stop one of them: it waits for ever.",
    fix: "deployment_maximum_percent = 200",
  });
}

function percent(service: Resource, argument: string): number | undefined {
  return numberOf(settle(service.get(argument) ?? null));
}
