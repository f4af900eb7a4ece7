import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { isResource, lookUp, type Named } from "../network/look-up";
import { peerOf } from "../network/peer";
import { routeTableOf } from "../network/routes";
import { isVpc } from "../network/security-groups";
import { attributeOf, block, idsOf, inModuleOf } from "../network/terraform-lines";
import { same, VPC_TYPES } from "../network/vpc";
import type { ServiceCall } from "./service-call";

/** The endpoint that is missing, as Terraform to copy. */
export function endpointInTerraform(graph: Graph, { caller, service, name, need }: ServiceCall): string {
  const { vpc, subnets } = caller.peer;
  const id = (thing: Named | undefined, attribute = "id") =>
    thing === undefined || thing instanceof Unknown ? "..." : attributeOf(thing, attribute, need.at);
  const head = `resource "aws_vpc_endpoint" "${service.suffix.replace(/[^a-z0-9]+/g, "_")}"`;
  // Where the Region is not known, the name of the service is its suffix alone.
  const serviceName = name === service.suffix ? `com.amazonaws.<region>.${name}` : name;
  const common = { vpc_id: id(vpc), service_name: `"${serviceName}"` };
  if (service.kinds[0] === "Gateway") {
    const tables = new Set(
      subnets.map((subnet) => {
        const table = routeTableOf(graph, subnet);
        return id(table, isResource(table) && isVpc(table) ? "main_route_table_id" : "id");
      }),
    );
    const routed = block(head, {
      ...common,
      vpc_endpoint_type: '"Gateway"',
      route_table_ids: `[${tables.size > 0 ? [...tables].join(", ") : "..."}]`,
    });
    return inModuleOf(need.at, routed);
  }
  const placed = block(head, {
    ...common,
    vpc_endpoint_type: '"Interface"',
    subnet_ids: idsOf(subnets, need.at),
    security_group_ids: `[${groupOfEndpoints(graph, vpc, need.at)}]`,
    private_dns_enabled: "true",
  });
  return inModuleOf(need.at, placed);
}

/** The group that other endpoints of the VPC have, as Terraform at a resource names it: most likely it admits the caller. */
export function groupOfEndpoints(graph: Graph, vpc: Found, at: Resource): string {
  for (const endpoint of graph.ofType("aws_vpc_endpoint")) {
    if (
      endpoint.module !== at.module ||
      same(lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES), vpc) !== true
    )
      continue;
    const [group] = peerOf(graph, endpoint)?.groups.filter(isResource) ?? [];
    if (group && !isVpc(group)) return attributeOf(group, "id", at);
  }
  return "aws_security_group.endpoints.id";
}
