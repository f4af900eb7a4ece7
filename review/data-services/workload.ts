import { taskOf } from "../ecs/task";
import { callerOf, networkConfigurationOf, type ServiceCaller } from "../endpoints/caller";
import type { Found, Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { isResource } from "../network/look-up";
import { type Environment, environmentOfFunction, environmentOfTask } from "./environment";

/** An application in a VPC that calls AWS services: the tasks of an ECS service, or a Lambda function. */
export interface Workload {
  readonly resource: Resource;
  /** In words, like `ECS service`. */
  readonly kind: string;
  readonly caller: ServiceCaller;
  /** What tells the application what to do, and is at fault if there is no way to it. */
  readonly definition: Resource;
  readonly environment: Environment;
  readonly role: Found;
  /** What the role is called, and the argument that names it. */
  readonly roleName: string;
  readonly roleArgument: string;
  /** The role with which ECS prepares the tasks, which may be the same. */
  readonly executionRole: Found;
  /** The service of AWS that takes the role. */
  readonly takenBy: string;
  /** Whether it runs on Fargate; undefined if that is not known, or if it is no task. */
  readonly onFargate: boolean | undefined;
}

export const WORKLOAD_TYPES = ["aws_ecs_service", "aws_lambda_function"] as const;

/** @returns undefined if it is none, stands in no VPC, or if what it runs is not in the files given */
export function workloadOf(graph: Graph, resource: Resource): Workload | undefined {
  return known(graph, resource);
}

const known = perGraph((graph, resource: Resource): Workload | undefined => {
  if (resource.mode !== "managed") return undefined;
  if (resource.type === "aws_ecs_service") return ofService(graph, resource);
  return resource.type === "aws_lambda_function" ? ofFunction(graph, resource) : undefined;
});

function ofService(graph: Graph, service: Resource): Workload | undefined {
  const task = taskOf(graph, service);
  if (task instanceof Unknown) return undefined;
  const { definition, launch, containers, taskRole, executionRole, onFargate } = task;
  // Without a network interface of their own, tasks call from that of their instance.
  const own = networkConfigurationOf(service) === undefined ? undefined : callerOf(graph, service);
  const [group] = launch instanceof Unknown || launch.kind !== "EC2" ? [] : launch.hosts;
  const caller = own ?? (group && callerOf(graph, group));
  if (!caller) return undefined;
  return {
    resource: service,
    kind: "ECS service",
    caller,
    definition,
    environment: environmentOfTask(containers, definition),
    role: taskRole,
    roleName: "task role",
    roleArgument: "task_role_arn",
    executionRole,
    takenBy: "ecs-tasks.amazonaws.com",
    onFargate,
  };
}

function ofFunction(graph: Graph, lambda: Resource): Workload | undefined {
  const caller = callerOf(graph, lambda);
  if (!caller) return undefined;
  return {
    resource: lambda,
    kind: "Lambda function",
    caller,
    definition: lambda,
    environment: environmentOfFunction(lambda),
    role: graph.find(lambda.get("role"), "aws_iam_role"),
    roleName: "role of the function",
    roleArgument: "role",
    executionRole: undefined,
    takenBy: "lambda.amazonaws.com",
    onFargate: undefined,
  };
}

/** Whether other applications have the same role, so that what it allows need not be meant for this one. */
export function sharesRole(graph: Graph, { role, definition }: Workload): boolean {
  if (!isResource(role)) return false;
  const others = [
    ...graph.referring("aws_ecs_task_definition", "task_role_arn", role).resources,
    ...graph.referring("aws_lambda_function", "role", role).resources,
    ...graph.referring("aws_iam_instance_profile", "role", role).resources,
  ];
  return others.some((other) => other !== definition);
}
