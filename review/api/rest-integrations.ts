import type { Graph } from "../graph/graph";
import { oncePerGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isObject, type Value } from "../graph/value";
import { readFlag } from "../network/flags";
import { follow, isResource, lookUp } from "../network/look-up";
import type { Integration } from "./integration";
import { integrationsInBody } from "./open-api";
import { withStageVariables } from "./stage-variables";
import { LINK_V1, LINK_V2, REST_API } from "./types";

/** All integrations of REST APIs, in resources and in OpenAPI bodies. */
export function restIntegrations(graph: Graph): readonly Integration[] {
  const separate = graph.ofType("aws_api_gateway_integration").flatMap((resource) => {
    const api = lookUp(graph, resource.get("rest_api_id"), REST_API);
    return isResource(api) && resource.mode === "managed" ? [ofResource(graph, api, resource)] : [];
  });
  return [...separate, ...graph.ofType(REST_API).flatMap((api) => integrationsInBody(graph, api))];
}

function ofResource(graph: Graph, api: Resource, at: Resource): Integration {
  const method = methodOf(graph, at);
  const resource = lookUp(graph, at.get("resource_id"), "aws_api_gateway_resource");
  const pathPart = isResource(resource) ? follow(resource.get("path_part")) : undefined;
  const parts = [at, method, isResource(resource) ? resource : undefined];
  return {
    api,
    at,
    label: at.address,
    link: lookUp(graph, withStageVariables(graph, api, at.get("connection_id")), LINK_V1, LINK_V2),
    connectionType: at.get("connection_type"),
    type: at.get("type"),
    method: at.get("integration_http_method"),
    uri: withStageVariables(graph, api, at.get("uri")),
    target: at.get("integration_target"),
    requestParameters: at.get("request_parameters"),
    timeout: at.get("timeout_milliseconds"),
    payloadFormat: undefined,
    serverName: undefined,
    methodParameters: method && parametersOf(method),
    pathPart: typeof pathPart === "string" ? pathPart : undefined,
    parts: parts.filter((part) => part !== undefined),
  };
}

/** The method of the same resource with the same verb; undefined if that cannot be told. */
function methodOf(graph: Graph, integration: Resource): Resource | undefined {
  const verb = follow(integration.get("http_method"));
  const place = placeOf(graph, integration);
  const same =
    place &&
    methodsByPlace(graph)
      .get(place)
      ?.filter((method) => follow(method.get("http_method")) === verb);
  return typeof verb === "string" && same?.length === 1 ? same[0] : undefined;
}

const methodsByPlace = oncePerGraph((graph) => {
  const methods = new Map<Resource, Resource[]>();
  for (const method of graph.ofType("aws_api_gateway_method")) {
    const place = placeOf(graph, method);
    const same = place && methods.get(place);
    if (same) same.push(method);
    else if (place) methods.set(place, [method]);
  }
  return methods;
});

/** The resource of an API at which a method or integration is: one of its own, or the root, for which the API stands. */
function placeOf(graph: Graph, thing: Resource): Resource | undefined {
  const found = lookUp(graph, thing.get("resource_id"), "aws_api_gateway_resource", REST_API);
  return isResource(found) ? found : undefined;
}

function parametersOf(method: Resource): readonly string[] | undefined {
  const value: Value | undefined = follow(method.get("request_parameters"));
  if (value === undefined || value === null) return [];
  if (!isObject(value)) return undefined;
  // What is not required is taken from the client too.
  return Object.keys(value).filter((name) => readFlag(value[name]) !== undefined);
}
