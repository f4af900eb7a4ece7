import type { Graph } from "../graph/graph";
import { oncePerGraph } from "../graph/per-graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { follow, isResource, lookUp } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import type { Integration } from "./integration";
import { integrationsInBody } from "./open-api";
import { HTTP_API, LINK_V1, LINK_V2 } from "./types";

/** All integrations of HTTP and WebSocket APIs, in resources and in OpenAPI bodies. */
export function httpIntegrations(graph: Graph): readonly Integration[] {
  const separate = graph.ofType("aws_apigatewayv2_integration").flatMap((resource) => {
    const api = lookUp(graph, resource.get("api_id"), HTTP_API);
    return isResource(api) && resource.mode === "managed" ? [ofResource(graph, api, resource)] : [];
  });
  return [...separate, ...graph.ofType(HTTP_API).flatMap((api) => integrationsInBody(graph, api))];
}

/** Routes that lead to an integration. */
export function routesTo(graph: Graph, { at }: Pick<Integration, "at">): readonly Resource[] {
  return routesByIntegration(graph).get(at) ?? [];
}

const routesByIntegration = oncePerGraph((graph) => {
  const routes = new Map<Resource, Resource[]>();
  for (const route of graph.ofType("aws_apigatewayv2_route")) {
    for (const integration of targetsOf(graph, route)) {
      const same = routes.get(integration);
      if (same) same.push(route);
      else routes.set(integration, [route]);
    }
  }
  return routes;
});

/** A route has `integrations/` and the id of one as its target. */
function targetsOf(graph: Graph, route: Resource): readonly Resource[] {
  const target = follow(route.get("target"));
  if (typeof target !== "string") return resourcesIn(target);
  const found = lookUp(graph, target.replace(/^integrations\//, ""), "aws_apigatewayv2_integration");
  return isResource(found) ? [found] : [];
}

function ofResource(graph: Graph, api: Resource, at: Resource): Integration {
  const [tls] = nestedBlocks(at.get("tls_config"));
  return {
    api,
    at,
    label: at.address,
    link: lookUp(graph, at.get("connection_id"), LINK_V2, LINK_V1),
    connectionType: at.get("connection_type"),
    type: at.get("integration_type"),
    method: at.get("integration_method"),
    uri: at.get("integration_uri"),
    target: undefined,
    requestParameters: at.get("request_parameters"),
    timeout: at.get("timeout_milliseconds"),
    payloadFormat: at.get("payload_format_version"),
    serverName: tls instanceof Unknown ? tls : tls?.server_name_to_verify,
    methodParameters: undefined,
    pathPart: undefined,
    parts: [at, ...routesTo(graph, { at })],
  };
}
