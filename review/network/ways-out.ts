import type { Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import { isEverything, isPrivate } from "./addresses";
import type { Answer } from "./answer";
import { follow, isResource, type Named, nameOf } from "./look-up";
import { type Route, routesOf, routeTableOf, tableName } from "./routes";

/** How a subnet reaches the internet, by its default route. */
export type WayOut =
  | { readonly kind: "none"; readonly evidence: string }
  | { readonly kind: "NAT gateway"; readonly route: Route }
  | { readonly kind: "internet gateway"; readonly route: Route }
  /** Only connections that the subnet opens, over IPv6. */
  | { readonly kind: "egress-only gateway"; readonly route: Route }
  /** Through a transit gateway, a peering, a firewall's endpoint ...: what is behind it is not looked at. */
  | { readonly kind: "elsewhere"; readonly route: Route };

/** How a subnet reaches the internet; Unknown if its route table is not known or not all of it is. */
export function wayOut(graph: Graph, subnet: Named, version: 4 | 6 = 4): WayOut | Unknown {
  const table = routeTableOf(graph, subnet);
  const { routes, complete } = routesOf(graph, table);
  const all = routes.find(
    ({ destination }) =>
      !(destination instanceof Unknown) &&
      destination.some((block) => block.version === version && isEverything(block)),
  );
  if (all) return through(all);
  const unclear = routes.find(({ destination }) => destination instanceof Unknown && destination.reason);
  if (complete !== true) return new Unknown(complete);
  if (unclear?.destination instanceof Unknown) return unclear.destination;
  const part = routes.find(
    ({ destination }) =>
      !(destination instanceof Unknown) &&
      destination.some((block) => block.version === version && !isPrivate(block)),
  );
  if (part) return new Unknown(`${part.label} leads to a part of the internet`);
  return { kind: "none", evidence: `${tableName(table)} has no default route` };
}

function through(route: Route): WayOut | Unknown {
  const { kind, named } = route.target;
  switch (kind) {
    case "internet gateway":
    case "egress-only gateway":
      return { kind, route };
    case "NAT gateway": {
      // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html: a private one reaches other networks, not the internet.
      const type = isResource(named) ? follow(named.get("connectivity_type")) : "public";
      return { kind: type === "private" ? "elsewhere" : kind, route };
    }
    case "unknown":
      return new Unknown(`the target of ${route.label} is not known`);
    default:
      return { kind: "elsewhere", route };
  }
}

/** Whether a NAT gateway itself reaches the internet: it has to stand in a subnet with a route to an internet gateway. */
export function natReachesInternet(graph: Graph, nat: Named): Answer {
  if (!isResource(nat) || nat.mode === "data")
    return new Unknown(`${nameOf(nat)} exists outside of the files given`);
  // A regional NAT gateway stands in no subnet: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
  const subnet = graph.find(nat.get("subnet_id"), "aws_subnet", "aws_default_subnet");
  if (subnet === undefined)
    return nat.get("vpc_id") !== undefined || new Unknown(`the subnet of ${nat.address} is not given`);
  const way = wayOut(graph, subnet);
  if (way instanceof Unknown) return way;
  if (way.kind === "elsewhere") return new Unknown(`${way.route.label} leads on from ${nameOf(subnet)}`);
  return way.kind === "internet gateway";
}
