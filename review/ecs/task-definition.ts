import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";

const TYPE = "aws_ecs_task_definition";

/**
 * The task definition that a service runs. Of one that other tools revise too, like `"${family}:${max(...)}"`, it is the one that
 * these files make.
 */
export function taskDefinitionOf(graph: Graph, service: Resource): Found {
  const value = service.get("task_definition");
  const found = graph.find(value, TYPE);
  if (found === undefined || isResource(found)) return madeHere(graph, found);
  const family = value === undefined ? undefined : familyIn(settle(value));
  if (family === undefined) return found;
  const named = graph.find(family, TYPE);
  return named === undefined || named instanceof External ? found : madeHere(graph, named);
}

/** A data source that looks a family up finds what these files make of it. */
function madeHere(graph: Graph, found: Found): Found {
  if (!isResource(found) || found.mode !== "data") return found;
  const value = found.get("task_definition");
  const made = graph.find(value, TYPE);
  if (isResource(made)) return made;
  const family = value === undefined ? undefined : settle(value);
  return (
    graph
      .ofType(TYPE)
      .find((one) => one.mode === "managed" && one.get("family") === family && family !== undefined) ?? found
  );
}

/** What stands before the revision in `family:revision`. */
function familyIn(value: Value): Value | undefined {
  if (typeof value === "string") return /^[^:]+/.exec(value.replace(/^arn:[^/]*\//, ""))?.[0];
  if (!(value instanceof Template)) return undefined;
  const [first, second] = value.parts;
  if (typeof first === "string") return /^([^:]+):/.exec(first)?.[1];
  return typeof second === "string" && second.startsWith(":") ? first : undefined;
}

/** Services that run a task definition. */
export function servicesOf(graph: Graph, taskDefinition: Resource): readonly Resource[] {
  return graph
    .ofType("aws_ecs_service")
    .filter((service) => taskDefinitionOf(graph, service) === taskDefinition);
}

/** The role with which ECS itself acts for a task: pulls its images, writes its logs, gets its secrets. */
export function executionRoleOf(graph: Graph, taskDefinition: Resource): Found {
  return roleOf(graph, taskDefinition, "execution_role_arn");
}

/** The role with which the application in the containers acts. */
export function taskRoleOf(graph: Graph, taskDefinition: Resource): Found {
  return roleOf(graph, taskDefinition, "task_role_arn");
}

function roleOf(graph: Graph, taskDefinition: Resource, argument: string): Found {
  const value = taskDefinition.get(argument);
  if (value === undefined && taskDefinition.mode === "data") {
    return new Unknown(`${argument} of ${taskDefinition.address} is not in the files given`);
  }
  return graph.find(value, "aws_iam_role");
}

/** The network mode of a task definition; undefined if nothing is said (`bridge` on Linux), Unknown if it is not known. */
export function networkModeOf(taskDefinition: Resource): string | Unknown | undefined {
  const value = taskDefinition.get("network_mode");
  if (value === undefined) {
    return taskDefinition.mode === "data"
      ? new Unknown("the network mode is not in the files given")
      : undefined;
  }
  const mode = settle(value);
  return typeof mode === "string"
    ? mode
    : new Unknown(`network_mode of ${taskDefinition.address} is not known`);
}

/** The launch types that a task definition is made for; undefined if none are named, Unknown if they are not known. */
export function compatibilitiesOf(taskDefinition: Resource): readonly string[] | Unknown | undefined {
  const value = taskDefinition.get("requires_compatibilities");
  if (value === undefined) return undefined;
  const list = settle(value);
  const all = isList(list) ? list.map(settle) : undefined;
  return all?.every((one) => typeof one === "string")
    ? all
    : new Unknown(`requires_compatibilities of ${taskDefinition.address} are not known`);
}
