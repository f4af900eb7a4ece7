import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import type { Peer } from "../../network/peer";
import { rulesOfAll } from "../../network/security-group-rules";
import type { Connection } from "../../rules/network/connection";
import { egressAdmits } from "../../rules/network/egress-admits";
import { ingressAdmits } from "../../rules/network/ingress-admits";
import { type Client, clientsOf } from "../lattice/clients";

/** Somebody who is meant to connect to an endpoint at a port. */
export interface Caller {
  readonly client: Client;
  readonly port: number | undefined;
}

/**
 * Who is evidently meant to connect to an endpoint, at each of the ports that lie behind it. A port that somebody is not let through
 * to is not meant for them if another one is.
 *
 * @param ports undefined for one that is not known
 */
export function callersOf(
  graph: Graph,
  endpoint: Peer,
  ports: readonly (number | undefined)[],
): readonly Caller[] {
  const door = { peer: endpoint, ports, isAssociation: false };
  const all = [...new Set(ports)].flatMap((port) =>
    clientsOf(graph, door, port).flatMap((client): readonly Caller[] =>
      port === undefined
        ? portsFor(graph, endpoint, client).map((one) => ({ client, port: one }))
        : [{ client, port }],
    ),
  );
  const admitted = new Set(all.filter((caller) => isAdmitted(graph, endpoint, caller)));
  const names = new Set([...admitted].map(({ client }) => client.name));
  return all.filter(
    (caller) =>
      admitted.has(caller) ||
      (!names.has(caller.client.name) && (admitted.size === 0 || isSomebody(caller.client.peer))),
  );
}

/** Whether it is known who it is, and not only that somebody may be there. */
function isSomebody({ resource, groups }: Peer): boolean {
  return resource !== undefined || groups.length > 0;
}

function isAdmitted(graph: Graph, to: Peer, { client, port }: Caller): boolean {
  const connection: Connection = { from: client.peer, to, protocol: "tcp", port, identity: "groups" };
  return [egressAdmits, ingressAdmits].every((rule) => {
    const said = rule.check(connection, graph);
    return said === undefined || !("verdict" in said) || said.verdict !== "BROKEN";
  });
}

/** Where nothing behind the endpoint tells the port, its own rules do. */
function portsFor(graph: Graph, endpoint: Peer, { port }: Client): readonly (number | undefined)[] {
  if (port !== undefined) return [port];
  const ports = new Set<number>();
  for (const { protocol, ports: range } of rulesOfAll(graph, endpoint.groups, "ingress").rules) {
    if (protocol !== "tcp" || !range || range instanceof Unknown || range.from !== range.to) continue;
    ports.add(range.from);
  }
  return ports.size > 0 ? [...ports] : [undefined];
}
