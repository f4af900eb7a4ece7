import { External, type Graph } from "../graph/graph";
import { perNamed } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { type Block, readBlock } from "./addresses";
import { follow, isManaged, isResource, lookUp, lookUpAll, type Named, nameOf } from "./look-up";
import { nestedBlocks } from "./nested-blocks";

import { PREFIX_LIST_TYPES, readPrefixList } from "./prefix-lists";
import { VPC_TYPES, vpcOf } from "./vpc";

const TABLE_TYPES = ["aws_route_table", "aws_default_route_table"] as const;

/** A route, but for the one to the VPC itself, which every table has. */
export interface Route {
  readonly at: Resource;
  readonly label: string;
  readonly destination: readonly Block[] | Unknown;
  readonly target: RouteTarget;
}

export interface RouteTarget {
  /** Like `internet gateway`; what is none of those that matter here is called by its argument. */
  readonly kind:
    | "internet gateway"
    | "NAT gateway"
    | "peering"
    | "transit gateway"
    | "egress-only gateway"
    | "other"
    | "unknown";
  readonly named: Named;
}

/**
 * The route table that decides for a subnet: the one that is associated with it, or the main one of its VPC. Where nobody has
 * configured the main one, the VPC itself stands for it.
 */
export function routeTableOf(graph: Graph, subnet: Named): Named {
  if (subnet instanceof Unknown) return subnet;
  const { resources, uncertain } = graph.referring("aws_route_table_association", "subnet_id", subnet);
  const [association] = resources;
  if (association)
    return (
      tableNamed(graph, association.get("route_table_id")) ??
      new Unknown(`${association.address} names no table`)
    );
  if (uncertain[0]) return new Unknown(`${uncertain[0].address} may be the association of ${nameOf(subnet)}`);
  if (!isManaged(subnet))
    return new Unknown(`the route table of ${nameOf(subnet)} is decided outside of the files given`);
  return mainTableOf(graph, vpcOf(graph, subnet) ?? new Unknown("the VPC is not given"));
}

function mainTableOf(graph: Graph, vpc: Named): Named {
  if (!isManaged(vpc))
    return vpc instanceof Unknown
      ? vpc
      : new Unknown(`the main route table of ${nameOf(vpc)} exists outside of the files given`);
  const { resources, uncertain } = graph.referring("aws_main_route_table_association", "vpc_id", vpc);
  const [association] = resources;
  if (association)
    return (
      tableNamed(graph, association.get("route_table_id")) ??
      new Unknown(`${association.address} names no table`)
    );
  if (uncertain[0])
    return new Unknown(`${uncertain[0].address} may decide the main route table of ${vpc.address}`);
  return graph.referring("aws_default_route_table", "default_route_table_id", vpc).resources[0] ?? vpc;
}

function tableNamed(graph: Graph, value: Value | undefined): Named | undefined {
  const found = lookUp(graph, value, ...TABLE_TYPES, ...VPC_TYPES);
  if (!isResource(found) || !isVpc(found)) return found;
  return graph.referring("aws_default_route_table", "default_route_table_id", found).resources[0] ?? found;
}

export function tableName(table: Named): string {
  return isResource(table) && isVpc(table) ? `the main route table of ${table.address}` : nameOf(table);
}

/** The routes of a table, and true if there are no others; else why there may be. */
export interface Routes {
  readonly routes: readonly Route[];
  readonly complete: true | string;
}

/** The routes of a table beside the local one, from both forms that Terraform has for them. */
export function routesOf(graph: Graph, table: Named): Routes {
  return table instanceof Unknown ? { routes: [], complete: table.reason } : knownRoutes(graph, table);
}

const knownRoutes = perNamed(readRoutes);

