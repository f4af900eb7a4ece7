import { clusterOf } from "../ecs/cluster";
import { launchOf } from "../ecs/launch";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Template, Unknown, type Value } from "../graph/value";
import { follow, isResource, type Named } from "../network/look-up";
import { type Peer, peerOf } from "../network/peer";
import { resourcesIn, textOf } from "./argument";

/**
 * The instances on which the tasks of a service run that have no network interface of their own: those of its capacity providers,
 * or those that join its cluster as they start. undefined if the files given do not tell.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bootstrap_container_instance.html
 */
export function hostsOf(graph: Graph, service: Resource): Peer | undefined {
  const launch = launchOf(graph, service);
  if (launch instanceof Unknown || launch.kind !== "EC2") return undefined;
  const hosts = launch.all ? launch.scalingGroups : joining(graph, service);
  const peers = hosts.flatMap((host) => peerOf(graph, host) ?? []);
  const [first] = peers;
  if (!first || peers.length < hosts.length || !peers.every((peer) => isAlike(peer, first))) return undefined;
  const places = peers.flatMap(({ addresses }) => (addresses.kind === "places" ? addresses.places : []));
  return {
    ...first,
    label: peers.length === 1 ? first.label : `${first.label} and the other instances of ${service.address}`,
    subnets: [...new Set(peers.flatMap(({ subnets }) => subnets))],
    addresses: { kind: "places", places, stands: "in all" },
  };
}

function joining(graph: Graph, service: Resource): readonly Resource[] {
  const cluster = clusterOf(graph, service);
  if (!isResource(cluster)) return [];
  return graph
    .ofType("aws_instance")
    .filter(({ mode }) => mode === "managed")
    .filter((instance) => joins(instance.get("user_data"), cluster));
}

function joins(userData: Value | undefined, cluster: Resource): boolean {
  const name = textOf(cluster.get("name"), "name");
  const held = follow(userData);
  if (typeof held === "string") return /ECS_CLUSTER=["']?([\w-]+)/.exec(held)?.[1] === name;
  if (!(held instanceof Template)) return false;
  return (
    held.parts.some((part) => typeof part === "string" && /ECS_CLUSTER=["']?$/.test(part)) &&
    resourcesIn(held).includes(cluster)
  );
}

function isAlike(a: Peer, b: Peer): boolean {
  const all = new Set<Named>([...a.groups, ...b.groups]);
  return a.groupsKnown && b.groupsKnown && all.size === a.groups.length && all.size === b.groups.length;
}
