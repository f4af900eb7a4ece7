import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Template, Unknown, type Value } from "../graph/value";
import { type Block, readBlock } from "../network/addresses";
import { type Admission, admits } from "../network/admission";
import { follow } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { type Peer, peerAt, servicePeer } from "../network/peer";
import type { GroupRule, RuleSet } from "../network/security-group-rule";

/** The types of data sources that find a managed prefix list. */
const LISTS = ["aws_ec2_managed_prefix_list", "aws_prefix_list"] as const;

/**
 * Where the addresses of resources in a service network lie for the clients of an associated VPC:
 * https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html
 */
const RESOURCE_ADDRESSES: Block | undefined = readBlock("129.224.0.0/17");

/** The prefix list of VPC Lattice. */
export const latticeListName = (region: string | undefined) =>
  `com.amazonaws.${region ?? "<region>"}.vpc-lattice`;

/** What an association of a VPC with a service network leads to, as its clients see it. */
export function latticePeer(region: string | undefined): Peer {
  return servicePeer(latticeListName(region));
}

/** Rules, and security groups with rules, that name VPC Lattice's prefix list. */
export function namingLattice(graph: Graph): readonly Resource[] {
  const lists = graph.ofType(...LISTS).filter((list) => list.mode === "data" && isLatticeList(list));
  return lists.flatMap((list) => [
    ...graph.referring("aws_vpc_security_group_egress_rule", "prefix_list_id", list).resources,
    ...graph.referring("aws_security_group_rule", "prefix_list_ids", list).resources,
    ...graph.referring("aws_security_group", "egress.prefix_list_ids", list).resources,
  ]);
}

/** Whether some egress rules let a client out to what VPC Lattice makes of a resource in an associated VPC. */
export function admitsToLattice(graph: Graph, rules: RuleSet, port: number | Unknown | undefined): Admission {
  const peer = latticePeer(undefined);
  const read = { ...rules, rules: rules.rules.map((rule) => withList(graph, rule, peer.label)) };
  const traffic = { protocol: "tcp", port, seenBy: "addresses" } as const;
  const byList = admits(graph, read, { ...traffic, peer });
  if (byList.admitted === true || !RESOURCE_ADDRESSES) return byList;
  const byAddress = admits(graph, read, { ...traffic, peer: peerAt("VPC Lattice", [RESOURCE_ADDRESSES]) });
  return byAddress.admitted === true ? byAddress : byList;
}

/** The rule with the list that it names told apart from others, though the Region in the list's name may not be known. */
function withList(graph: Graph, rule: GroupRule, service: string): GroupRule {
  if (rule.other.kind !== "prefix list") return rule;
  const { list, name } = rule.other;
  const data = graph.at(name);
  const isLattice =
    list instanceof Unknown
      ? data !== undefined && isLatticeList(data)
      : "service" in list && isLatticeName(list.service);
  return isLattice ? { ...rule, other: { kind: "prefix list", name, list: { service } } } : rule;
}

function isLatticeList(list: Resource): boolean {
  if (isLatticeName(list.get("name"))) return true;
  return nestedBlocks(list.get("filter")).some((filter) => {
    if (filter instanceof Unknown) return false;
    const values = follow(filter.values);
    return isList(values) && values.length === 1 && isLatticeName(values[0]);
  });
}

/** The Region in the name is often filled in: what counts is how the name ends. */
function isLatticeName(name: Value | undefined): boolean {
  const text = follow(name);
  const end = text instanceof Template ? text.parts.at(-1) : text;
  return typeof end === "string" && end.endsWith(".vpc-lattice") && !end.endsWith("ipv6.vpc-lattice");
}