function readRoutes(graph: Graph, table: Resource | External): Routes {
  const routes: Route[] = [];
  const doubts: string[] = [];
  if (!isManaged(table)) doubts.push(`the routes of ${nameOf(table)} exist outside of the files given`);
  else if (!isVpc(table)) {
    nestedBlocks(table.get("route")).forEach((block, index) => {
      if (block instanceof Unknown)
        doubts.push(`not all routes of ${table.address} are known: ${block.reason}`);
      else
        routes.push(routeOf(graph, table, `${table.address} route[${index}]`, (argument) => block[argument]));
    });
    if (lookUpAll(graph, table.get("propagating_vgws")).length > 0)
      doubts.push(`a virtual gateway adds routes to ${table.address}`);
  }
  const keys: (Resource | External)[] = [table];
  const vpc =
    isResource(table) && table.type === "aws_default_route_table"
      ? graph.find(table.get("default_route_table_id"), ...VPC_TYPES)
      : undefined;
  if (isResource(vpc)) keys.push(vpc);
  for (const key of keys) {
    const separate = graph.referring("aws_route", "route_table_id", key);
    for (const route of separate.resources)
      routes.push(routeOf(graph, route, route.address, (argument) => route.get(argument)));
    if (separate.uncertain[0])
      doubts.push(`${separate.uncertain[0].address} may be a route of ${tableName(table)}`);
    const propagation = graph.referring("aws_vpn_gateway_route_propagation", "route_table_id", key);
    if (propagation.resources[0])
      doubts.push(`${propagation.resources[0].address} adds routes to ${tableName(table)}`);
  }
  return { routes, complete: doubts[0] ?? true };
}

const DESTINATIONS = [
  "cidr_block",
  "ipv6_cidr_block",
  "destination_cidr_block",
  "destination_ipv6_cidr_block",
];

function routeOf(
  graph: Graph,
  at: Resource,
  label: string,
  get: (argument: string) => Value | undefined,
): Route {
  const target = targetOf(graph, get);
  const list = [get("destination_prefix_list_id")].flatMap((value) =>
    lookUpAll(graph, value, ...PREFIX_LIST_TYPES),
  )[0];
  if (list) {
    const read = readPrefixList(graph, list);
    const blocks =
      read instanceof Unknown
        ? read
        : "blocks" in read
          ? read.blocks
          : new Unknown(`the addresses of ${read.service} are known only to AWS`);
    return { at, label, destination: blocks, target };
  }
  const held = DESTINATIONS.map((argument) => follow(get(argument))).find(
    (value) => value !== undefined && value !== null && value !== "",
  );
  const block = typeof held === "string" ? readBlock(held) : undefined;
  return {
    at,
    label,
    destination: block ? [block] : new Unknown(`the destination of ${label} is not known`),
    target,
  };
}

const TARGETS: readonly (readonly [string, RouteTarget["kind"], readonly string[]])[] = [
  ["nat_gateway_id", "NAT gateway", ["aws_nat_gateway"]],
  ["gateway_id", "internet gateway", ["aws_internet_gateway", "aws_vpn_gateway", "aws_vpc_endpoint"]],
  [
    "vpc_peering_connection_id",
    "peering",
    ["aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter"],
  ],
  ["transit_gateway_id", "transit gateway", ["aws_ec2_transit_gateway"]],
  ["egress_only_gateway_id", "egress-only gateway", ["aws_egress_only_internet_gateway"]],
  ["network_interface_id", "other", ["aws_network_interface", "aws_instance"]],
  ["vpc_endpoint_id", "other", ["aws_vpc_endpoint"]],
  ["core_network_arn", "other", ["aws_networkmanager_core_network"]],
  ["carrier_gateway_id", "other", ["aws_ec2_carrier_gateway"]],
  ["local_gateway_id", "other", []],
  ["instance_id", "other", ["aws_instance"]],
];

function targetOf(graph: Graph, get: (argument: string) => Value | undefined): RouteTarget {
  for (const [argument, kind, types] of TARGETS) {
    const named = lookUp(graph, get(argument), ...types);
    if (named === undefined) continue;
    if (argument === "gateway_id") return { kind: gatewayKind(named), named };
    return { kind, named };
  }
  return { kind: "unknown", named: new Unknown("the target of the route is not known") };
}

// An argument for several kinds of gateway, which tells them by their ids.
function gatewayKind(named: Named): RouteTarget["kind"] {
  if (named instanceof Unknown) return "unknown";
  if (named instanceof External) return named.id.startsWith("igw-") ? "internet gateway" : "other";
  return named.type === "aws_internet_gateway" ? "internet gateway" : "other";
}

function isVpc({ type }: Resource): boolean {
  return VPC_TYPES.some((one) => one === type);
}
