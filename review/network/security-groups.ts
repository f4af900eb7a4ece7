import type { External, Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import type { Answer } from "./answer";
import { isManaged, isResource, lookUp, lookUpAll, type Named, nameOf } from "./look-up";
import { same, VPC_TYPES, vpcOf } from "./vpc";

const GROUP_TYPES = ["aws_security_group", "aws_default_security_group", "aws_security_groups"] as const;

/**
 * The security groups that a value names. The default group of a VPC is its `aws_default_security_group`; where none is
 * configured, the VPC itself stands for it.
 */
export function securityGroups(graph: Graph, value: Value | undefined): readonly Named[] {
  return lookUpAll(graph, value, ...GROUP_TYPES, ...VPC_TYPES).map((found) => canonical(graph, found));
}

export function securityGroup(graph: Graph, value: Value | undefined): Named | undefined {
  const found = lookUp(graph, value, ...GROUP_TYPES, ...VPC_TYPES);
  return found && canonical(graph, found);
}

/** The default security group of a VPC: what a network interface has that was given no group. */
export function defaultGroupOf(graph: Graph, vpc: Found): Named {
  if (isManaged(vpc)) return canonical(graph, vpc);
  if (vpc instanceof Unknown || vpc === undefined) {
    return new Unknown("it has the default security group of a VPC that is not known");
  }
  return new Unknown(`the default security group of ${nameOf(vpc)} exists outside of the files given`);
}

function canonical(graph: Graph, found: Named): Named {
  if (!isVpc(found)) return found;
  if (found.mode === "data")
    return new Unknown(`the default security group of ${found.address} exists outside of the files given`);
  return graph.referring("aws_default_security_group", "vpc_id", found).resources[0] ?? found;
}

/** Whether this stands for the default security group of a VPC that nobody has configured. */
export function isVpc(found: Found): found is Resource {
  return isResource(found) && VPC_TYPES.some((type) => type === found.type);
}

export function groupName(group: Named): string {
  if (group instanceof Unknown) return "a security group that is not known";
  return isVpc(group) ? `the default security group of ${group.address}` : nameOf(group);
}

export function vpcOfGroup(graph: Graph, group: Named): Found {
  return isVpc(group) ? group : vpcOf(graph, group);
}

/** Whether two security groups are one. */
export function sameGroup(a: Named, b: Named): Answer {
  // A data source for several groups names a list of which the members are not known.
  for (const group of [a, b]) {
    if (isResource(group) && group.type === "aws_security_groups") {
      return new Unknown(`which groups ${group.address} finds is known only to AWS`);
    }
  }
  return same(a, b);
}

/** Whether its rules are those in the files given, and no others. */
export function isConfigured(group: Resource | External): group is Resource {
  return isManaged(group);
}
