import { allowedPrincipals, loadBalancersOf } from "../../endpoint-service/endpoint-service";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { shareZone, zoneOf } from "../../lattice/zones";
import { isResource, type Named, nameOf } from "../../network/look-up";
import { peerOf } from "../../network/peer";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToService } from "./way";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html#considerations-endpoint-services */
export const zonesServed: Rule<EndpointToService> = {
  id: "EPS-03",
  title: "The endpoint service is in the Availability Zones of the endpoint",
  awsCode: "VPCE_SERVICE_NOT_INSTALLED_IN_AZ",
  check({ endpoint, service }, graph) {
    // Zones of another Region are served by AWS itself.
    if (graph.regionOf(endpoint) !== graph.regionOf(service)) return undefined;
    const ofEndpoint = peerOf(graph, endpoint)?.subnets ?? [];
    const balancers = loadBalancersOf(graph, service);
    const ofService = balancers.flatMap((one) =>
      isResource(one) ? (peerOf(graph, one)?.subnets ?? []) : [],
    );
    if (ofEndpoint.length === 0 || ofService.length === 0 || !balancers.every(isResource)) return undefined;
    const words = {
      at: endpoint,
      needed: `subnets of the endpoint only in zones of the load balancer: ${zonesInWords(ofService)}`,
      why: "A service can be used in those zones in which its load balancer is enabled. AWS refuses an endpoint with a subnet in another one.",
      fix: `Give ${endpoint.address} only subnets in the zones of the load balancer, or the load balancer a subnet in each zone of the endpoint.`,
    };
    const each = ofEndpoint.map((subnet) => ({ subnet, served: shareZone([subnet], ofService) }));
    const outside = each.filter(({ served }) => served === false).map(({ subnet }) => subnet);
    const comparable = !mayBeOtherAccount(graph, endpoint, service) || !outside.some(isByName);
    if (outside.length > 0 && comparable) {
      const found = `${outside.map(nameOf).join(", ")} of ${endpoint.address} is in ${zonesInWords(outside)}, and the load balancer in ${zonesInWords(ofService)}`;
      return broken({ ...words, found });
    }
    if (each.every(({ served }) => served === true) && comparable)
      return proven(`${service.address} is in all zones of ${endpoint.address}`);
    // Where zones are not told, all that are there are meant, unless somebody takes pains.
    if (ofService.length > 1 || ofService.some((subnet) => !isResource(subnet))) return undefined;
    return unknown({ ...words, found: "the Availability Zones of the subnets cannot be compared" });
  },
};

/** Names of zones, and places in a list of them, differ between accounts. */
function mayBeOtherAccount(graph: Graph, endpoint: Resource, service: Resource): boolean {
  return endpoint.stack !== service.stack || allowedPrincipals(graph, service).texts.length > 0;
}

function isByName(subnet: Named): boolean {
  return zoneOf(subnet)?.form !== "id";
}

function zonesInWords(subnets: readonly Named[]): string {
  const zones = new Set(subnets.map((subnet) => zoneOf(subnet)?.text ?? "a zone that is not known"));
  return [...zones].sort().join(", ");
}
