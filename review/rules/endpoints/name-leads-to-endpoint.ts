import { type HandMadeZone, handMadeZone, recordTo } from "../../endpoints/hand-made-zone";
import type { ServiceCall } from "../../endpoints/service-call";
import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** Without private DNS the service's name keeps its public addresses. */
export const nameLeadsToEndpoint: Rule<ServiceCall> = {
  id: "EP-04",
  title: "The service's name leads to the endpoint",
  check,
};

function check(call: ServiceCall, graph: Graph): Judgement | undefined {
  const { way, service, name, caller, need } = call;
  if (way.kind !== "interface") return undefined;
  const { endpoint } = way;
  const { resource, privateDns, onlyForInbound } = endpoint;
  if (need.told === true) return proven(`${caller.peer.label} is told the URL of ${resource.address}`);
  if (service.privateDns && privateDns === true && onlyForInbound === false) {
    return proven(`${resource.address} has private DNS: the name of ${name} leads to it`);
  }
  const zone = handMadeZone(graph, caller.peer.vpc, service.suffix);
  const record = zone && recordTo(graph, zone, resource, service.suffix);
  if (record) return proven(`${record.address} leads the name of ${name} to ${resource.address}`);
  const words = {
    at: resource,
    needed: service.privateDns
      ? `private_dns_enabled = true of ${resource.address}`
      : `a gateway endpoint for ${name}, or a client that is told the URL of ${resource.address}`,
    why: service.privateDns
      ? `Clients ask for the service by its own name. Without private DNS that name resolves to public addresses, and ${caller.peer.label} cannot ${need.purpose}; the provider's default is false.`
      : `AWS gives interface endpoints of ${service.suffix} no private DNS: the service's own name keeps its public addresses.`,
    fix: service.privateDns ? "private_dns_enabled = true" : gatewayFix(service.suffix),
  };
  const doubt = doubtOf(call, zone);
  if (doubt) return unknown({ ...words, found: doubt });
  const why = !service.privateDns
    ? `an endpoint of type Interface, for which ${service.suffix} has no private DNS`
    : privateDns === true
      ? "private DNS for inbound resolvers only, and there is no gateway endpoint"
      : resource.get("private_dns_enabled") === undefined
        ? "no private_dns_enabled, which is false then"
        : "private_dns_enabled = false";
  return broken({ ...words, found: `${resource.address} has ${why}` });
}

function doubtOf(call: ServiceCall, zone: HandMadeZone | undefined): string | undefined {
  const { way, ways, need, service } = call;
  if (way.kind !== "interface") return undefined;
  const { privateDns, onlyForInbound, resource } = way.endpoint;
  if (need.told instanceof Unknown) return need.told.reason;
  if (ways.reachesInternet instanceof Unknown) return ways.reachesInternet.reason;
  if (ways.others) return ways.others.reason;
  if (service.privateDns && privateDns instanceof Unknown) return privateDns.reason;
  if (service.privateDns && privateDns === true && onlyForInbound instanceof Unknown)
    return onlyForInbound.reason;
  return zone && `${zone.by.address} may lead the name to ${resource.address}`;
}

function gatewayFix(suffix: string): string {
  return suffix === "dynamodb"
    ? 'vpc_endpoint_type = "Gateway", with route_table_ids instead of subnets and security groups'
    : `Give the client the endpoint's own URL, from dns_entry of the endpoint.`;
}
