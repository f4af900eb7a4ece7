import type { Graph } from "../graph/graph";
import { resourcesIn } from "../graph/references";
import type { Resource } from "../graph/resource";
import { isList, isObject, Unknown, type Value } from "../graph/value";
import { lookUp } from "../network/look-up";
import { jsonWithHoles } from "../read/expression/json-with-holes";
import { settle } from "../read/expression/settle";
import type { Integration } from "./integration";
import { withStageVariables } from "./stage-variables";
import { LINK_V1, LINK_V2 } from "./types";

type Members = { readonly [name: string]: Value };

/**
 * The integrations that an API's OpenAPI body has, as far as it can be read.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html
 */
export function integrationsInBody(graph: Graph, api: Resource): readonly Integration[] {
  const document = bodyOf(api);
  if (!document) return unreadIntegrations(api);
  return membersOf(document.paths).flatMap(([path, item]) =>
    membersOf(item).flatMap(([verb, operation]) =>
      ofOperation(graph, api, document, path, verb, operation, item),
    ),
  );
}

/** Of a body that cannot be read, as one in YAML, only that it is made from a VPC link tells that something goes over it. */
function unreadIntegrations(api: Resource): readonly Integration[] {
  const links = resourcesIn(api.get("body")).filter(({ type }) => type === LINK_V1 || type === LINK_V2);
  const unread = new Unknown("it is not read, as it is no JSON");
  return [...new Set(links)].map((link) => ({
    api,
    at: api,
    label: `the body of ${api.address}`,
    link,
    connectionType: "VPC_LINK",
    type: unread,
    method: unread,
    uri: unread,
    target: undefined,
    requestParameters: unread,
    timeout: unread,
    payloadFormat: unread,
    serverName: unread,
    methodParameters: undefined,
    pathPart: undefined,
    parts: [],
  }));
}

/** The OpenAPI body of an API; undefined if it has none or that cannot be read. */
export function bodyOf(api: Resource): Members | undefined {
  const body = api.get("body");
  const document = body === undefined || body === null ? undefined : settle(jsonWithHoles(body));
  return isObject(document) ? document : undefined;
}

function ofOperation(
  graph: Graph,
  api: Resource,
  document: Members,
  path: string,
  verb: string,
  operation: Value,
  item: Value,
): Integration[] {
  const found = member(operation, "x-amazon-apigateway-integration");
  const integration = resolved(found, document);
  if (!isObject(integration)) return [];
  const name = verb === "x-amazon-apigateway-any-method" ? "ANY" : verb.toUpperCase();
  const parameters = [...listOf(member(operation, "parameters")), ...listOf(member(item, "parameters"))];
  const tls = settle(integration.tlsConfig ?? null);
  return [
    {
      api,
      at: api,
      label: `${name} ${path} of ${api.address}`,
      link: lookUp(graph, withStageVariables(graph, api, integration.connectionId), LINK_V1, LINK_V2),
      connectionType: integration.connectionType,
      type: integration.type,
      method: integration.httpMethod,
      uri: withStageVariables(graph, api, integration.uri),
      target: integration.integrationTarget,
      requestParameters: integration.requestParameters,
      timeout: integration.timeoutInMillis,
      payloadFormat: integration.payloadFormatVersion,
      serverName: isObject(tls) ? tls.serverNameToVerify : undefined,
      methodParameters: parameters.every((one) => member(one, "$ref") === undefined)
        ? parameters.flatMap((one) =>
            member(one, "in") === "path" ? [`method.request.path.${String(member(one, "name"))}`] : [],
          )
        : undefined,
      pathPart: path.split("/").at(-1),
      parts: [],
    },
  ];
}

// `{ "$ref": "#/components/x-amazon-apigateway-integrations/integration1" }`, as HTTP APIs are exported.
function resolved(value: Value | undefined, document: Members): Value | undefined {
  const reference = member(value, "$ref");
  if (typeof reference !== "string" || !reference.startsWith("#/"))
    return value === undefined ? undefined : settle(value);
  let at: Value | undefined = document;
  for (const step of reference.slice(2).split("/")) at = member(at, step);
  return at;
}

function member(value: Value | undefined, name: string): Value | undefined {
  const held = value === undefined ? undefined : settle(value);
  return isObject(held) && Object.hasOwn(held, name) ? held[name] : undefined;
}

function membersOf(value: Value | undefined): readonly [string, Value][] {
  const held = value === undefined ? undefined : settle(value);
  return isObject(held) ? Object.entries(held) : [];
}

function listOf(value: Value | undefined): readonly Value[] {
  const held = value === undefined ? undefined : settle(value);
  return isList(held) ? held : [];
}
