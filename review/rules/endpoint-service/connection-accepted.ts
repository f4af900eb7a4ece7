import { Unknown } from "../../graph/value";
import { flagOf } from "../../network/flags";
import { follow } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToService } from "./way";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests */
export const connectionAccepted: Rule<EndpointToService> = {
  id: "EPS-01",
  title: "The endpoint's connection to the endpoint service is accepted",
  check({ endpoint, service }, graph) {
    const required = flagOf(service, "acceptance_required");
    if (required === false) return proven(`${service.address} accepts every connection that it allows`);
    if (flagOf(endpoint, "auto_accept") === true)
      return proven(`${endpoint.address} accepts its own connection`);
    const type = "aws_vpc_endpoint_connection_accepter";
    const accepters = graph.referring(type, "vpc_endpoint_service_id", service);
    const ofEndpoint = graph.referring(type, "vpc_endpoint_id", endpoint);
    const accepter = accepters.resources.find((one) => ofEndpoint.resources.includes(one));
    if (accepter) return proven(`${accepter.address} accepts ${endpoint.address}`);
    const state = follow(endpoint.get("state"));
    if (state === "available") return proven(`${endpoint.address} is accepted already`);
    const words = {
      at: service,
      needed: `acceptance of ${endpoint.address}`,
      why: "Where a service requires acceptance, an endpoint carries nothing until its connection is accepted.",
      fix: `resource "${type}" "${endpoint.name}" {\n  vpc_endpoint_service_id = ${service.address}.id\n  vpc_endpoint_id         = ${endpoint.address}.id\n}`,
    };
    if (state === "rejected") return broken({ ...words, found: `${endpoint.address} was rejected` });
    const found =
      required instanceof Unknown
        ? `whether ${service.address} requires acceptance is not known: ${required.reason}`
        : `${service.address} requires acceptance, and nothing here accepts ${endpoint.address}, which a person may`;
    return unknown({ ...words, found });
  },
};
