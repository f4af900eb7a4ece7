import { askInvoke, associatedEndpoints, isPrivateApi, policiesOfApi } from "../../api/private-api";
import { DEPLOYMENT, REST_API, STAGE } from "../../api/types";
import { serviceEndpoints } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { peerOfEndpoint } from "../../lattice/endpoint";
import { flagOf } from "../../network/flags";
import { privateApiAdmits } from "../../rules/api/private-api-admits";
import { privateApiName } from "../../rules/api/private-api-name";
import { vpcResolvesPrivateDns } from "../../rules/network/vpc-resolves-private-dns";
import { connectionGates } from "../connection-gates";
import { checks, type PathDraft } from "../draft";
import { type Caller, callersOf } from "../endpoint-service/callers";
import type { PathFamily } from "../family";
import { elementOf } from "../inside-vpc";
import { clientAt } from "../lattice/clients";
import { PathBuilder } from "../lattice/path-builder";

const HTTPS = 443;

/** A private REST API, by an interface endpoint of API Gateway. */
export const privateApiPaths: PathFamily = {
  name: "private API by an endpoint",
  infer: (graph) =>
    pairsOf(graph).flatMap(({ api, endpoint }) =>
      callersOf(graph, peerOfEndpoint(graph, endpoint), [HTTPS]).map((caller) =>
        draft(graph, api, endpoint, caller),
      ),
    ),
  between(graph, from, to, port) {
    if (to.type !== REST_API || (port !== undefined && port !== HTTPS)) return [];
    return pairsOf(graph)
      .filter(({ api }) => api === to)
      .flatMap(({ api, endpoint }) => {
        const peer = peerOfEndpoint(graph, endpoint);
        const client = clientAt(graph, { peer, ports: [HTTPS], isAssociation: false }, from);
        const callers =
          from === endpoint ? callersOf(graph, peer, [HTTPS]) : client ? [{ client, port: HTTPS }] : [];
        return callers.map((caller) => draft(graph, api, endpoint, caller));
      });
  },
};

/** Endpoints over which an API is meant to be called: those that it names or lets in; if it does so with none, any of its Region. */
function pairsOf(graph: Graph): readonly { readonly api: Resource; readonly endpoint: Resource }[] {
  const endpoints = (serviceEndpoints(graph).bySuffix.get("execute-api") ?? [])
    .map(({ resource }) => resource)
    .filter(({ mode }) => mode === "managed");
  return graph.ofType(REST_API).flatMap((api) => {
    if (api.mode !== "managed" || !isPrivateApi(api)) return [];
    const near = endpoints.filter((endpoint) => graph.regionOf(endpoint) === graph.regionOf(api));
    const meant = near.filter((endpoint) => isMeant(graph, api, endpoint));
    return (meant.length > 0 ? meant : near).map((endpoint) => ({ api, endpoint }));
  });
}

function isMeant(graph: Graph, api: Resource, endpoint: Resource): boolean {
  if (associatedEndpoints(graph, api).includes(endpoint)) return true;
  const policies = policiesOfApi(graph, api);
  const { verdict } = askInvoke(graph, policies, api, endpoint);
  return policies.length > 0 && (verdict === "allowed" || verdict === "unknown");
}

function draft(graph: Graph, api: Resource, endpoint: Resource, { client }: Caller): PathDraft {
  const path = new PathBuilder();
  const door = peerOfEndpoint(graph, endpoint);
  path.add({ ...elementOf(client.peer, "clients"), name: client.name });
  path.add({ ...elementOf(door, ""), kind: "Interface endpoint" });
  const connection = {
    from: client.peer,
    to: door,
    protocol: "tcp",
    port: HTTPS,
    identity: "groups",
  } as const;
  path.hops((between) => connectionGates("client -> endpoint", connection, between));
  const parts = [DEPLOYMENT, STAGE, "aws_api_gateway_rest_api_policy"].flatMap(
    (type) => graph.referring(type, "rest_api_id", api).resources,
  );
  path.add({ name: api.address, resource: api, kind: "REST API", lane: "API Gateway", parts });
  const isOn = flagOf(endpoint, "private_dns_enabled") === true;
  path.hop("DNS: a name of the API leads to the endpoint", [
    ...checks({ endpoint, api }, privateApiName),
    ...(isOn ? checks({ vpc: door.vpc, endpoint }, vpcResolvesPrivateDns) : []),
  ]);
  path.hop("endpoint -> API: policies", checks({ endpoint, api }, privateApiAdmits));
  return {
    from: client.name,
    to: api.address,
    port: HTTPS,
    via: endpoint.address,
    elements: path.elements,
    gates: path.gates,
  };
}
