import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import type { Forwarding } from "../../load-balancer/forwarding";
import { isResource } from "../../network/look-up";
import { proven, warning } from "../../verdict";
import type { Rule } from "../rule";

/**
 * ECS refuses a service whose target group no listener leads to yet, and nothing in the service names the listener:
 * https://github.com/hashicorp/terraform-provider-aws/issues/3495
 */
export const serviceWaitsForListener: Rule<Forwarding> = {
  id: "LB-10",
  title: "A service is made after the listener that leads to its target group",
  check({ listener, group, target }, graph) {
    const service = target?.resource;
    if (!isResource(group) || !isResource(listener) || service?.type !== "aws_ecs_service") return undefined;
    if (listener.mode === "data" || service.stack !== listener.stack) return undefined;
    const waits = waitsFor(graph, service, listener);
    if (waits === undefined) return undefined;
    if (waits) return proven(`${service.address} is made after ${listener.address}`);
    return warning({
      at: service,
      found: `${service.address} depends on ${group.address}, and not on ${listener.address}, which leads there`,
      needed: `depends_on with ${listener.address}`,
      why: "ECS refuses a service whose target group has no load balancer yet, and Terraform may make the listener later.",
      fix: `depends_on = [${listener.address}]`,
    });
  },
};

/** undefined if not all that the service depends on is written. */
function waitsFor(graph: Graph, service: Resource, listener: Resource): boolean | undefined {
  const seen = new Set<Resource>([service]);
  const left: Resource[] = [service];
  for (let next = left.pop(); next; next = left.pop()) {
    if (next === listener) return true;
    const dependencies = next.dependencies?.();
    if (dependencies === undefined && next === service) return undefined;
    for (const one of dependencies ?? []) if (!seen.has(one)) seen.add(one) && left.push(one);
  }
  return graph.unreadModules.length > 0 ? undefined : false;
}
