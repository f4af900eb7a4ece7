import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { peerOfEndpoint } from "../../lattice/endpoint";
import { leadsTo } from "../api/leads-to";
import type { PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { clientAt } from "../lattice/clients";
import { type Caller, callersOf } from "./callers";
import { draftsOfWay } from "./draft-path";
import { portOf, type ServiceWay, serviceWays } from "./ways";

/** A target of a Network Load Balancer that is offered as an endpoint service, by an endpoint to it; or the half that is here. */
export const endpointServicePaths: PathFamily = {
  name: "target behind an endpoint service",
  infer: (graph) => byEndpoint(graph).flatMap(({ endpoint, ways }) => inferred(graph, endpoint, ways)),
  between(graph, from, to, port) {
    return byEndpoint(graph)
      .flatMap(({ endpoint, ways }) => asked(graph, endpoint, ways, from))
      .filter((draft) => draft.elements.at(-1)?.resource === to || leadsTo(draft, to, port));
  },
};

interface OfEndpoint {
  readonly endpoint: Resource | undefined;
  readonly ways: readonly ServiceWay[];
}

function byEndpoint(graph: Graph): readonly OfEndpoint[] {
  const groups = new Map<Resource | undefined, ServiceWay[]>();
  for (const way of serviceWays(graph)) groups.set(way.endpoint, [...(groups.get(way.endpoint) ?? []), way]);
  return [...groups].map(([endpoint, ways]) => ({ endpoint, ways }));
}

function inferred(
  graph: Graph,
  endpoint: Resource | undefined,
  ways: readonly ServiceWay[],
): readonly PathDraft[] {
  if (!endpoint) return ways.flatMap((way) => draftsOfWay(graph, way, undefined));
  const callers = callersOf(graph, peerOfEndpoint(graph, endpoint), ways.map(portOf));
  return ways.flatMap((way) => callers.flatMap((caller) => along(graph, way, caller)));
}

function along(graph: Graph, way: ServiceWay, caller: Caller): readonly PathDraft[] {
  const port = portOf(way);
  return port === undefined || port === caller.port ? draftsOfWay(graph, way, caller) : [];
}

/** From a client in the VPC of the endpoint, from the endpoint, or from a service that is used elsewhere. */
function asked(
  graph: Graph,
  endpoint: Resource | undefined,
  ways: readonly ServiceWay[],
  from: Resource,
): readonly PathDraft[] {
  if (!endpoint) {
    const ofService = ways.filter(({ to }) => to.service === from);
    return ofService.flatMap((way) => draftsOfWay(graph, way, undefined));
  }
  if (from === endpoint) return inferred(graph, endpoint, ways);
  const client = clientAt(
    graph,
    { peer: peerOfEndpoint(graph, endpoint), ports: [], isAssociation: false },
    from,
  );
  return client ? ways.flatMap((way) => draftsOfWay(graph, way, { client, port: portOf(way) })) : [];
}
