import type { External, Graph } from "../graph/graph";
import { perNamed } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { type Block, readBlock } from "./addresses";
import { flagOf } from "./flags";
import { follow, isManaged, isResource, lookUp, type Named, nameOf } from "./look-up";
import { nestedBlocks } from "./nested-blocks";

import { ALL_PORTS, type PortRange, readPort, readProtocol } from "./ports";
import type { Direction } from "./security-group-rule";
import { VPC_TYPES, vpcOf } from "./vpc";

const ACL_TYPES = ["aws_network_acl", "aws_default_network_acl"] as const;

/** A rule of a network ACL: the first that matches decides. What is Unknown of it may match anything. */
export interface AclRule {
  readonly label: string;
  readonly number: number;
  readonly allows: boolean | Unknown;
  readonly protocol: string | Unknown;
  readonly ports: PortRange | Unknown;
  readonly block: Block | Unknown;
}

/** The rules of one direction, in the order in which AWS asks them. */
export interface AclRules {
  readonly name: string;
  readonly at: Resource | External | undefined;
  readonly rules: readonly AclRule[];
  readonly complete: true | string;
}

/**
 * The network ACL that guards a subnet: the one that names it, or the default one of its VPC. Where nobody has configured that, the
 * VPC itself stands for it.
 */
export function networkAclOf(graph: Graph, subnet: Named): Named {
  if (subnet instanceof Unknown) return subnet;
  const named = graph.referring("aws_network_acl", "subnet_ids", subnet);
  if (named.resources[0]) return named.resources[0];
  const associated = graph.referring("aws_network_acl_association", "subnet_id", subnet);
  const [association] = associated.resources;
  if (association) {
    return (
      aclNamed(graph, association.get("network_acl_id")) ??
      new Unknown(`${association.address} names no network ACL`)
    );
  }
  const [unclear] = [...named.uncertain, ...associated.uncertain];
  if (unclear) return new Unknown(`${unclear.address} may guard ${nameOf(subnet)}`);
  if (!isManaged(subnet))
    return new Unknown(`the network ACL of ${nameOf(subnet)} is decided outside of the files given`);
  return defaultAclOf(graph, vpcOf(graph, subnet) ?? new Unknown("the VPC is not given"));
}

/** The network ACL that guards every subnet of a VPC to which no other one is given. */
export function defaultAclOf(graph: Graph, vpc: Named): Named {
  if (!isManaged(vpc)) {
    return vpc instanceof Unknown
      ? vpc
      : new Unknown(`the default network ACL of ${nameOf(vpc)} exists outside of the files given`);
  }
  return graph.referring("aws_default_network_acl", "default_network_acl_id", vpc).resources[0] ?? vpc;
}

function aclNamed(graph: Graph, value: Value | undefined): Named | undefined {
  const found = lookUp(graph, value, ...ACL_TYPES, ...VPC_TYPES);
  return isResource(found) && isVpc(found) ? defaultAclOf(graph, found) : found;
}

export function aclRulesOf(graph: Graph, acl: Named, direction: Direction): AclRules {
  if (acl instanceof Unknown) return { name: nameOf(acl), at: undefined, rules: [], complete: acl.reason };
  return bothDirections(graph, acl)[direction];
}

const bothDirections = perNamed((graph, acl) => ({
  ingress: read(graph, acl, "ingress"),
  egress: read(graph, acl, "egress"),
}));

function read(graph: Graph, acl: Resource | External, direction: Direction): AclRules {
  if (!isResource(acl)) {
    return {
      name: acl.id,
      at: acl,
      rules: [],
      complete: `the rules of ${acl.id} exist outside of the files given`,
    };
  }
  const rules: AclRule[] = isVpc(acl) ? defaultRules() : [];
  const doubts: string[] = [];
  const add = (label: string, get: (argument: string) => Value | undefined) => {
    const rule = aclRule(label, get);
    if (typeof rule === "string") doubts.push(rule);
    else rules.push(rule);
  };
  if (acl.mode === "data") doubts.push(`the rules of ${acl.address} exist outside of the files given`);
  else if (!isVpc(acl)) {
    nestedBlocks(acl.get(direction)).forEach((block, index) => {
      if (block instanceof Unknown)
        doubts.push(`not all ${direction} rules of ${acl.address} are known: ${block.reason}`);
      else add(`${acl.address} ${direction}[${index}]`, inlineGetter(block));
    });
  }
  for (const key of keysOf(graph, acl)) {
    const { resources, uncertain } = graph.referring("aws_network_acl_rule", "network_acl_id", key);
    for (const rule of resources) {
      const egress = flagOf(rule, "egress") ?? false;
      if (egress instanceof Unknown) doubts.push(`the direction of ${rule.address} is not known`);
      else if (egress === (direction === "egress")) add(rule.address, (argument) => rule.get(argument));
    }
    if (uncertain[0]) doubts.push(`${uncertain[0].address} may be a rule of ${aclName(acl)}`);
  }
  rules.sort((a, b) => a.number - b.number);
  return { name: aclName(acl), at: acl, rules, complete: doubts[0] ?? true };
}

// The default ACL can also be named by its VPC, as `aws_vpc.x.default_network_acl_id`.
function keysOf(graph: Graph, acl: Resource): readonly Resource[] {
  if (acl.type !== "aws_default_network_acl") return [acl];
  const vpc = graph.find(acl.get("default_network_acl_id"), ...VPC_TYPES);
  return isResource(vpc) ? [acl, vpc] : [acl];
}

// Inline blocks and separate rules call the same things by different names.
const INLINE: Readonly<Record<string, string>> = { rule_number: "rule_no", rule_action: "action" };
const inlineGetter = (block: { readonly [name: string]: Value }) => (argument: string) =>
  block[INLINE[argument] ?? argument];

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html */
function defaultRules(): AclRule[] {
  return ["0.0.0.0/0", "::/0"].map((text, index) => ({
    label: "the default rule",
    number: 100 + index,
    allows: true,
    protocol: "all",
    ports: ALL_PORTS,
    block: readBlock(text) ?? new Unknown("no block"),
  }));
}

function aclRule(label: string, get: (argument: string) => Value | undefined): AclRule | string {
  const number = readPort(follow(get("rule_number")));
  if (typeof number !== "number") return `the number of ${label} is not known, and so not when it is asked`;
  const action = follow(get("rule_action"));
  const protocol =
    readProtocol(follow(get("protocol"))) ?? new Unknown(`the protocol of ${label} is not given`);
  const [from, to] = [readPort(follow(get("from_port"))), readPort(follow(get("to_port")))];
  const held = [get("cidr_block"), get("ipv6_cidr_block")]
    .map(follow)
    .find((value) => value !== undefined && value !== null && value !== "");
  const block = typeof held === "string" ? readBlock(held) : undefined;
  return {
    label,
    number,
    allows:
      typeof action === "string"
        ? action.toLowerCase() === "allow"
        : new Unknown(`the action of ${label} is not known`),
    protocol,
    ports:
      protocol === "all"
        ? ALL_PORTS
        : typeof from === "number" && typeof to === "number"
          ? { from, to }
          : new Unknown(`the ports of ${label} are not known`),
    block: block ?? new Unknown(`the block of ${label} is not known`),
  };
}

function aclName(acl: Named): string {
  return isResource(acl) && isVpc(acl) ? `the default network ACL of ${acl.address}` : nameOf(acl);
}

function isVpc({ type }: Resource): boolean {
  return VPC_TYPES.some((one) => one === type);
}
