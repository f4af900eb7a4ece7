import type { Graph } from "../graph/graph";
import { oncePerGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { flagArgument } from "../load-balancer/argument";
import { listenerPort, listenersOf } from "../load-balancer/listeners";
import { LISTENERS, LOAD_BALANCERS } from "../load-balancer/types";
import { follow, isResource, lookUp, lookUpAll, type Named } from "../network/look-up";
import { httpIntegrations } from "./http-integrations";
import type { Integration } from "./integration";
import { type IntegrationUri, readUri } from "./integration-uri";
import { restIntegrations } from "./rest-integrations";
import { HTTP_API, LINK_V1, LINK_V2 } from "./types";

/** Where an integration leads into the network. */
export interface Entry {
  readonly integration: Integration;
  /** What it names its target by: a URI with a port, or the ARN of a listener or of a Cloud Map service. */
  readonly by: "uri" | "arn";
  /** What stands behind the VPC link; undefined if that is not given at all. */
  readonly target: Named | undefined;
  /** Listeners of that load balancer to which it leads: that on its port, or those of which it may mean one. */
  readonly listeners: readonly Resource[];
}

const SERVICE = "aws_service_discovery_service";

/** All integrations that lead, or are evidently meant to lead, into a VPC. */
export const entriesOf = oncePerGraph((graph): readonly Entry[] => {
  const all = [...restIntegrations(graph), ...httpIntegrations(graph)];
  const meant = all.filter((one) => isMeantForVpc(graph, one));
  return withNearest(
    graph,
    meant.map((one) => entryOf(graph, one)),
  );
});

/** An integration without a link means the VPC too if it calls a load balancer that has no public address. */
function isMeantForVpc(graph: Graph, integration: Integration): boolean {
  if (follow(integration.connectionType) === "VPC_LINK") return true;
  if (isResource(integration.link)) return true;
  const host = hostOf(readUri(integration.uri));
  return (
    host !== undefined &&
    integration.link === undefined &&
    flagArgument(host, "internal") === true &&
    graph.at(host.address) === host
  );
}

function entryOf(graph: Graph, integration: Integration): Entry {
  const { api, link, uri } = integration;
  const byArn =
    api.type === HTTP_API &&
    !(isResource(link) && link.type === LINK_V1) &&
    follow(api.get("protocol_type")) !== "WEBSOCKET";
  if (byArn) {
    const found = lookUp(graph, uri, ...LISTENERS, SERVICE, ...LOAD_BALANCERS);
    if (!isResource(found) || found.type === SERVICE)
      return { integration, by: "arn", target: found, listeners: [] };
    // To name the load balancer is wrong, and yet tells which one is meant.
    if (!isListener(found))
      return { integration, by: "arn", target: found, listeners: listenersOf(graph, found).listeners };
    const target = lookUp(graph, found.get("load_balancer_arn"), ...LOAD_BALANCERS);
    return { integration, by: "arn", target, listeners: [found] };
  }
  const read = readUri(uri);
  const target = behindLink(graph, integration) ?? hostOf(read);
  const port = read === undefined || read instanceof Unknown ? undefined : read.port;
  const listeners = isResource(target)
    ? listenersOf(graph, target).listeners.filter(
        (listener) => typeof port === "number" && listenerPort(listener) === port,
      )
    : [];
  return { integration, by: "uri", target, listeners };
}

function behindLink(graph: Graph, { link, target, uri }: Integration): Named | undefined {
  const found = lookUp(graph, target, ...LOAD_BALANCERS, ...LISTENERS);
  if (isResource(found))
    return isListener(found) ? lookUp(graph, found.get("load_balancer_arn"), ...LOAD_BALANCERS) : found;
  if (found !== undefined || !isResource(link)) return found;
  if (link.type === LINK_V2) return hostOf(readUri(uri));
  const targets = lookUpAll(graph, link.get("target_arns"), ...LOAD_BALANCERS);
  const host = hostOf(readUri(uri));
  // A link has one target. Of several, which AWS refuses, the one that is called is meant.
  return targets.find((one) => one === host) ?? targets[0] ?? host;
}

/** Where no listener has the port, those are meant that no other integration over the same link calls. */
function withNearest(graph: Graph, entries: readonly Entry[]): readonly Entry[] {
  const called = new Set(entries.flatMap(({ listeners }) => listeners));
  return entries.map((entry) => {
    if (entry.listeners.length > 0 || entry.by === "arn" || !isResource(entry.target)) return entry;
    const { listeners } = listenersOf(graph, entry.target);
    const left = listeners.filter((listener) => !called.has(listener));
    return { ...entry, listeners: left.length > 0 ? left : listeners };
  });
}

function hostOf(uri: IntegrationUri | Unknown | undefined): Resource | undefined {
  return uri === undefined || uri instanceof Unknown ? undefined : uri.host;
}

export function isListener(resource: Resource): boolean {
  return LISTENERS.some((type) => type === resource.type);
}
