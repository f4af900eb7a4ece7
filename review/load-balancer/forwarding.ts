import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource, type Named } from "../network/look-up";
import { type Forward, type Forwards, forwardsOf } from "./forwards";
import { isLoadBalancer, type Target, targetsOf } from "./targets";

/** From a listener over a target group to a target: what the rules about load balancers are asked about. */
export interface Forwarding {
  readonly loadBalancer: Resource;
  readonly listener: Resource;
  readonly forwards: Forwards;
  /** undefined if the listener forwards to none that is known. */
  readonly forward: Forward | undefined;
  readonly group: Named | undefined;
  /** undefined if the files given register none. */
  readonly target: Target | undefined;
  /** What may register a target with the group. */
  readonly uncertain: readonly Resource[];
}

/**
 * All that a listener forwards to. Of the groups among which one action divides the connections, those that the files register
 * nothing with are left out if another has targets: what deploys the application fills one of two.
 */
export function forwardingsOf(
  graph: Graph,
  loadBalancer: Resource,
  listener: Resource,
): readonly Forwarding[] {
  const forwards = forwardsOf(graph, listener);
  const common = { loadBalancer, listener, forwards };
  const all = forwards.forwards.flatMap((forward) => {
    const each = forward.groups.map((group) =>
      ofGroup(graph, group).map((end) => ({ ...common, forward, group, ...end })),
    );
    const reached = each.flat().filter(({ target }) => target !== undefined);
    return reached.length > 0 ? reached : each.flat();
  });
  const none = { forward: undefined, group: undefined, target: undefined, uncertain: [] };
  return all.length > 0 ? all : [{ ...common, ...none }];
}

function ofGroup(graph: Graph, group: Named): readonly Pick<Forwarding, "target" | "uncertain">[] {
  if (!isResource(group)) return [{ target: undefined, uncertain: [] }];
  const { targets, uncertain } = targetsOf(graph, group);
  return targets.length > 0
    ? targets.map((target) => ({ target, uncertain }))
    : [{ target: undefined, uncertain }];
}

/** Whether the way goes on from the target, which is a load balancer itself. */
export function leadsOn(target: Target | undefined): target is Target {
  return target !== undefined && isLoadBalancer(target);
}
