import type { NeededPermission } from "../endpoints/service-call";
import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { type Containers, containersOf } from "./containers";
import { type HostRole, hostRoleOf } from "./host-start";
import { type Launch, launchOf } from "./launch";
import { compatibilitiesOf, executionRoleOf, taskDefinitionOf, taskRoleOf } from "./task-definition";

/** A service together with what its tasks are made of. */
export interface Task {
  readonly service: Resource;
  readonly definition: Resource;
  readonly containers: Containers;
  readonly launch: Launch | Unknown;
  /** undefined if that is not known. */
  readonly onFargate: boolean | undefined;
  readonly executionRole: Found;
  /** With which ECS pulls images and writes logs on EC2 where the task has no execution role. */
  readonly hostRole: HostRole | undefined;
  readonly taskRole: Found;
  /** The Region in which it runs; undefined if it cannot be told. */
  readonly region: string | undefined;
}

/** @returns Unknown if the task definition is not in the files given */
export function taskOf(graph: Graph, service: Resource): Task | Unknown {
  const definition = taskDefinitionOf(graph, service);
  if (!isResource(definition)) {
    const reason = definition instanceof Unknown ? definition.reason : "it is not in the files given";
    return new Unknown(`the task definition of ${service.address} is not known: ${reason}`);
  }
  const launch = presumed(launchOf(graph, service), definition);
  return {
    service,
    definition,
    containers: containersOf(graph, definition),
    launch,
    onFargate: launch instanceof Unknown ? undefined : launch.kind === "FARGATE",
    executionRole: executionRoleOf(graph, definition),
    hostRole: hostRoleOf(graph, launch),
    taskRole: taskRoleOf(graph, definition),
    region: graph.regionOf(service),
  };
}

/** Where the cluster decides and is not in the files, what the task definition is made for tells it. */
function presumed(launch: Launch | Unknown, definition: Resource): Launch | Unknown {
  if (!(launch instanceof Unknown)) return launch;
  const compatibilities = compatibilitiesOf(definition);
  const only = compatibilities instanceof Unknown ? undefined : compatibilities;
  return only?.length === 1 && only[0] === "FARGATE" ? { kind: "FARGATE" } : launch;
}

type Wanted = {
  readonly actions: readonly string[];
  readonly resource: Value | undefined;
  readonly purpose: string;
  readonly ask?: NeededPermission["ask"];
};

/**
 * A permission to pull images or to write logs: of the execution role, without which the instance has it on EC2.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export function ofExecutionOrHostRole(task: Task, wanted: Wanted): NeededPermission {
  const { executionRole, hostRole } = task;
  const permission = ofExecutionRole(task, wanted);
  if (executionRole !== undefined || !hostRole) return permission;
  const { role, by: at } = hostRole;
  const names = { roleName: "role of the instances", roleArgument: "iam_instance_profile" };
  return { ...permission, need: { ...permission.need, ...names, role, at, service: "ec2.amazonaws.com" } };
}

/** A permission of the role with which ECS acts for the task. */
export function ofExecutionRole(task: Task, { ask = "both", ...wanted }: Wanted): NeededPermission {
  const { definition, executionRole, onFargate } = task;
  const role = { role: executionRole, roleName: "execution role", roleArgument: "execution_role_arn" };
  return {
    need: { ...role, ...wanted, at: definition, service: TASKS, onFargate },
    ask,
    ofApplication: false,
  };
}

/** A permission of the role with which the containers act. */
export function ofTaskRole(task: Task, { ask = "both", ...wanted }: Wanted): NeededPermission {
  const { definition, taskRole, onFargate } = task;
  const role = { role: taskRole, roleName: "task role", roleArgument: "task_role_arn" };
  return {
    need: { ...role, ...wanted, at: definition, service: TASKS, onFargate },
    ask,
    ofApplication: true,
  };
}

const TASKS = "ecs-tasks.amazonaws.com";
