import { clusterOf } from "../../ecs/cluster";
import { needsOf, type TaskNeed } from "../../ecs/needs";
import { type Task, taskOf } from "../../ecs/task";
import { callerOf, networkConfigurationOf, type ServiceCaller } from "../../endpoints/caller";
import { servicePath } from "../../endpoints/service-gates";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { isResource } from "../../network/look-up";
import type { Element, PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { registryPath } from "./registry-path";
import { unclearPath } from "./unclear-path";

/** From the tasks of an ECS service to each AWS service and registry that their definition needs. */
export const ecsServicePaths: PathFamily = {
  name: "ECS task to the AWS services that it needs",
  infer: (graph) =>
    graph.ofType(TYPE).flatMap((service) => (service.mode === "managed" ? pathsOf(graph, service) : [])),
  between: (graph, from, to, port) => {
    if (from.type !== TYPE || (port !== undefined && port !== 443)) return [];
    return pathsOf(graph, from).filter(({ elements }) => elements.at(-1)?.parts?.includes(to));
  },
  toService,
};

const TYPE = "aws_ecs_service";

function pathsOf(graph: Graph, service: Resource): readonly PathDraft[] {
  const task = taskOf(graph, service);
  if (task instanceof Unknown) {
    return [
      unclearPath(sourceOf(graph, service, undefined), undefined, {
        what: "what its tasks need",
        reason: task.reason,
        at: service,
        pulls: false,
      }),
    ];
  }
  const source = sourceOf(graph, service, task);
  const callers = callersOf(graph, task);
  const { services, registries, unclear } = needsOf(graph, task);
  return [
    ...services.flatMap((need) => callers[need.by].map((caller) => pathOf(graph, source, caller, need))),
    ...registries.flatMap((need) =>
      callers.ECS.map((caller) =>
        isCaller(caller)
          ? registryPath(graph, source, caller, need)
          : unclearPath(source, undefined, unclearBy(caller, need.host, need.at)),
      ),
    ),
    ...(callers.ECS.length === 0
      ? []
      : unclear.map((one) => unclearPath(source, callers.ECS.find(isCaller), one))),
  ];
}

/** Asked for by a person, it need not be in the task definition. */
function toService(graph: Graph, from: Resource, suffix: string): readonly PathDraft[] {
  const task = from.type === TYPE ? taskOf(graph, from) : undefined;
  if (task && !(task instanceof Unknown)) {
    const source = sourceOf(graph, from, task);
    const callers = callersOf(graph, task);
    const needs = needsOf(graph, task).services.filter((need) => need.suffix === suffix);
    const paths = needs.flatMap((need) =>
      callers[need.by].map((caller) => pathOf(graph, source, caller, need)),
    );
    if (paths.length > 0) return paths;
  }
  const caller = callerOf(graph, from);
  if (!caller) return [];
  const source =
    task && !(task instanceof Unknown) ? sourceOf(graph, from, task) : sourceOf(graph, from, undefined);
  return [
    servicePath(graph, source, caller, { suffix, at: from, purpose: `use ${suffix}`, permissions: [] }),
  ];
}

type Caller = ServiceCaller | Unknown;

/**
 * Who calls for a task: on Fargate its own network interface, on EC2 the instance for all that ECS does, of whichever group it is.
 * None where that is not in the files given.
 */
function callersOf(graph: Graph, task: Task): Readonly<Record<TaskNeed["by"], readonly Caller[]>> {
  const { service, launch } = task;
  const caller = networkConfigurationOf(service) === undefined ? undefined : callerOf(graph, service);
  const own = caller ? [caller] : [];
  if (launch instanceof Unknown) return { ECS: [launch], containers: caller ? own : [launch], instance: [] };
  if (launch.kind === "FARGATE") return { ECS: own, containers: own, instance: [] };
  if (launch.kind !== "EC2") return { ECS: [], containers: own, instance: [] };
  const instances = launch.hosts.flatMap((group) => callerOf(graph, group) ?? []);
  return { ECS: instances, containers: caller ? own : instances, instance: instances };
}

function isCaller(caller: Caller): caller is ServiceCaller {
  return !(caller instanceof Unknown);
}

function pathOf(graph: Graph, source: Element, caller: Caller, need: TaskNeed): PathDraft {
  if (!isCaller(caller)) return unclearPath(source, undefined, unclearBy(caller, need.suffix, need.at));
  const { resource } = caller.peer;
  const purpose = need.via === undefined ? [] : [need.via];
  if (!resource || resource === source.resource)
    return { ...servicePath(graph, source, caller, need), ...viaOf(purpose) };
  const from = { ...source, parts: [...(source.parts ?? []), resource] };
  return { ...servicePath(graph, from, caller, need), ...viaOf([resource.address, ...purpose]) };
}

function viaOf(names: readonly string[]): Pick<PathDraft, "via"> {
  return names.length === 0 ? {} : { via: names.join(", ") };
}

function unclearBy({ reason }: Unknown, what: string, at: Resource) {
  return { what, reason, at, pulls: false };
}

function sourceOf(graph: Graph, service: Resource, task: Task | undefined): Element {
  const caller = callerOf(graph, service);
  const vpc = caller?.peer.vpc;
  const cluster = clusterOf(graph, service);
  const parts = [task?.definition, task?.executionRole, task?.taskRole, cluster].filter(isResource);
  return {
    name: service.address,
    resource: service,
    kind: service.type === TYPE ? "ECS service" : "client",
    lane: isResource(vpc) ? vpc.address : "",
    parts: [...new Set(parts)],
  };
}
