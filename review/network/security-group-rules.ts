import type { External, Graph } from "../graph/graph";
import { perNamed } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { readBlock } from "./addresses";
import { isResource, type Named, nameOf } from "./look-up";
import { nestedBlocks } from "./nested-blocks";

import { ALL_PORTS } from "./ports";
import type { Direction, GroupRule, RuleSet } from "./security-group-rule";
import { inlineRules, isOfDirection, SEPARATE_RULES, separateRules } from "./security-group-rule-forms";
import { groupName, isConfigured, isVpc } from "./security-groups";
import { VPC_TYPES } from "./vpc";

/**
 * The rules of a security group in one direction, from all the forms that Terraform has for them. A group that is made here has no
 * others: Terraform takes away the rule that AWS gives a new group, which lets everything out
 * (https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group).
 */
export function rulesOf(graph: Graph, group: Resource | External, direction: Direction): RuleSet {
  return bothDirections(graph, group)[direction];
}

const bothDirections = perNamed((graph, group) => ({
  ingress: read(graph, group, "ingress"),
  egress: read(graph, group, "egress"),
}));

/** The rules of several groups together, as those of one network interface are. */
export function rulesOfAll(graph: Graph, groups: readonly Named[], direction: Direction): RuleSet {
  const sets = groups.map(
    (group): RuleSet =>
      group instanceof Unknown ? { rules: [], complete: group.reason } : rulesOf(graph, group, direction),
  );
  return {
    rules: sets.flatMap(({ rules }) => rules),
    complete: sets.find(({ complete }) => complete !== true)?.complete ?? true,
  };
}

function read(graph: Graph, group: Resource | External, direction: Direction): RuleSet {
  const rules: GroupRule[] = [];
  let complete: true | string = true;
  const doubt = (reason: string) => {
    if (complete === true) complete = reason;
  };
  if (!isConfigured(group)) doubt(`the rules of ${nameOf(group)} exist outside of the files given`);
  if (isVpc(group)) rules.push(...defaultRules(group, direction));
  else if (isResource(group) && group.mode === "managed") {
    nestedBlocks(group.get(direction)).forEach((block, index) => {
      if (block instanceof Unknown)
        doubt(`not all ${direction} blocks of ${group.address} are known: ${block.reason}`);
      else rules.push(...inlineRules(graph, group, direction, block, index));
    });
  }
  for (const type of SEPARATE_RULES[direction]) {
    for (const key of keysOf(graph, group)) {
      const { resources, uncertain } = graph.referring(type, "security_group_id", key);
      for (const resource of resources) rules.push(...separateRules(graph, group, direction, resource));
      const unclear = uncertain.find((resource) => isOfDirection(resource, direction) !== false);
      if (unclear) {
        doubt(doubtOf(unclear, group));
      }
    }
  }
  if (rules.length === 0 && isResource(group) && hasRulesOfNobody(group, direction)) {
    doubt(
      `${group.address} has ${direction} rules already, which nothing in the files given writes or removes`,
    );
  }
  return { rules, complete };
}

/**
 * Whether an existing group has rules although none are configured, like one that was imported: what the provider does not make, it
 * leaves as it is, also the rule of AWS that lets everything out.
 */
function hasRulesOfNobody({ change }: Resource, direction: Direction): boolean {
  if (!change || change.actions.includes("create")) return false;
  return nestedBlocks(change.before(direction)).length > 0;
}

// A rule can name the default security group of a VPC by the VPC too, as `aws_vpc.x.default_security_group_id`.
function keysOf(graph: Graph, group: Resource | External): readonly (Resource | External)[] {
  if (!isResource(group) || group.type !== "aws_default_security_group") return [group];
  const vpc = graph.find(group.get("vpc_id"), ...VPC_TYPES);
  return isResource(vpc) ? [group, vpc] : [group];
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html */
function defaultRules(vpc: Resource, direction: Direction): GroupRule[] {
  const rule = { at: vpc, label: groupName(vpc), direction, protocol: "all", ports: ALL_PORTS };
  if (direction === "ingress") return [{ ...rule, other: { kind: "group", group: vpc } }];
  const everything = readBlock("0.0.0.0/0");
  return everything ? [{ ...rule, other: { kind: "block", block: everything } }] : [];
}

function doubtOf(unclear: Resource, group: Resource | External): string {
  return unclear.type === "module"
    ? `${unclear.address} is given ${groupName(group)}, and may add rules to it: its source is not read`
    : `${unclear.address} may be a rule of ${groupName(group)}: its security_group_id is not known`;
}
