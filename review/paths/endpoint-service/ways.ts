import {
  ENDPOINT_SERVICE,
  loadBalancersOf,
  type PrivateService,
  privateServiceOf,
} from "../../endpoint-service/endpoint-service";
import type { Graph } from "../../graph/graph";
import { perGraph } from "../../graph/per-graph";
import type { Resource } from "../../graph/resource";
import { isSet } from "../../load-balancer/argument";
import { listenerPort, listenersOf } from "../../load-balancer/listeners";
import { follow, isResource, type Named } from "../../network/look-up";

/** From an endpoint over an endpoint service to a listener; of which the one half or the other may be elsewhere. */
export interface ServiceWay {
  /** undefined for consumers elsewhere. */
  readonly endpoint: Resource | undefined;
  readonly to: PrivateService;
  /** undefined if the service is offered elsewhere. */
  readonly loadBalancer: Named | undefined;
  readonly listener: Resource | undefined;
}

/** All ways over endpoint services that the files have. */
export function serviceWays(graph: Graph): readonly ServiceWay[] {
  return read(graph, undefined);
}

const read = perGraph((graph: Graph, _: undefined): readonly ServiceWay[] => {
  const used = new Set<Resource>();
  const ways = graph.ofType("aws_vpc_endpoint").flatMap((endpoint): readonly ServiceWay[] => {
    const to = isForClients(endpoint) ? privateServiceOf(graph, endpoint) : undefined;
    if (!to) return [];
    if (!to.service) return [{ endpoint, to, loadBalancer: undefined, listener: undefined }];
    used.add(to.service);
    return behind(graph, endpoint, to, to.service);
  });
  const offered = graph.ofType(ENDPOINT_SERVICE).flatMap((service) => {
    if (service.mode === "data" || used.has(service)) return [];
    const to = { service, name: service.address, region: graph.regionOf(service) };
    return behind(graph, undefined, to, service);
  });
  return [...ways, ...offered];
});

function isForClients(endpoint: Resource): boolean {
  return endpoint.mode === "managed" && follow(endpoint.get("vpc_endpoint_type")) !== "GatewayLoadBalancer";
}

function behind(
  graph: Graph,
  endpoint: Resource | undefined,
  to: PrivateService,
  service: Resource,
): readonly ServiceWay[] {
  if (isSet(follow(service.get("gateway_load_balancer_arns")))) return [];
  return loadBalancersOf(graph, service).flatMap((loadBalancer): readonly ServiceWay[] => {
    const { listeners } = isResource(loadBalancer) ? listenersOf(graph, loadBalancer) : { listeners: [] };
    return listeners.length > 0
      ? listeners.map((listener) => ({ endpoint, to, loadBalancer, listener }))
      : [{ endpoint, to, loadBalancer, listener: undefined }];
  });
}

/** The port at which clients connect; undefined if it is not known. */
export function portOf({ listener }: ServiceWay): number | undefined {
  const port = listener && listenerPort(listener);
  return typeof port === "number" ? port : undefined;
}
