import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { isList } from "../../graph/value";
import { follow } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** An endpoint, and the service or at least the Region that is in its name. */
export interface ServiceRegion {
  readonly endpoint: Resource;
  readonly service: Resource | undefined;
  readonly region: string | undefined;
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-share-your-services.html#endpoint-service-cross-region */
export const regionSupported: Rule<ServiceRegion> = {
  id: "EPS-05",
  title: "Endpoint and endpoint service are in one Region, or made for two",
  check,
};

function check({ endpoint, service, region }: ServiceRegion, graph: Graph) {
  const own = graph.regionOf(endpoint);
  if (own === undefined || region === undefined || own === region) return undefined;
  const why =
    "An endpoint leads to a service of its own Region, unless it names another one by service_region and the service supports that of the endpoint.";
  const given = follow(endpoint.get("service_region"));
  const isGiven = given !== undefined && given !== null && given !== "";
  if (!isGiven || (typeof given === "string" && given !== region)) {
    return broken({
      at: endpoint,
      found: `${endpoint.address} is made in ${own}, and its service is in ${region}`,
      needed: `service_region = "${region}"`,
      why,
      fix: `service_region = "${region}"`,
    });
  }
  if (!service) return undefined;
  const supported = follow(service.get("supported_regions"));
  const regions = isList(supported) ? supported.map(follow) : [];
  if (regions.includes(own)) return proven(`${service.address} supports ${own}`);
  const words = {
    at: service,
    needed: `${own} among supported_regions of ${service.address}`,
    why,
    fix: `supported_regions = ["${region}", "${own}"]`,
  };
  const isKnown =
    supported === undefined || supported === null || regions.every((one) => typeof one === "string");
  if (!isKnown || (supported !== undefined && supported !== null && !isList(supported)))
    return unknown({ ...words, found: `the supported_regions of ${service.address} are not known` });
  return broken({ ...words, found: `${service.address} does not support ${own}` });
}
