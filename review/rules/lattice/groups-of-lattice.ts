import { MAXIMUM_SECURITY_GROUPS } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { GATEWAY } from "../../lattice/resource-configuration";
import { VPC_ASSOCIATION } from "../../lattice/service-network";
import { isResource, lookUp, nameOf } from "../../network/look-up";
import { groupName, securityGroups, vpcOfGroup } from "../../network/security-groups";
import { same, VPC_TYPES } from "../../network/vpc";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** Security groups of a resource gateway decide who it can connect to; those of an association, who can use the service network. */
export const groupsOfLattice: ResourceRule = {
  id: "LAT-02",
  title: "Gateways, endpoints and associations have security groups of their own VPC",
  types: [GATEWAY, VPC_ASSOCIATION, ENDPOINT],
  check(resource, graph) {
    if (resource.type === ENDPOINT && !meantType(resource)) return undefined;
    const groups = securityGroups(graph, resource.get("security_group_ids"));
    return [
      ...(groups.length === 0 ? none(resource) : []),
      ...(groups.length > MAXIMUM_SECURITY_GROUPS && resource.type !== ENDPOINT
        ? [many(resource, groups.length)]
        : []),
      ...elsewhere(resource, groups, graph),
    ];
  },
};

function none(resource: Resource): readonly Judgement[] {
  const WHY: Readonly<Record<string, string>> = {
    [GATEWAY]: "Which connections it may open is then left to AWS's choice.",
    [VPC_ASSOCIATION]:
      "Without a security group everything in the VPC can use the service network, and AWS takes no group away again once there is one.",
    [ENDPOINT]: "It has the default security group of its VPC then.",
  };
  return [
    warning({
      at: resource,
      found: `${resource.address} has no security group`,
      needed: "security_group_ids with a group made for it",
      why: WHY[resource.type] ?? "",
      fix: "security_group_ids = [aws_security_group.<name>.id]",
    }),
  ];
}

function many(resource: Resource, number: number): Judgement {
  return broken({
    at: resource,
    found: `${resource.address} has ${number} security groups`,
    needed: `at most ${MAXIMUM_SECURITY_GROUPS}`,
    why: "AWS refuses more, which the provider does not check.",
    fix: "Put the rules of several groups into one.",
  });
}

function elsewhere(
  resource: Resource,
  groups: ReturnType<typeof securityGroups>,
  graph: Graph,
): readonly Judgement[] {
  const argument = resource.type === VPC_ASSOCIATION ? "vpc_identifier" : "vpc_id";
  const vpc = lookUp(graph, resource.get(argument), ...VPC_TYPES);
  if (!isResource(vpc)) return [];
  return groups.flatMap((group) => {
    const other = vpcOfGroup(graph, group);
    if (!isResource(other) || same(other, vpc) !== false) return [];
    return [
      broken({
        at: resource,
        found: `${groupName(group)} of ${resource.address} is in ${nameOf(other)}`,
        needed: `a security group of ${nameOf(vpc)}`,
        why: "A network interface has security groups of its own VPC only.",
        fix: `In ${groupName(group)}: vpc_id = ${vpc.address}.id`,
      }),
    ];
  });
}
