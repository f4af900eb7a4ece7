import { madeBefore } from "../../graph/made-before";
import type { Forwarding } from "../../load-balancer/forwarding";
import { leadingTo } from "../../load-balancer/forwards";
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
  check({ listener, forward, group, target }, graph) {
    const service = target?.resource;
    if (!isResource(group) || !forward || service?.type !== "aws_ecs_service") return undefined;
    if (listener.mode === "data" || service.stack !== listener.stack) return undefined;
    // The second group of a blue/green deployment is not asked about when the service is made.
    if (!graph.referring(service.type, "load_balancer.target_group_arn", group).resources.includes(service))
      return undefined;
    const before = madeBefore(graph, service);
    if (before === undefined) return undefined;
    const { by } = forward;
    const first = [by, ...leadingTo(graph, group)].find((one) => before.has(one));
    if (first) return proven(`${service.address} is made after ${first.address}`);
    if (graph.unreadModules.length > 0) return undefined;
    return warning({
      at: service,
      found: `${service.address} depends on ${group.address}, and not on ${by.address}, which leads there`,
      needed: `depends_on with ${by.address}`,
      why: "ECS refuses a service whose target group has no load balancer yet, and Terraform may make what leads there later.",
      fix: `depends_on = [${by.address}]`,
    });
  },
};
