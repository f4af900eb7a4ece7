import { partsOfService } from "../../endpoint-service/endpoint-service";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { peerOfEndpoint } from "../../lattice/endpoint";
import { flagOf } from "../../network/flags";
import { isResource, nameOf } from "../../network/look-up";
import type { Peer } from "../../network/peer";
import { connectionAccepted } from "../../rules/endpoint-service/connection-accepted";
import { networkLoadBalancer } from "../../rules/endpoint-service/network-load-balancer";
import { principalAllowed } from "../../rules/endpoint-service/principal-allowed";
import { privateLinkSource } from "../../rules/endpoint-service/private-link-source";
import { privateName } from "../../rules/endpoint-service/private-name";
import { regionSupported } from "../../rules/endpoint-service/region-supported";
import { zonesServed } from "../../rules/endpoint-service/zones-served";
import { accountBoundary } from "../../rules/lattice/account-boundary";
import { vpcResolvesPrivateDns } from "../../rules/network/vpc-resolves-private-dns";
import { loadBalancerElement } from "../api/elements";
import { type Tail, tailsFrom } from "../api/tail";
import { connectionGates } from "../connection-gates";
import { checks, type PathDraft } from "../draft";
import { elementOf } from "../inside-vpc";
import { PathBuilder } from "../lattice/path-builder";
import type { Caller } from "./callers";
import { portOf, type ServiceWay } from "./ways";

/** @param caller undefined for consumers elsewhere */
export function draftsOfWay(graph: Graph, way: ServiceWay, caller: Caller | undefined): readonly PathDraft[] {
  const path = new PathBuilder();
  const { endpoint, to, loadBalancer } = way;
  const port = caller?.port ?? portOf(way);
  if (endpoint && caller) enter(graph, path, way, endpoint, caller);
  if (to.service) passService(graph, path, way, to.service, caller?.client.peer);
  else if (endpoint) {
    path.add({ name: to.name, kind: "endpoint service", lane: "another account" });
    path.hop(
      "account boundary: proven up to here",
      checks({ otherHalf: to.name, at: endpoint }, accountBoundary),
    );
  }
  const [first] = path.elements;
  const via = endpoint?.address ?? (isResource(loadBalancer) ? loadBalancer.address : undefined);
  return tailsOf(graph, way, path.elements.length).map((tail) => ({
    from: first?.name ?? to.name,
    to: tail.to,
    port: tail.port ?? port,
    ...(via === undefined ? {} : { via }),
    elements: [...path.elements, ...tail.elements],
    gates: [...path.gates, ...tail.gates],
  }));
}

function enter(
  graph: Graph,
  path: PathBuilder,
  { to: { service, region } }: ServiceWay,
  endpoint: Resource,
  { client, port }: Caller,
): void {
  const door = peerOfEndpoint(graph, endpoint);
  path.add({ ...elementOf(client.peer, "clients"), name: client.name });
  path.add({ ...elementOf(door, ""), kind: "Interface endpoint" });
  const connection = { from: client.peer, to: door, protocol: "tcp", port, identity: "groups" } as const;
  path.hops((between) => connectionGates("client -> endpoint", connection, between));
  path.here("endpoint: Region", checks({ endpoint, service, region }, regionSupported));
  if (flagOf(endpoint, "private_dns_enabled") !== true) return;
  path.here("DNS: the private name leads to the endpoint", [
    ...checks({ vpc: door.vpc, endpoint }, vpcResolvesPrivateDns),
    ...(service ? checks({ endpoint, service }, privateName) : []),
  ]);
}

function passService(
  graph: Graph,
  path: PathBuilder,
  way: ServiceWay,
  service: Resource,
  client: Peer | undefined,
): void {
  const { endpoint, loadBalancer } = way;
  path.add({
    name: service.address,
    resource: service,
    kind: "endpoint service",
    lane: "AWS PrivateLink",
    parts: partsOfService(graph, service),
  });
  if (endpoint) {
    path.hop(
      "endpoint -> endpoint service: PrivateLink",
      checks({ endpoint, service }, connectionAccepted, principalAllowed, zonesServed),
    );
  } else {
    const boundary = { otherHalf: `consumers use ${service.address}`, at: service };
    path.here("account boundary: proven from the endpoint service on", checks(boundary, accountBoundary));
  }
  if (!loadBalancer) return;
  const subject = { service, loadBalancer, port: portOf(way), client };
  const at = path.last;
  path.gates.push({
    title: "endpoint service -> load balancer",
    between: [at, at + 1],
    checks: checks(subject, networkLoadBalancer, privateLinkSource),
  });
}

function tailsOf(graph: Graph, { to, loadBalancer, listener }: ServiceWay, at: number): readonly Tail[] {
  if (!loadBalancer) return [{ to: to.name, port: undefined, elements: [], gates: [] }];
  if (isResource(loadBalancer) && listener)
    return tailsFrom(graph, loadBalancer, listener, "PrivateLink", at);
  const element = isResource(loadBalancer)
    ? loadBalancerElement(graph, loadBalancer, [])
    : { name: nameOf(loadBalancer), kind: "load balancer", lane: "a VPC that is not known" };
  return [{ to: element.name, port: undefined, elements: [element], gates: [] }];
}
