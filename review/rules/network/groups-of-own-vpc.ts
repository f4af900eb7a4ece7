import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { INTERFACES } from "../../network/interfaces";
import { isManaged, isResource, nameOf } from "../../network/look-up";
import { groupsOf, subnetsOf } from "../../network/peer-groups";
import { groupName, vpcOfGroup } from "../../network/security-groups";
import { same, vpcOf } from "../../network/vpc";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** That of what VPC Lattice has is LAT-02's to say. */
const OTHERS = new Set(["aws_vpc_endpoint", "aws_vpclattice_resource_gateway"]);

/** https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html (a group can be used in its own VPC only) */
export const groupsOfOwnVpc: ResourceRule = {
  id: "SG-04",
  title: "Security groups are of the VPC in which they are used",
  types: Object.keys(INTERFACES).filter((type) => !OTHERS.has(type)),
  check(resource, graph) {
    const facts = INTERFACES[resource.type];
    if (!facts) return undefined;
    const subnets = subnetsOf(graph, resource, facts);
    const { groups } = groupsOf(graph, resource, facts, subnets);
    const [vpc] = subnets.map((subnet) => vpcOf(graph, subnet)).filter(isResource);
    if (!vpc) return subnets.length === 0 ? inDefaultVpc(resource, groups, graph) : undefined;
    return groups.flatMap((group): Judgement[] => {
      const other = vpcOfGroup(graph, group);
      if (!isResource(other) || same(other, vpc) !== false) return [];
      return [
        broken({
          at: resource,
          found: `${resource.address} stands in ${nameOf(vpc)}, and ${groupName(group)} is of ${nameOf(other)}`,
          needed: `a security group of ${nameOf(vpc)}`,
          why: "A network interface has security groups of its own VPC only; AWS refuses any other (InvalidGroup.NotFound, or InvalidParameter).",
          fix: `In ${nameOf(group)}: vpc_id = ${vpc.address}.id, or name subnets of ${nameOf(other)}`,
        }),
      ];
    });
  },
};

/** What says from where a database is copied or restored, and so perhaps where it stands. */
const COPIED = [
  "replicate_source_db",
  "replication_source_identifier",
  "global_cluster_identifier",
  "snapshot_identifier",
  "restore_to_point_in_time",
  "s3_import",
];

/**
 * Without a subnet group, RDS makes a database in the default VPC:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html (DBSubnetGroupName)
 */
function inDefaultVpc(
  resource: Resource,
  groups: ReturnType<typeof groupsOf>["groups"],
  graph: Graph,
): Judgement | undefined {
  if (resource.type !== "aws_db_instance" && resource.type !== "aws_rds_cluster") return undefined;
  if (["db_subnet_group_name", ...COPIED].some((argument) => resource.get(argument) !== undefined))
    return undefined;
  for (const group of groups) {
    const vpc = vpcOfGroup(graph, group);
    if (!isManaged(vpc) || vpc.type !== "aws_vpc" || mayBeDefault(vpc)) continue;
    return broken({
      at: resource,
      found: `${resource.address} has no db_subnet_group_name, and so stands in the default VPC, and ${groupName(group)} is of ${vpc.address}`,
      needed: `a DB subnet group with subnets of ${vpc.address}`,
      why: "RDS puts a database without a subnet group into the default VPC, and refuses security groups of another one (InvalidParameterCombination).",
      fix: "db_subnet_group_name = aws_db_subnet_group.<name>.name",
    });
  }
  return undefined;
}

/** One that AWS has made can be imported as an `aws_vpc`: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html */
function mayBeDefault(vpc: Resource): boolean {
  const block = vpc.get("cidr_block");
  return typeof block !== "string" || block === "172.31.0.0/16";
}
