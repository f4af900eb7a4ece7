import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { readAddress } from "../network/addresses";
import { isResource } from "../network/look-up";
import { internetPeer, type Peer, peerAt, peerOf } from "../network/peer";
import { vpcOf } from "../network/vpc";
import type { Connection } from "../rules/network/connection";
import { flagArgument, isSet } from "./argument";
import type { Forwarding } from "./forwarding";
import { hostsOf } from "./hosts";
import { listenerProtocol } from "./listeners";
import { kindOf } from "./load-balancer";
import { keepsClientAddresses, transportsOf } from "./target-group";
import { addressOf, type Target } from "./targets";

/**
 * Who opens connections to a load balancer, where targets may see that: a peer, somebody over PrivateLink, whose address targets
 * never see (https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html), or anybody.
 */
export type Clients = Peer | "PrivateLink" | "anybody";

/** The connections of a load balancer to a target, by TCP, UDP or both as it listens; none to what is in no network, as a function. */
export function connectionsToTarget(
  graph: Graph,
  { target, group, listener, loadBalancer }: Forwarding,
): readonly Connection[] {
  const to = target && peerOfTarget(graph, target, group);
  const from = peerOf(graph, loadBalancer);
  if (!target || !to || !from) return [];
  return transportsOf(listenerProtocol(listener, loadBalancer)).map((protocol) => ({
    from,
    to,
    protocol,
    port: target.connectedPort,
    identity: "groups",
  }));
}

/** What a target sees in place of a connection where the addresses of clients are kept; undefined if they are not. */
export function keptConnection(
  graph: Graph,
  forwarding: Forwarding,
  clients: Clients,
  connection: Connection,
): Connection | undefined {
  if (clients === "PrivateLink" || !seesClients(graph, forwarding)) return undefined;
  const from = clients === "anybody" ? anyClient(forwarding.loadBalancer) : clients;
  return { ...connection, from, identity: "addresses" };
}

/** The connection of a health check, which always comes from the load balancer itself, by TCP. */
export function healthCheckConnection(
  graph: Graph,
  { target, group, loadBalancer }: Forwarding,
  port: number | Unknown,
): Connection | undefined {
  const to = target && peerOfTarget(graph, target, group);
  const from = peerOf(graph, loadBalancer);
  return from && to && { from, to, protocol: "tcp", port, identity: "groups" };
}

/**
 * Whether targets see the addresses of clients. Behind a load balancer with security groups, a target's rule for these groups holds
 * all the same: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function seesClients(graph: Graph, { loadBalancer, group }: Forwarding): boolean {
  if (kindOf(loadBalancer) !== "network" || peerOf(graph, loadBalancer)?.groups.length !== 0) return false;
  return isResource(group) && keepsClientAddresses(group) === true;
}

function anyClient(loadBalancer: Resource): Peer {
  const name = `clients of ${loadBalancer.address}`;
  const internal = flagArgument(loadBalancer, "internal");
  if (internal === undefined || internal === false) return internetPeer(name);
  const places = [{ name, within: undefined, dualStack: false }];
  return { ...peerAt(name, []), addresses: { kind: "places", places, stands: "in some" } };
}

/** The end of the connection at a target; undefined if it has none in a network. */
export function peerOfTarget(graph: Graph, target: Target, group: Forwarding["group"]): Peer | undefined {
  if (target.kind === "Lambda function") return undefined;
  if (target.kind === "ECS service") {
    const hasOwn = isSet(target.resource.get("network_configuration"));
    return hasOwn ? peerOf(graph, target.resource) : hostsOf(graph, target.resource);
  }
  if (target.kind !== "address") return peerOf(graph, target.resource);
  const known = addressOf(target);
  const address = known === undefined ? undefined : readAddress(known);
  if (target.resource !== target.by) return peerOf(graph, target.resource);
  const vpc = isResource(group) ? vpcOf(graph, group) : undefined;
  const peer = peerAt(known ?? target.by.address, address ? [address] : [], vpc);
  const groups = [new Unknown(`whose address ${peer.label} is cannot be told`)];
  return { ...peer, groups, resource: target.by };
}
