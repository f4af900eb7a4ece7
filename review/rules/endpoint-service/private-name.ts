import type { Graph } from "../../graph/graph";
import { referencesIn } from "../../graph/references";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { flagOf } from "../../network/flags";
import { follow } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToService } from "./way";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html */
export const privateName: Rule<EndpointToService> = {
  id: "EPS-06",
  title: "Private DNS is asked for only of an endpoint service with a verified private name",
  check({ endpoint, service }, graph) {
    if (flagOf(endpoint, "private_dns_enabled") !== true) return undefined;
    const name = follow(service.get("private_dns_name"));
    if (name === undefined || name === null || name === "") {
      return broken({
        at: endpoint,
        found: `${endpoint.address} has private_dns_enabled = true, and ${service.address} no private_dns_name`,
        needed: "private_dns_enabled = false, or a private_dns_name of the service",
        why: "AWS refuses private DNS for a service that has no private name. Clients can use the names of the endpoint itself: dns_entry[0].dns_name.",
        fix: "private_dns_enabled = false",
      });
    }
    if (isVerified(graph, service)) return proven(`the private name of ${service.address} is verified`);
    const text = typeof name === "string" ? name : "the private name";
    return unknown({
      at: service,
      found: `whether the domain of ${text} is verified is not in the files given`,
      needed: `the TXT record by which AWS verifies the domain of ${service.address}`,
      why: "Consumers can use the private name of a service only after its domain is verified.",
      fix: `resource "aws_vpc_endpoint_service_private_dns_verification" "${service.name}" {\n  service_id            = ${service.address}.id\n  wait_for_verification = true\n}`,
    });
  },
};

function isVerified(graph: Graph, service: Resource): boolean {
  const type = "aws_vpc_endpoint_service_private_dns_verification";
  if (graph.referring(type, "service_id", service).resources.length > 0) return true;
  const state = nestedBlocks(service.get("private_dns_name_configuration")).map((block) =>
    block instanceof Unknown ? undefined : follow(block.state),
  );
  if (state.includes("verified")) return true;
  return graph
    .ofType("aws_route53_record")
    .some((record) =>
      referencesIn(record.get("records") ?? null).some(
        ({ resource, path }) => resource === service && path[0] === "private_dns_name_configuration",
      ),
    );
}
