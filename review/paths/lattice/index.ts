import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { behindProxy, wholeOf } from "../../lattice/database";
import type { PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { clientAt, clientsOf } from "./clients";
import { doorOf, draftPath, portOf } from "./draft-path";
import { isTarget, type Way, waysOf } from "./ways";

/** A database, or any other resource, over VPC Lattice: by a Resource endpoint, a service network, or both halves of a share. */
export const latticePaths: PathFamily = {
  name: "resource over VPC Lattice",
  infer: (graph) => waysOf(graph).flatMap((way) => inferred(graph, way)),
  between(graph, from, to, port) {
    return waysOf(graph).flatMap((way) => {
      const end = leadsTo(graph, way, to);
      return end ? walked(graph, way, from, { port, ...end }) : [];
    });
  },
};

function inferred(graph: Graph, way: Way): readonly PathDraft[] {
  const { entrance } = way;
  if (entrance.kind === "share" || entrance.kind === "none") return [draftPath(graph, way, {})];
  const door = doorOf(graph, entrance);
  return clientsOf(graph, door, portOf(way)).map((client) => draftPath(graph, way, { client }));
}

/** Whether a way leads to a resource: to the whole or a part of a database, to a configuration itself, or over a proxy. */
function leadsTo(graph: Graph, { to }: Way, wanted: Resource): { readonly onward?: Resource } | undefined {
  if (!isTarget(to)) return undefined;
  const { destination, configuration, group } = to;
  if (wanted === configuration || wanted === group) return {};
  if (!destination) return undefined;
  if (wholeOf(graph, destination) === wholeOf(graph, wanted)) return {};
  return behindProxy(graph, destination).includes(wholeOf(graph, wanted))
    ? { onward: wholeOf(graph, wanted) }
    : undefined;
}

/** The way from something that it passes, or from a client that can use its entrance. */
function walked(
  graph: Graph,
  way: Way,
  from: Resource,
  walk: { readonly port: number | undefined; readonly onward?: Resource },
): readonly PathDraft[] {
  const { entrance, to } = way;
  if (isTarget(to)) {
    if (from === to.gateway) return [draftPath(graph, way, { ...walk, from: "gateway" })];
    if (from === to.configuration || from === to.group)
      return [draftPath(graph, way, { ...walk, from: "configuration" })];
  }
  if (entrance.kind === "none") return [];
  if (entrance.kind === "share") {
    const { association, share } = entrance.at;
    const isOne = [association, share, entrance.principal].includes(from);
    return isOne ? [draftPath(graph, way, walk)] : [];
  }
  const door = doorOf(graph, entrance);
  if (from === entrance.at) {
    return clientsOf(graph, door, walk.port ?? portOf(way)).map((client) =>
      draftPath(graph, way, { ...walk, client }),
    );
  }
  const client = clientAt(graph, door, from);
  return client ? [draftPath(graph, way, { ...walk, client })] : [];
}
