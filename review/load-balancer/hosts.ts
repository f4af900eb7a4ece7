import { launchOf } from "../ecs/launch";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import type { Named } from "../network/look-up";
import { type Peer, peerOf } from "../network/peer";

/**
 * The instances on which the tasks of a service run that have no network interface of their own: those of its capacity providers,
 * or those that join its cluster as they start. undefined if the files given do not tell.
 */
export function hostsOf(graph: Graph, service: Resource): Peer | undefined {
  const launch = launchOf(graph, service);
  if (launch instanceof Unknown || launch.kind !== "EC2" || !launch.all) return undefined;
  const peers = launch.hosts.flatMap((host) => peerOf(graph, host) ?? []);
  const [first] = peers;
  if (!first || peers.length < launch.hosts.length || !peers.every((peer) => isAlike(peer, first)))
    return undefined;
  const places = peers.flatMap(({ addresses }) => (addresses.kind === "places" ? addresses.places : []));
  return {
    ...first,
    label: peers.length === 1 ? first.label : `${first.label} and the other instances of ${service.address}`,
    subnets: [...new Set(peers.flatMap(({ subnets }) => subnets))],
    addresses: { kind: "places", places, stands: "in all" },
  };
}

function isAlike(a: Peer, b: Peer): boolean {
  const all = new Set<Named>([...a.groups, ...b.groups]);
  return a.groupsKnown && b.groupsKnown && all.size === a.groups.length && all.size === b.groups.length;
}
