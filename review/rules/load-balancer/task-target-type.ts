import { isOnFargate } from "../../ecs/launch";
import { networkModeOf, taskDefinitionOf } from "../../ecs/task-definition";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import type { Forwarding } from "../../load-balancer/forwarding";
import { targetTypeOf } from "../../load-balancer/target-group";
import { isResource } from "../../network/look-up";
import { broken, proven } from "../../verdict";
import type { Rule } from "../rule";

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html */
export const taskTargetType: Rule<Forwarding> = {
  id: "LB-14",
  title: "The target group takes tasks as they are networked",
  check: ({ group, target }, graph) => {
    if (!isResource(group) || target?.kind !== "ECS service") return undefined;
    const type = targetTypeOf(group);
    const mode = modeOf(graph, target.resource);
    if (type instanceof Unknown || mode instanceof Unknown) return undefined;
    const wanted = mode === "awsvpc" ? "ip" : "instance";
    if (type === wanted)
      return proven(`${group.address} has target_type "${type}", as tasks in ${mode} mode need`);
    const given =
      group.get("target_type") === undefined
        ? `no target_type, which means "${type}"`
        : `target_type "${type}"`;
    return broken({
      at: group,
      found: `${group.address} has ${given}, and the tasks of ${target.resource.address} are in network mode ${mode}`,
      needed: `target_type = "${wanted}"`,
      why:
        wanted === "ip"
          ? "A task in awsvpc mode, as each on Fargate, has a network interface of its own and is registered by its address, not by an instance. AWS refuses the service."
          : "A task without a network interface of its own is registered by its instance. AWS refuses the service.",
      fix: `target_type = "${wanted}"`,
    });
  },
};

function modeOf(graph: Graph, service: Resource): string | Unknown {
  if (isOnFargate(graph, service) === true) return "awsvpc";
  const definition = taskDefinitionOf(graph, service);
  if (!isResource(definition)) return new Unknown("the task definition is not known");
  return networkModeOf(definition) ?? "bridge";
}
