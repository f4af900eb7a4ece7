import { Unknown } from "../../graph/value";
import { follow, lookUp, nameOf } from "../../network/look-up";
import { routeTableOf } from "../../network/routes";
import { block, tableId } from "../../network/terraform-lines";
import { natReachesInternet as reaches, wayOut } from "../../network/ways-out";
import { broken, proven, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html */
export const natReachesInternet: ResourceRule = {
  id: "RT-02",
  title: "A public NAT gateway stands in a subnet with a route to an internet gateway",
  awsCode: "NO_ROUTE_TO_DESTINATION",
  types: ["aws_nat_gateway"],
  otherwise: "useless",
  check(nat, graph) {
    if (follow(nat.get("connectivity_type")) === "private") return undefined;
    const subnet = lookUp(graph, nat.get("subnet_id"), "aws_subnet", "aws_default_subnet");
    if (subnet === undefined) return undefined;
    const answer = reaches(graph, nat);
    if (answer === true)
      return proven(`${nat.address} stands in ${nameOf(subnet)}, which has a route to an internet gateway`);
    const table = routeTableOf(graph, subnet);
    const words = {
      at: nat,
      needed: `a route of ${nameOf(subnet)} for 0.0.0.0/0 to an internet gateway`,
      why: "A NAT gateway sends on what it gets by the routes of its own subnet: without an internet gateway there, it ends in it.",
      fix: block('resource "aws_route" "nat_to_internet"', {
        route_table_id: tableId(table, nat),
        destination_cidr_block: '"0.0.0.0/0"',
        gateway_id: "aws_internet_gateway.main.id",
      }),
    };
    if (answer instanceof Unknown)
      return unknown({ ...words, found: `where ${nat.address} leads cannot be told: ${answer.reason}` });
    const way = wayOut(graph, subnet);
    const leads =
      way instanceof Unknown || way.kind === "none" ? "no default route" : `a default route to a ${way.kind}`;
    return broken({ ...words, found: `${nat.address} stands in ${nameOf(subnet)}, which has ${leads}` });
  },
};
