import type { Found, Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Template, type Value } from "../graph/value";
import { LOAD_BALANCERS } from "../load-balancer/types";
import { follow, isResource, lookUpAll, type Named } from "../network/look-up";

/** A service that somebody offers over AWS PrivateLink, behind a Network Load Balancer; as a data source, one that is only looked up. */
export const ENDPOINT_SERVICE = "aws_vpc_endpoint_service";

/** What an endpoint leads to that is no service of AWS. */
export interface PrivateService {
  /** It, if the files given make it. */
  readonly service: Resource | undefined;
  /** Like `com.amazonaws.vpce.eu-central-1.vpce-svc-0123`, or the address of the service. */
  readonly name: string;
  /** The Region in the name, if that is known. */
  readonly region: string | undefined;
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html */
const NAME = /^(?:[a-z]+\.)*amazonaws\.vpce\.(?:([a-z0-9-]+)\.)?vpce-svc-/;

/** The private service that an endpoint leads to; undefined if it leads to something else, or if that cannot be told. */
export function privateServiceOf(graph: Graph, endpoint: Resource): PrivateService | undefined {
  const value = endpoint.get("service_name");
  const found = graph.find(value, ENDPOINT_SERVICE);
  if (isResource(found) && found.mode === "managed") return managed(graph, found);
  if (isResource(found)) return named(graph, found.get("service_name"));
  return named(graph, value ?? undefined);
}

function managed(graph: Graph, service: Resource): PrivateService {
  return { service, name: service.address, region: graph.regionOf(service) };
}

function named(graph: Graph, value: Value | undefined): PrivateService | undefined {
  const held = follow(value);
  const parts = held instanceof Template ? held.parts.map(follow) : [held];
  // A hole in the name may be its Region, or the number of the service.
  const name = parts.map((part) => (typeof part === "string" ? part : "...")).join("");
  const [match, region] = NAME.exec(name.replace(/\.{3,}/g, "hole-")) ?? [];
  if (match === undefined) return undefined;
  const service = byName(graph, undefined).get(name);
  if (service) return managed(graph, service);
  return { service: undefined, name, region: region?.includes("hole-") ? undefined : region };
}

/** Services that exist already have names that are known. */
const byName = perGraph((graph: Graph, _: undefined): ReadonlyMap<string, Resource> => {
  const names = new Map<string, Resource>();
  for (const service of graph.ofType(ENDPOINT_SERVICE)) {
    const name = follow(service.get("service_name"));
    if (service.mode === "managed" && typeof name === "string") names.set(name, service);
  }
  return names;
});

/** The load balancers behind a service; none for one of Gateway Load Balancers. */
export function loadBalancersOf(graph: Graph, service: Resource): readonly Named[] {
  return [...new Set(lookUpAll(graph, service.get("network_load_balancer_arns"), ...LOAD_BALANCERS))];
}

/** Load balancers of which the listeners are reached over endpoint services. */
export function isBehindService(graph: Graph, loadBalancer: Resource): boolean {
  return behind(graph, undefined).has(loadBalancer);
}

const behind = perGraph((graph: Graph, _: undefined): ReadonlySet<Found> => {
  const services = graph.ofType(ENDPOINT_SERVICE).filter(({ mode }) => mode === "managed");
  return new Set(services.flatMap((service) => loadBalancersOf(graph, service)));
});

/** What belongs to a service: who may use it, whose connections are accepted, and the proof that its name is one's own. */
export function partsOfService(graph: Graph, service: Resource): readonly Resource[] {
  return [
    ["aws_vpc_endpoint_service_allowed_principal", "vpc_endpoint_service_id"],
    ["aws_vpc_endpoint_connection_accepter", "vpc_endpoint_service_id"],
    ["aws_vpc_endpoint_service_private_dns_verification", "service_id"],
  ].flatMap(([type = "", attribute = ""]) => graph.referring(type, attribute, service).resources);
}

/** Whom a service lets make endpoints to it, by ARN; `complete` is false if there may be others. */
export function allowedPrincipals(graph: Graph, service: Resource) {
  const apart = graph.referring(
    "aws_vpc_endpoint_service_allowed_principal",
    "vpc_endpoint_service_id",
    service,
  );
  const values = [
    service.get("allowed_principals"),
    ...apart.resources.map((one) => one.get("principal_arn")),
  ];
  const all = values.flatMap((value) => {
    const held = follow(value);
    if (held === undefined || held === null) return [];
    return Array.isArray(held) ? held.map((one: Value) => follow(one)) : [held];
  });
  return {
    texts: all.map((one) => (typeof one === "string" ? one : "a principal that is not known")),
    complete: apart.uncertain.length === 0,
  };
}
