import { AwsService } from "../../../aws/services";
import { serviceEndpoint } from "../../endpoints/service-endpoint";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html */
export const privateNameIsOffered: ResourceRule = {
  id: "EP-09",
  title: "Private DNS is asked for only where the service has it",
  types: ["aws_vpc_endpoint"],
  check,
};

function check(resource: Resource, graph: Graph): Judgement | undefined {
  const endpoint = serviceEndpoint(graph, resource);
  if (endpoint === undefined || endpoint instanceof Unknown || endpoint.privateDns !== true) return undefined;
  const { suffix } = endpoint.service;
  const words = {
    at: resource,
    needed: "private_dns_enabled = false",
    fix: "Leave out private_dns_enabled.",
  };
  if (endpoint.kind === "Gateway") {
    return broken({
      ...words,
      found: `${resource.address} is of type Gateway and has private_dns_enabled = true`,
      why: "A gateway endpoint is a route and has no name: AWS refuses private DNS for it.",
    });
  }
  if (endpoint.kind !== "Interface" || AwsService.of(suffix).privateDns) return undefined;
  return broken({
    ...words,
    found: `${resource.address} has private_dns_enabled = true for ${suffix}`,
    why: `Interface endpoints of ${suffix} have no private DNS, and AWS refuses to turn it on.`,
  });
}
