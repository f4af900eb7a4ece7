import type { NeededPermission } from "../endpoints/service-call";
import type { Graph } from "../graph/graph";
import { Unknown, type Value } from "../graph/value";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";
import { theContainer } from "./container";
import type { Definition } from "./definition";
import { driverOf } from "./log-configuration";
import { namedLogGroup } from "./log-group";
import type { TaskNeed } from "./needs";
import { ofTaskRole, type Task } from "./task";

/** Outputs of Fluent Bit and the services that they lead to: https://docs.fluentbit.io/manual/pipeline/outputs */
const OUTPUTS: Readonly<Record<string, string>> = {
  cloudwatch: "logs",
  cloudwatch_logs: "logs",
  firehose: "kinesis-firehose",
  kinesis_firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  kinesis_streams: "kinesis-streams",
  s3: "s3",
};

/**
 * Logs that go through a container with Fluent Bit, which acts with the task's own role. What its own files of configuration say is
 * not followed. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html
 */
export function fireLensNeeds(graph: Graph, task: Task): readonly TaskNeed[] {
  return task.containers.containers.flatMap(({ logConfiguration: log, label }) => {
    if (log === undefined || log instanceof Unknown || driverOf(log) !== "awsfirelens") return [];
    const output = textAt(log.options, "Name");
    const suffix = output === undefined ? undefined : OUTPUTS[output.toLowerCase()];
    if (suffix === undefined) return [];
    const purpose = `hand on logs of ${theContainer(label)}`;
    const region = textAt(log.options, "region") ?? task.region;
    const group = namedLogGroup(graph, optionAt(log.options, "log_group_name"), region);
    const need: TaskNeed = {
      suffix,
      region,
      at: task.definition,
      by: "containers",
      purpose,
      permissions: suffix === "logs" ? [writing(task, log.options, group.arn, purpose)] : [],
      parts: group.resource ? [group.resource] : [],
      ...(optionAt(log.options, "endpoint") === undefined
        ? {}
        : {
            told: new Unknown(`the logs of ${theContainer(label)} are sent to an endpoint that it is given`),
          }),
    };
    return [need];
  });
}

function writing(
  task: Task,
  options: Definition,
  group: Value | undefined,
  purpose: string,
): NeededPermission {
  const creates = booleanOf(settle(optionAt(options, "auto_create_group") ?? null)) === true;
  const actions = [...(creates ? ["logs:CreateLogGroup"] : []), "logs:CreateLogStream", "logs:PutLogEvents"];
  return ofTaskRole(task, { actions, resource: group, purpose });
}

/** Fluent Bit does not tell capital letters from small ones in the names of options. */
function optionAt(options: Definition, name: string): Value | undefined {
  const key = Object.keys(options).find((one) => one.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : options[key];
}

function textAt(options: Definition, name: string): string | undefined {
  const value = settle(optionAt(options, name) ?? null);
  return typeof value === "string" && value !== "" ? value : undefined;
}
