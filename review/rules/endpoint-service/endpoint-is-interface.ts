import { privateServiceOf } from "../../endpoint-service/endpoint-service";
import { isSet } from "../../load-balancer/argument";
import { follow } from "../../network/look-up";
import { broken, proven } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html */
export const endpointIsInterface: ResourceRule = {
  id: "EPS-08",
  title: "An endpoint to a service behind a Network Load Balancer is of type Interface",
  types: ["aws_vpc_endpoint"],
  check(endpoint, graph) {
    const service = privateServiceOf(graph, endpoint)?.service;
    if (!service || isSet(follow(service.get("gateway_load_balancer_arns")))) return undefined;
    const type = follow(endpoint.get("vpc_endpoint_type"));
    if (type === "Interface") return proven(`${endpoint.address} is of type Interface`);
    if (type !== undefined && type !== null && typeof type !== "string") return undefined;
    return broken({
      at: endpoint,
      found:
        typeof type === "string"
          ? `vpc_endpoint_type of ${endpoint.address} is ${type}`
          : `${endpoint.address} has no vpc_endpoint_type, which means Gateway`,
      needed: 'vpc_endpoint_type = "Interface"',
      why: "AWS refuses to create an endpoint of a type that the service does not have.",
      fix: 'vpc_endpoint_type = "Interface"',
    });
  },
};
