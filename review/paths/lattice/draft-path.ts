import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { accountBoundary } from "../../rules/lattice/account-boundary";
import { configurationInNetwork } from "../../rules/lattice/configuration-in-network";
import { checks, type PathDraft } from "../draft";
import type { Client, Door } from "./clients";
import { enter, enterFromOtherAccount, type OwnEntrance, peerOfEntrance } from "./entrance-segment";
import { leaveByGateway, leaveByProxy, passConfiguration } from "./gateway-segment";
import { networkParts } from "./parts";
import { PathBuilder } from "./path-builder";
import { isTarget, type Way, waysThrough } from "./ways";

/** How a way is to be walked. */
export interface Walk {
  /** Who comes in; undefined where the entrance is in another account, or nowhere. */
  readonly client?: Client;
  /** A port that a person gave. */
  readonly port?: number | undefined;
  /** A database behind the proxy that the way leads to. */
  readonly onward?: Resource;
  /** Where on the way to begin, if not at its entrance. */
  readonly from?: "configuration" | "gateway";
}

export function draftPath(graph: Graph, way: Way, walk: Walk): PathDraft {
  const path = new PathBuilder();
  const { entrance, through, to } = way;
  const target = isTarget(to) ? to : undefined;
  const port = walk.port ?? portOf(way) ?? walk.client?.port;
  if (walk.from === undefined) {
    if (entrance.kind === "share") {
      const shared = through?.network ?? target?.group ?? target?.configuration;
      if (shared) enterFromOtherAccount(path, entrance.at, entrance.principal, shared);
    } else if (entrance.kind !== "none" && walk.client) {
      enter(graph, path, entrance, walk.client, doorOf(graph, entrance), way, port);
    }
  }
  if (through && walk.from === undefined) {
    const { network, association } = through;
    const parts = networkParts(graph, through);
    path.add({ name: network.address, resource: network, kind: "service network", lane: LATTICE, parts });
    if (target) {
      const configuration = target.group ?? target.configuration;
      path.here("service network", checks({ network, association, configuration }, configurationInNetwork));
    }
  }
  if (target) {
    if (walk.from !== "gateway")
      passConfiguration(graph, path, target, through ? LATTICE : "AWS PrivateLink");
    leaveByGateway(graph, path, target, port, walk.client?.peer);
    if (walk.onward) leaveByProxy(graph, path, target, walk.onward);
  } else if (!isTarget(to) && "at" in entrance && entrance.kind !== "share") {
    const { name, reason } = to;
    path.add({ name, kind: "resource configuration", lane: reason === undefined ? "another account" : "" });
    const boundary = { otherHalf: name, at: entrance.at, ...(reason !== undefined && { reason }) };
    path.hop("account boundary: proven up to here", checks(boundary, accountBoundary));
  }
  const [first] = path.elements;
  return {
    from: first?.name ?? "",
    to: path.elements[path.last]?.name ?? "",
    port,
    ...viaOf(way),
    elements: path.elements,
    gates: path.gates,
  };
}

const LATTICE = "VPC Lattice";

/** The port of the destination, if it is known. */
export function portOf({ to }: Way): number | undefined {
  return isTarget(to) && typeof to.port === "number" ? to.port : undefined;
}

/** The door of an entrance, with the ports of all that lies behind it. */
export function doorOf(graph: Graph, entrance: OwnEntrance): Door {
  return {
    peer: peerOfEntrance(graph, entrance),
    ports: waysThrough(graph, entrance.at).map(portOf),
    isAssociation: entrance.kind === "association",
  };
}

function viaOf({ entrance, through }: Way): { readonly via?: string } {
  if ("at" in entrance && entrance.kind !== "share") return { via: entrance.at.address };
  return through ? { via: through.network.address } : {};
}
