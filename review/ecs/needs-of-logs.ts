import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { checks } from "../paths/draft";
import { settle } from "../read/expression/settle";
import { logGroupExists } from "../rules/ecs/log-group-exists";
import { theContainer } from "./container";
import { createsLogGroup, driverOf, type LogConfiguration, optionOf } from "./log-configuration";
import { namedLogGroup } from "./log-group";
import type { TaskNeed } from "./needs";
import { ofExecutionOrHostRole, type Task } from "./task";

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export function logNeeds(graph: Graph, task: Task): readonly TaskNeed[] {
  return task.containers.containers.flatMap(({ logConfiguration: log, label }) => {
    if (log === undefined || log instanceof Unknown || driverOf(log) !== "awslogs") return [];
    const region = logRegionOf(log) ?? task.region;
    const group = namedLogGroup(graph, optionOf(log, "awslogs-group"), region);
    const purpose = `write logs of ${theContainer(label)}`;
    // Only where it is asked to, and the group is not there yet, the driver makes it: AmazonECSTaskExecutionRolePolicy does not
    // allow that. https://github.com/moby/moby/blob/master/daemon/logger/awslogs/cloudwatchlogs.go (`create`)
    const creates = createsLogGroup(log);
    const create = creates === true && !group.resource ? ["logs:CreateLogGroup"] : [];
    const actions = [...create, "logs:CreateLogStream", "logs:PutLogEvents"];
    const given = { group, creates, container: label, at: task.definition };
    const otherRegion = region === task.region ? undefined : region;
    const need: TaskNeed = {
      suffix: "logs",
      region,
      at: task.definition,
      by: "ECS",
      purpose,
      permissions: [ofExecutionOrHostRole(task, { actions, resource: group.arn, purpose })],
      parts: group.resource ? [group.resource] : [],
      checks: checks(otherRegion === undefined ? given : { ...given, otherRegion }, logGroupExists),
    };
    return [need];
  });
}

/** The Region that the driver is given; undefined if it is given none or it is not known. */
function logRegionOf(log: LogConfiguration): string | undefined {
  const region = settle(optionOf(log, "awslogs-region") ?? null);
  return typeof region === "string" && region !== "" ? region : undefined;
}
