import type { Found, Graph } from "../graph/graph";
import { External } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { DATABASE_TYPES, databasePort, isDatabase } from "../network/databases";
import { INTERFACES } from "../network/interfaces";
import { isResource } from "../network/look-up";
import { type Peer, peerOf } from "../network/peer";
import { isVpc } from "../network/security-groups";
import { linkBetween } from "../network/vpc-links";
import type { Connection } from "../rules/network/connection";
import { connectionGates } from "./connection-gates";
import { softened } from "./data-services/soften";
import { clientsOf, proxiesOf } from "./database-clients";
import type { Element, PathDraft } from "./draft";
import type { PathFamily } from "./family";
import { toldClients } from "./told-clients";

/** A client and a database in one VPC, or in two that are connected, with nothing in between but the network. */
export const insideVpc: PathFamily = {
  name: "connection inside a VPC",
  infer(graph) {
    const drafts: PathDraft[] = [];
    for (const database of graph.ofType(...DATABASE_TYPES)) {
      if (database.mode === "data" || belongsToAnother(database)) continue;
      const to = peerOf(graph, database);
      if (!to) continue;
      const port = databasePort(graph, database);
      const clients = clientsOf(graph, to, port);
      for (const client of clients) {
        const from = client === database ? undefined : peerOf(graph, client);
        // A rule that names a group of another VPC may be meant for what comes from there over something else.
        const onlyIfAlone = from && isUnconnected(graph, from, to);
        if (from) drafts.push({ ...draft(from, to, port), ...(onlyIfAlone ? { onlyIfAlone } : {}) });
      }
      for (const { peer, onlyIfAlone, doubt } of toldClients(graph, to, clients)) {
        const told = draft(peer, to, port);
        const gates = doubt === undefined ? told.gates : softened(told.gates, doubt);
        drafts.push({ ...told, gates, ...(onlyIfAlone ? { onlyIfAlone } : {}) });
      }
    }
    return drafts;
  },
  between(graph, fromResource, toResource, given) {
    const [from, to] = [peerOf(graph, fromResource), peerOf(graph, toResource)];
    if (!from || !to) return [];
    const port = given ?? databasePort(graph, toResource);
    const proxied = overProxies(graph, from, to, port);
    const isDirect = proxied.length === 0 || clientsOf(graph, to, port).has(fromResource);
    return isDirect ? [draft(from, to, port)] : proxied;
  },
};

/** Ways to a database by a proxy of its: where a database has one, and does not name the client itself, that is what is meant. */
function overProxies(graph: Graph, from: Peer, to: Peer, port: number | undefined): readonly PathDraft[] {
  return proxiesOf(graph, to).flatMap((resource) => {
    const proxy = resource === from.resource ? undefined : peerOf(graph, resource);
    if (!proxy) return [];
    const first = connection(from, proxy, databasePort(graph, resource));
    const elements = [elementOf(from, "client"), elementOf(proxy, "proxy"), elementOf(to, "database")];
    const gates = [
      ...connectionGates("client -> proxy", first, [0, 1]),
      ...connectionGates("proxy -> database", connection(proxy, to, port), [1, 2]),
    ];
    return [{ from: from.label, to: to.label, port, via: resource.address, elements, gates }];
  });
}

function isUnconnected(graph: Graph, from: Peer, to: Peer): boolean {
  const link = linkBetween(graph, from.vpc, to.vpc);
  return !(link instanceof Unknown) && link.kind === "none";
}

// A node of a replication group is reached through the group.
function belongsToAnother(database: Resource): boolean {
  return database.type === "aws_elasticache_cluster" && database.get("replication_group_id") !== undefined;
}

function draft(from: Peer, to: Peer, port: number | undefined): PathDraft {
  const role = to.resource && isDatabase(to.resource) ? "database" : "destination";
  return {
    from: from.label,
    to: to.label,
    port,
    elements: [elementOf(from, "client"), elementOf(to, role)],
    gates: connectionGates(`client -> ${role}`, connection(from, to, port), [0, 1]),
  };
}

function connection(from: Peer, to: Peer, port: number | undefined): Connection {
  return { from, to, protocol: "tcp", port, identity: "groups" };
}

/** A peer as an element of a path. */
export function elementOf({ label, resource, vpc, groups }: Peer, role: string): Element {
  const kind =
    (resource && INTERFACES[resource.type]?.kind) ??
    (resource?.type.endsWith("security_group") ? "security group" : role);
  return {
    name: label,
    ...(resource && { resource }),
    kind,
    lane: laneOf(vpc),
    parts: groups.filter(isResource).filter((group) => group !== resource && !isVpc(group)),
  };
}

/** The name of a VPC in pictures. */
export function laneOf(vpc: Found): string {
  if (isResource(vpc)) return vpc.address;
  return vpc instanceof External ? vpc.id : "a VPC that is not known";
}
