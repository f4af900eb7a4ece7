import { taskDefinitionOf } from "../../ecs/task-definition";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { peerOfTarget } from "../../load-balancer/connection";
import type { Forwarding } from "../../load-balancer/forwarding";
import { kindName } from "../../load-balancer/load-balancer";
import type { Target } from "../../load-balancer/targets";
import { isResource } from "../../network/look-up";
import { type Peer, peerOf } from "../../network/peer";
import { isVpc } from "../../network/security-groups";
import type { Element } from "../draft";
import { laneOf } from "../inside-vpc";

/** A load balancer, with the listener and the groups that it passes connections by. */
export function loadBalancerElement(
  graph: Graph,
  loadBalancer: Resource,
  parts: readonly Resource[],
): Element {
  const peer = peerOf(graph, loadBalancer);
  return {
    name: loadBalancer.address,
    resource: loadBalancer,
    kind: kindName(loadBalancer),
    lane: laneOf(peer?.vpc),
    parts: [...parts, ...groupsOf(peer)],
  };
}

/** What a load balancer sends to, with what it is made of. */
export function targetElement(graph: Graph, forwarding: Forwarding, target: Target): Element {
  const peer = peerOfTarget(graph, target, forwarding.group);
  const definition = target.kind === "ECS service" ? taskDefinitionOf(graph, target.resource) : undefined;
  const resource =
    target.kind === "address" && isResource(forwarding.group) ? forwarding.group : target.resource;
  return {
    name: resource.address,
    resource,
    kind: target.kind,
    lane: peer ? laneOf(peer.vpc) : "AWS",
    parts: [
      ...(target.by === resource ? [] : [target.by]),
      ...(isResource(definition) ? [definition] : []),
      ...groupsOf(peer),
    ],
  };
}

/** The security groups of a peer that are configured: what is written about them has to hold too. */
export function groupsOf(peer: Peer | undefined): readonly Resource[] {
  return (peer?.groups ?? []).filter(isResource).filter((group) => group !== peer?.resource && !isVpc(group));
}
