import type { NeededPermission, ServiceNeed } from "../endpoints/service-call";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { inWords } from "../iam/value-words";
import { impliedNeeds } from "./needs-implied";
import { agentNeeds } from "./needs-of-agent";
import { execNeeds } from "./needs-of-exec";
import { fireLensNeeds } from "./needs-of-firelens";
import { imageNeeds, type RegistryNeed } from "./needs-of-images";
import { logNeeds } from "./needs-of-logs";
import { environmentFileNeeds, secretNeeds } from "./needs-of-secrets";
import { serviceConnectNeeds } from "./needs-of-service-connect";
import type { Task } from "./task";

/** Something that a task needs of an AWS service. */
export interface TaskNeed extends ServiceNeed {
  /** Who calls: ECS for the task, which on EC2 is the instance; the containers; or the agent of an instance. */
  readonly by: "ECS" | "containers" | "instance";
  /** What it is for, where that is judged apart from what else is needed of the service, like `ECS Exec`. */
  readonly via?: string;
}

/** All that a service's tasks need, each AWS service once for each caller and Region. */
export interface TaskNeeds {
  readonly services: readonly TaskNeed[];
  readonly registries: readonly RegistryNeed[];
  /** What cannot be told, each with what it is about. */
  readonly unclear: readonly Unclear[];
}

export interface Unclear {
  /** Like `image of the container web`. */
  readonly what: string;
  readonly reason: string;
  readonly at: Resource;
  /** Whether an image has to be pulled for it, whatever else it is. */
  readonly pulls: boolean;
}

export function needsOf(graph: Graph, task: Task): TaskNeeds {
  const images = imageNeeds(graph, task);
  const secrets = secretNeeds(graph, task);
  const unclear = [...images.unclear, ...secrets.unclear];
  const { complete } = task.containers;
  if (complete instanceof Unknown) {
    unclear.unshift({ what: "other containers", reason: complete.reason, at: task.definition, pulls: true });
  }
  const services = [
    ...images.services,
    ...logNeeds(graph, task),
    ...secrets.services,
    ...environmentFileNeeds(graph, task),
    ...fireLensNeeds(graph, task),
    ...execNeeds(graph, task),
    ...serviceConnectNeeds(task),
    ...agentNeeds(task),
    ...impliedNeeds(graph, task),
  ];
  return { services: merged(task, services), registries: images.registries, unclear };
}

/** What is needed of one service for several reasons is one path, on which all of them have to hold, but for what is judged apart. */
function merged({ onFargate }: Task, needs: readonly TaskNeed[]): readonly TaskNeed[] {
  const byService = new Map<string, TaskNeed>();
  for (const one of needs) {
    // On Fargate all calls leave by the task's own network interface.
    const need: TaskNeed = onFargate === true ? { ...one, by: "ECS" } : one;
    const key = keyOf(need);
    const same = byService.get(key);
    byService.set(key, same ? both(same, need) : need);
  }
  // What is alone needs nothing to tell it apart.
  return [...byService.values()].map((need) => {
    const { via, ...alone } = need;
    return via === undefined || byService.has(keyOf(alone)) ? need : alone;
  });
}

function keyOf({ by, suffix, region, via = "" }: TaskNeed): string {
  return `${by} ${suffix} ${region} ${via}`;
}

function both(a: TaskNeed, b: TaskNeed): TaskNeed {
  const purposes = new Set([...a.purpose.split(", "), ...b.purpose.split(", ")]);
  return {
    ...a,
    purpose: [...purposes].join(", "),
    permissions: oncePerResource([...a.permissions, ...b.permissions]),
    parts: [...new Set([...(a.parts ?? []), ...(b.parts ?? [])])],
    checks: [...(a.checks ?? []), ...(b.checks ?? [])],
    // Without a reason to do without it in both cases, it is needed.
    dispensable: a.dispensable === undefined || b.dispensable === undefined ? undefined : a.dispensable,
    wantsGateway: a.wantsGateway ?? b.wantsGateway,
  };
}

/** Two keys of one secret take one permission, as do containers of one image. */
function oncePerResource(permissions: readonly NeededPermission[]): readonly NeededPermission[] {
  const known = new Map<string, NeededPermission>();
  for (const permission of permissions) {
    const { actions, resource, roleName } = permission.need;
    const key = `${roleName} ${permission.ask} ${actions.join()} ${inWords(resource)}`;
    // What is not known may be another one each time.
    known.set(resource instanceof Unknown ? `${key} ${known.size}` : key, permission);
  }
  return [...known.values()];
}
