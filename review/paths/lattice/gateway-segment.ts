import { External, type Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { behindProxy, portOf } from "../../lattice/database";
import { sharesOf } from "../../lattice/sharing";
import { peerOfTarget, type Target } from "../../lattice/target";
import { isResource, type Named, nameOf } from "../../network/look-up";
import { type Peer, peerAt, peerOf } from "../../network/peer";
import { containsPort } from "../../network/ports";
import { rulesOfAll } from "../../network/security-group-rules";
import { databaseAdmitsGateway } from "../../rules/lattice/database-admits-gateway";
import { definitionNamesTarget } from "../../rules/lattice/definition-names-target";
import { gatewayInDatabaseVpc } from "../../rules/lattice/gateway-in-database-vpc";
import { portsContain } from "../../rules/lattice/ports-contain";
import type { Connection } from "../../rules/network/connection";
import { ingressAdmits } from "../../rules/network/ingress-admits";
import { connectionGates } from "../connection-gates";
import { type Check, checks, type Gate } from "../draft";
import { elementOf } from "../inside-vpc";
import { accessLogsOf, shareParts } from "./parts";
import type { PathBuilder } from "./path-builder";

/** The resource configuration that a path passes. */
export function passConfiguration(graph: Graph, path: PathBuilder, target: Target, lane: string): void {
  const { configuration, group } = target;
  const both = group ? [configuration, group] : [configuration];
  const parts = [
    ...(group ? [group] : []),
    ...both.flatMap((one) => [...accessLogsOf(graph, one), ...sharesOf(graph, one).flatMap(shareParts)]),
  ];
  path.add({
    name: configuration.address,
    resource: configuration,
    kind: "resource configuration",
    lane,
    parts,
  });
  path.here("resource configuration", checks(target, definitionNamesTarget));
}

/**
 * Resource gateway and database, with the gates between them.
 *
 * @param client whose connection it is, if it is known
 * @param onward a database behind a proxy, if the path is to lead on to it
 */
export function leaveByGateway(
  graph: Graph,
  path: PathBuilder,
  target: Target,
  port: number | undefined,
  client: Peer | undefined,
): void {
  const gateway: Named =
    target.gateway ?? new Unknown(`${target.configuration.address} names no resource gateway`);
  const from = peerOfGateway(graph, gateway);
  const to = peerOfTarget(graph, target, letOutTo(graph, from, port));
  const subject = { gateway, target, port };
  path.add({ ...elementOf(from, "resource gateway"), kind: "resource gateway" });
  path.here("ports of the resource configuration", checks(subject, portsContain));
  path.add(elementOf(to, "database"));
  const connection: Connection = { from, to, protocol: "tcp", port, identity: "groups" };
  path.hops((between) =>
    connectionGates("resource gateway -> database", connection, between).map((gate) =>
      withLatticeWords(gate, connection, client),
    ),
  );
  path.hop("resource gateway -> database: VPC", checks(subject, gatewayInDatabaseVpc));
}

/** From a proxy on to a database of its. */
export function leaveByProxy(graph: Graph, path: PathBuilder, target: Target, onward: Named): boolean {
  const proxy = target.destination;
  if (!proxy || !isResource(onward) || !behindProxy(graph, proxy).includes(onward)) return false;
  const [from, to] = [peerOf(graph, proxy), peerOf(graph, onward)];
  if (!from || !to) return false;
  path.add(elementOf(to, "database"));
  const connection = { from, to, protocol: "tcp", port: portOf(graph, onward), identity: "groups" } as const;
  path.hops((between) => connectionGates("proxy -> database", connection, between));
  return true;
}

function peerOfGateway(graph: Graph, gateway: Named): Peer {
  const peer = isResource(gateway) ? peerOf(graph, gateway) : undefined;
  if (peer) return peer;
  const label = gateway instanceof Unknown ? "the resource gateway" : nameOf(gateway);
  const reason = gateway instanceof Unknown ? gateway.reason : `${label} exists outside of the files given`;
  return {
    ...peerAt(label, []),
    groups: [new Unknown(reason)],
    groupsKnown: false,
    addresses: {
      kind: "places",
      places: [{ name: label, within: undefined, dualStack: false }],
      stands: "in all",
    },
  };
}

/** Security groups that the gateway's rules name for a port: one of them a database will have that exists elsewhere. */
function letOutTo(graph: Graph, gateway: Peer, port: number | undefined): readonly Named[] {
  const groups = rulesOfAll(graph, gateway.groups, "egress").rules.flatMap(({ other, ports }) => {
    const fits =
      port === undefined || ports instanceof Unknown || (ports !== undefined && containsPort(ports, port));
    return other.kind === "group" && fits && !(other.group instanceof Unknown) ? [other.group] : [];
  });
  const seen = new Map(groups.map((group) => [group instanceof External ? group.id : group, group]));
  return [...seen.values()];
}

/** The same gate, where one rule says more of a usual mistake than another. */
function withLatticeWords(gate: Gate, connection: Connection, client: Peer | undefined): Gate {
  const { title } = ingressAdmits;
  if (!gate.checks.some(({ rule }) => rule.title === title)) return gate;
  const [better] = checks({ connection, client }, databaseAdmitsGateway);
  if (!better) return gate;
  const unlessSaid = (check: Check): Check => ({
    rule: check.rule,
    run: (graph) => (better.run(graph).length > 0 ? [] : check.run(graph)),
  });
  const known = gate.checks.map((check) => (check.rule.title === title ? unlessSaid(check) : check));
  return { ...gate, checks: [...known, better] };
}
