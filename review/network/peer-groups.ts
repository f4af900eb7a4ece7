import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Unknown, type Value } from "../graph/value";
import { flagOf } from "./flags";
import type { InterfaceFacts } from "./interfaces";
import { follow, isResource, lookUp, lookUpAll, type Named } from "./look-up";
import { nestedBlocks, valuesAt } from "./nested-blocks";
import { defaultGroupOf, securityGroups } from "./security-groups";
import { SUBNET_TYPES, VPC_TYPES, vpcOf } from "./vpc";

/** The security groups of a resource's network interfaces, and whether it can have no others. */
export function groupsOf(
  graph: Graph,
  resource: Resource,
  facts: InterfaceFacts,
  subnets: readonly Named[],
): { readonly groups: readonly Named[]; readonly groupsKnown: boolean } {
  const given = facts.groups.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => securityGroups(graph, value)),
  );
  const attached = attachedGroups(graph, resource);
  const missing =
    given.length === 0 && !attached.replaceDefault ? withoutGroups(graph, resource, facts, subnets) : [];
  return { groups: [...given, ...attached.groups, ...missing], groupsKnown: attached.certain };
}

/** The subnets in which a resource has network interfaces, as far as it says so. */
export function subnetsOf(graph: Graph, resource: Resource, facts: InterfaceFacts): Named[] {
  const direct = facts.subnets.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => lookUpAll(graph, value, ...SUBNET_TYPES)),
  );
  if (resource.type === "aws_vpc_endpoint") {
    const apart = graph.referring("aws_vpc_endpoint_subnet_association", "vpc_endpoint_id", resource);
    for (const one of apart.resources)
      direct.push(...lookUpAll(graph, one.get("subnet_id"), ...SUBNET_TYPES));
  }
  if (!facts.subnetGroup) return direct;
  const group = lookUp(
    graph,
    subnetGroupIn(graph, resource, facts.subnetGroup.argument),
    facts.subnetGroup.type,
  );
  if (group === undefined) return direct;
  if (!isResource(group)) {
    return [
      group instanceof Unknown ? group : new Unknown(`the subnets of ${group.id} are not in the files given`),
    ];
  }
  const subnets = lookUpAll(graph, group.get("subnet_ids"), ...SUBNET_TYPES);
  return subnets.length > 0 ? [...subnets] : [new Unknown(`the subnets of ${group.address} are not known`)];
}

/**
 * A replica stands where its source does if nothing else is said:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html (DBSubnetGroupName)
 */
function subnetGroupIn(graph: Graph, resource: Resource, argument: string): Value | undefined {
  const own = resource.get(argument);
  if (own !== undefined) return own;
  const source = lookUp(graph, resource.get("replicate_source_db"), "aws_db_instance");
  return isResource(source) ? source.get(argument) : undefined;
}

/** What a resource has that names no security group. */
function withoutGroups(
  graph: Graph,
  resource: Resource,
  facts: InterfaceFacts,
  subnets: readonly Named[],
): Named[] {
  if (resource.mode === "data") return groupsOfData(resource, facts);
  const elsewhere = decidedElsewhere(resource);
  if (elsewhere) return [new Unknown(elsewhere)];
  if (/^aws_a?lb$/.test(resource.type)) {
    // A Network Load Balancer that is made without security groups has none, for good:
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
    const type = follow(resource.get("load_balancer_type")) ?? "application";
    if (type === "network" || type === "gateway") return [];
    if (type !== "application") return [new Unknown(`the type of ${resource.address} is not known`)];
  }
  if (facts.withoutGroups === "unknown") return [new Unknown(`${resource.address} names no security group`)];
  const [first] = subnets;
  return [
    defaultGroupOf(graph, first ? vpcOf(graph, first) : lookUp(graph, resource.get("vpc_id"), ...VPC_TYPES)),
  ];
}

function groupsOfData(resource: Resource, facts: InterfaceFacts): Named[] {
  const read = facts.groups.some((path) => valuesAt(resource, path).some(isList));
  return read ? [] : [new Unknown(`the security groups of ${resource.address} are known only to AWS`)];
}

/** Why the groups are not those of this resource, if they are not. */
function decidedElsewhere(resource: Resource): string | undefined {
  if (
    resource.type === "aws_ecs_service" &&
    nestedBlocks(resource.get("network_configuration")).length === 0
  ) {
    return `${resource.address} has no network_configuration: its tasks have the groups of their instances`;
  }
  if (resource.type !== "aws_instance") return undefined;
  const argument = ["launch_template", "network_interface", "primary_network_interface"].find(
    (one) => resource.get(one) !== undefined,
  );
  return argument && `the groups of ${resource.address} are those of its ${argument}`;
}

/** Groups that a resource of its own attaches. */
function attachedGroups(graph: Graph, resource: Resource) {
  const [type, attribute] =
    resource.type === "aws_vpc_endpoint"
      ? ["aws_vpc_endpoint_security_group_association", "vpc_endpoint_id"]
      : ["aws_network_interface_sg_attachment", "network_interface_id"];
  if (!["aws_vpc_endpoint", "aws_instance", "aws_network_interface"].includes(resource.type)) {
    return { groups: [], certain: true, replaceDefault: false };
  }
  const { resources, uncertain } = graph.referring(type, attribute, resource);
  return {
    groups: resources.flatMap((attachment) => securityGroups(graph, attachment.get("security_group_id"))),
    certain: uncertain.length === 0,
    replaceDefault: resources.some(
      (attachment) => flagOf(attachment, "replace_default_association") === true,
    ),
  };
}
