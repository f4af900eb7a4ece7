import { type Entry, entriesOf } from "../../api/entry";
import { readUri } from "../../api/integration-uri";
import { DEPLOYMENT, HTTP_API, LINK_V1, LINK_V2, REST_API, STAGE } from "../../api/types";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { listenerPort } from "../../load-balancer/listeners";
import { LOAD_BALANCERS } from "../../load-balancer/types";
import { isResource, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { deploymentFollows } from "../../rules/api/deployment-follows";
import { httpApiRouted } from "../../rules/api/http-api-routed";
import { httpIntegration } from "../../rules/api/http-integration";
import { integrationComplete } from "../../rules/api/integration-complete";
import { integrationPort } from "../../rules/api/integration-port";
import { integrationScheme } from "../../rules/api/integration-scheme";
import { integrationTimeout } from "../../rules/api/integration-timeout";
import type { IntegrationWay } from "../../rules/api/integration-way";
import { pathParameters } from "../../rules/api/path-parameters";
import { privateLinkAdmitted } from "../../rules/api/private-link-admitted";
import { connectionGates } from "../connection-gates";
import { checks, type Element, type Gate, type PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { laneOf } from "../inside-vpc";
import { discoveredTails } from "./discovered";
import { groupsOf, loadBalancerElement } from "./elements";
import { leadsTo } from "./leads-to";
import { type Tail, tailsFrom } from "./tail";

/** An API of API Gateway, over a VPC link and a load balancer, to what that forwards to. */
export const apiPaths: PathFamily = {
  name: "API over a VPC link",
  infer: (graph) => waysOf(graph).flatMap((way) => draftsOf(graph, way)),
  between(graph, from, to, port) {
    if (!from.type.startsWith("aws_api")) return [];
    return waysOf(graph)
      .flatMap((way) => draftsOf(graph, way))
      .filter(({ elements: [api] }) => api?.resource === from || api?.parts?.includes(from))
      .filter((draft) => leadsTo(draft, to, port));
  },
};

/** Integrations of one API that lead to the same listener over the same link are one way. */
function waysOf(graph: Graph): readonly IntegrationWay[] {
  const ways: (IntegrationWay & { readonly entries: Entry[] })[] = [];
  for (const entry of entriesOf(graph)) {
    const { api, link } = entry.integration;
    for (const listener of entry.listeners.length > 0 ? entry.listeners : [undefined]) {
      const same = ways.find(
        (way) =>
          way.api === api &&
          way.listener === listener &&
          isSame(way.link, link) &&
          isSame(way.target, entry.target),
      );
      if (same) same.entries.push(entry);
      else ways.push({ api, link, entries: [entry], target: entry.target, listener });
    }
  }
  return ways;
}

function isSame(a: IntegrationWay["link"], b: IntegrationWay["link"]): boolean {
  return (
    a === b ||
    (a !== undefined && b !== undefined && !isResource(a) && !isResource(b) && nameOf(a) === nameOf(b))
  );
}

function draftsOf(graph: Graph, way: IntegrationWay): PathDraft[] {
  const { api, link, listener, target } = way;
  const head = [apiElement(graph, way), ...(link ? [linkElement(graph, link)] : [])];
  const at = head.length;
  const gates = [...apiGates(way, at), ...linkGates(graph, way, at)];
  return tails(graph, way, at).map(({ elements, ...tail }) => ({
    from: api.address,
    to: tail.to,
    port: tail.port,
    via: listener?.address ?? (target && isResource(target) ? target.address : undefined),
    elements: [...head, ...elements],
    gates: [...gates, ...tail.gates],
  }));
}

function tails(
  graph: Graph,
  { target, listener, link, entries }: IntegrationWay,
  at: number,
): readonly Tail[] {
  if (!isResource(target)) {
    const name = target && !(target instanceof Unknown) ? target.id : "a load balancer that is not known";
    const end = { name, kind: "load balancer", lane: "a VPC that is not known" };
    const to = isResource(link) ? link.address : name;
    return [{ to, port: wantedPort(entries), elements: [end], gates: [] }];
  }
  if (!LOAD_BALANCERS.some((type) => type === target.type)) return discoveredTails(graph, target, link, at);
  if (!listener) {
    const elements = [loadBalancerElement(graph, target, [])];
    return [{ to: target.address, port: wantedPort(entries), elements, gates: [] }];
  }
  const clients =
    isResource(link) && link.type === LINK_V2 ? (peerOf(graph, link) ?? "anybody") : "PrivateLink";
  return tailsFrom(graph, target, listener, clients, at);
}

function wantedPort(entries: readonly Entry[]): number | undefined {
  const [uri] = entries.map(({ integration, by }) => (by === "uri" ? readUri(integration.uri) : undefined));
  return uri === undefined || uri instanceof Unknown || uri.port instanceof Unknown ? undefined : uri.port;
}

function apiGates(way: IntegrationWay, at: number): Gate[] {
  const isHttp = way.entries.some(({ by }) => by === "arn");
  const rules = isHttp
    ? [httpIntegration]
    : [integrationComplete, integrationPort, integrationScheme, pathParameters, integrationTimeout];
  const deployed = way.api.type === REST_API ? deploymentFollows : httpApiRouted;
  return [
    { title: "API: deployment", between: [0, 0], checks: checks(way, deployed) },
    {
      title: at > 1 ? "API -> VPC link: integration" : "API -> load balancer: integration",
      between: [0, 1],
      checks: checks(way, ...rules),
    },
  ];
}

function linkGates(graph: Graph, way: IntegrationWay, at: number): readonly Gate[] {
  const { link, target, listener } = way;
  if (!link) return [];
  const between = [at - 1, at] as const;
  const title = "VPC link -> load balancer";
  if (!isResource(link) || link.type !== LINK_V2) {
    const isV1 = isResource(link) || way.api.type === REST_API;
    return isV1
      ? [{ title: `${title}: PrivateLink`, between, checks: checks(way, privateLinkAdmitted) }]
      : [];
  }
  if (!isResource(target) || !LOAD_BALANCERS.some((type) => type === target.type)) return [];
  const [from, to] = [peerOf(graph, link), peerOf(graph, target)];
  if (!from || !to || !listener) return [];
  return connectionGates(
    title,
    { from, to, protocol: "tcp", port: listenerPort(listener), identity: "groups" },
    between,
  );
}

function apiElement(graph: Graph, { api, entries }: IntegrationWay): Element {
  const belonging = BELONGING[api.type] ?? [];
  const parts = belonging.flatMap(([type, attribute]) => graph.referring(type, attribute, api).resources);
  const kind = api.type === HTTP_API ? "HTTP API" : "REST API";
  const own = entries.flatMap(({ integration }) => integration.parts);
  return {
    name: api.address,
    resource: api,
    kind,
    lane: "API Gateway",
    parts: [...new Set([...own, ...parts])],
  };
}

const BELONGING: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  [REST_API]: [
    [DEPLOYMENT, "rest_api_id"],
    [STAGE, "rest_api_id"],
    ["aws_api_gateway_method_settings", "rest_api_id"],
    ["aws_api_gateway_rest_api_policy", "rest_api_id"],
  ],
  [HTTP_API]: [["aws_apigatewayv2_stage", "api_id"]],
};

function linkElement(graph: Graph, link: NonNullable<IntegrationWay["link"]>): Element {
  if (!isResource(link)) return { name: nameOf(link), kind: "VPC link", lane: "API Gateway" };
  const peer = link.type === LINK_V1 ? undefined : peerOf(graph, link);
  return {
    name: link.address,
    resource: link,
    kind: "VPC link",
    lane: peer ? laneOf(peer.vpc) : "AWS PrivateLink",
    parts: groupsOf(peer),
  };
}
