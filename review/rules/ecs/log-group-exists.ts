import { theContainer } from "../../ecs/container";
import type { NamedLogGroup } from "../../ecs/log-group";
import type { Resource } from "../../graph/resource";
import type { Unknown } from "../../graph/value";
import { proven, unknown, warning } from "../../verdict";
import type { Rule } from "../rule";

/** A log group that a log driver is given. */
export interface GivenLogGroup {
  readonly group: NamedLogGroup;
  /** Whether the driver makes it itself; Unknown if that cannot be told. */
  readonly creates: boolean | Unknown;
  readonly container: string;
  /** That of the group, where it is not that of the task. */
  readonly otherRegion?: string;
  readonly at: Resource;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
export const logGroupExists: Rule<GivenLogGroup> = {
  id: "ECS-13",
  title: "The log group is there when tasks start",
  check({ group, creates, container, otherRegion, at }) {
    const line = otherRegion === undefined ? "" : `\n  # with a provider of ${otherRegion}`;
    const name = group.name ?? "the log group";
    if (group.resource && creates === true) {
      return warning({
        at,
        found: `the log driver of ${theContainer(container)} is to make ${group.resource.address}, which Terraform makes`,
        needed: "one of the two that makes it",
        why: "Whichever comes first makes it: Terraform refuses a group that is there, and the driver needs logs:CreateLogGroup for one that is not.",
        fix: "Leave awslogs-create-group out of the options.",
      });
    }
    if (group.resource)
      return proven(`${group.resource.address} is the log group of ${theContainer(container)}`);
    if (creates === true) return proven(`the log driver of ${theContainer(container)} makes ${name}`);
    const doubt =
      creates === false ? "" : `, and whether the log driver makes it cannot be told: ${creates.reason}`;
    return unknown({
      at,
      found: `${name}, to which ${theContainer(container)} logs, is not made by the files given${doubt}`,
      needed: "a log group that is there before the first task starts",
      why: "The log driver does not make the group unless awslogs-create-group is true: without it, tasks stop (ResourceInitializationError).",
      fix: `resource "aws_cloudwatch_log_group" "${container.replace(/[^A-Za-z0-9_]+/g, "_")}" {\n  name = ${group.name === undefined ? "..." : JSON.stringify(group.name)}${line}\n}`,
    });
  },
};
