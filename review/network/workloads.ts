import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { INTERFACES } from "./interfaces";

/** What has a security group. */
export interface Wearers {
  /** Those that open connections of their own: services, functions, instances. */
  readonly clients: readonly Resource[];
  /** All others, like endpoints and databases. */
  readonly others: readonly Resource[];
}

/** Which resources have a security group. A launch template is left out where scaling groups stand for it. */
export function wearersOf(graph: Graph, group: Resource | External): Wearers {
  const clients: Resource[] = [];
  const others: Resource[] = [];
  for (const [type, facts] of Object.entries(INTERFACES)) {
    if (graph.ofType(type).length === 0) continue;
    const found = new Set(facts.groups.flatMap((path) => graph.referring(type, path, group).resources));
    for (const resource of found) {
      if (resource.mode === "data") continue;
      if (type === "aws_launch_template") clients.push(...startedFrom(graph, resource));
      else (facts.isClient ? clients : others).push(resource);
    }
  }
  return { clients, others };
}

function startedFrom(graph: Graph, template: Resource): readonly Resource[] {
  const groups = ["launch_template.id", "launch_template.name"].flatMap(
    (path) => graph.referring("aws_autoscaling_group", path, template).resources,
  );
  return groups.length > 0 ? [...new Set(groups)] : [template];
}
