import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { peerOfEndpoint } from "../../lattice/endpoint";
import { latticePeer } from "../../lattice/managed-prefix-list";
import type { Share } from "../../lattice/sharing";
import { flagOf } from "../../network/flags";
import { follow, lookUp } from "../../network/look-up";
import type { Peer } from "../../network/peer";
import { securityGroups } from "../../network/security-groups";
import { VPC_TYPES } from "../../network/vpc";
import { accountBoundary } from "../../rules/lattice/account-boundary";
import { clientReachesLattice } from "../../rules/lattice/client-reaches-lattice";
import { databaseNameResolves } from "../../rules/lattice/database-name-resolves";
import { endpointInOtherVpc } from "../../rules/lattice/endpoint-in-other-vpc";
import { endpointLeadsToConfiguration } from "../../rules/lattice/endpoint-leads-to-configuration";
import { zonesOverlap } from "../../rules/lattice/zones-overlap";
import type { Connection } from "../../rules/network/connection";
import { egressAdmits } from "../../rules/network/egress-admits";
import { ingressAdmits } from "../../rules/network/ingress-admits";
import { vpcResolvesPrivateDns } from "../../rules/network/vpc-resolves-private-dns";
import { connectionGates } from "../connection-gates";
import { checks, type Gate } from "../draft";
import { elementOf } from "../inside-vpc";
import type { Client, Door } from "./clients";
import { accepters, shareParts } from "./parts";
import type { PathBuilder } from "./path-builder";
import { type Entrance, isTarget, type Way } from "./ways";

/** An entrance of which the files have the consumer's half too. */
export type OwnEntrance = Extract<Entrance, { readonly kind: "endpoint" | "association" }>;

/** The door at which a path comes in: its security groups and its VPC. */
export function peerOfEntrance(graph: Graph, { kind, at }: OwnEntrance): Peer {
  if (kind === "endpoint") return peerOfEndpoint(graph, at);
  const groups = securityGroups(graph, at.get("security_group_ids"));
  return {
    ...latticePeer(graph.regionOf(at)),
    label: at.address,
    resource: at,
    groups,
    // An association without groups is open to all of its VPC.
    groupsKnown: true,
    vpc: lookUp(graph, at.get("vpc_identifier"), ...VPC_TYPES),
  };
}

/** Client and door, with the gates between them. */
export function enter(
  graph: Graph,
  path: PathBuilder,
  entrance: OwnEntrance,
  client: Client,
  door: Door,
  way: Way,
  port: number | undefined,
): void {
  path.add({ ...elementOf(client.peer, "clients"), name: client.name });
  const connection = { from: client.peer, to: door.peer, protocol: "tcp", port, identity: "groups" } as const;
  if (entrance.kind === "association") {
    path.add({ ...elementOf(door.peer, ""), kind: "VPC association" });
    path.hop(
      "client -> VPC Lattice: security groups",
      checks(connection, clientReachesLattice, ingressAdmits),
    );
    return;
  }
  const { at, type } = entrance;
  const target = isTarget(way.to) ? way.to : undefined;
  const parts = target ? [] : accepters(graph, at);
  const element = elementOf(door.peer, "");
  path.add({ ...element, kind: `${type} endpoint`, parts: [...(element.parts ?? []), ...parts] });
  path.hops((between) =>
    connectionGates("client -> endpoint", connection, between).map((gate) =>
      port === undefined ? asEachSideSays(gate, connection, client) : gate,
    ),
  );
  const subject = { endpoint: at, type, target };
  path.here("endpoint", checks(subject, endpointLeadsToConfiguration, endpointInOtherVpc));
  const { vpc } = door.peer;
  const isOn = flagOf(at, "private_dns_enabled") === true;
  path.here("DNS: the database's name leads to the endpoint", [
    ...checks(subject, databaseNameResolves),
    ...(isOn ? checks({ vpc, endpoint: at }, vpcResolvesPrivateDns) : []),
  ]);
  path.here("Availability Zones", checks(subject, zonesOverlap));
}

/** Consumers in another account, as far as the files tell of them. */
export function enterFromOtherAccount(
  path: PathBuilder,
  share: Share,
  principal: Resource | undefined,
  shared: Resource,
): void {
  const at = principal ?? share.share ?? share.association;
  const account = follow(principal?.get("principal"));
  const who = typeof account === "string" ? `account ${account}` : "another account";
  path.add({
    name: at.address,
    resource: at,
    kind: "consumers",
    lane: who,
    parts: shareParts(share).filter((part) => part !== at),
  });
  path.here(
    "account boundary: proven from the shared resource on",
    checks({ otherHalf: `consumers in ${who} use ${shared.address}`, at }, accountBoundary),
  );
}

/** Where the port of the destination is not known, each side has to be open for the port that the other one is open for. */
function asEachSideSays(gate: Gate, connection: Connection, { differing }: Client): Gate {
  if (!differing || !gate.checks.some(({ rule }) => rule.title === egressAdmits.title)) return gate;
  const others = gate.checks.filter(
    ({ rule }) => rule.title !== egressAdmits.title && rule.title !== ingressAdmits.title,
  );
  return {
    ...gate,
    checks: [
      ...checks({ ...connection, port: differing.admitted }, egressAdmits),
      ...checks({ ...connection, port: differing.letOut }, ingressAdmits),
      ...others,
    ],
  };
}
