import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { nestedBlocks } from "../../network/nested-blocks";
import type { Direction, GroupRule } from "../../network/security-group-rule";
import { rulesOf } from "../../network/security-group-rules";
import { type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";
import { ruleInWords } from "./group-admission";

/**
 * Rules inline and rules as resources of their own, in one direction of one group, take each other away at every second apply:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export const inlineAndSeparateRules: ResourceRule = {
  id: "SG-06",
  title: "Inline rules and rule resources are not mixed, and no rule is there twice",
  types: ["aws_security_group", "aws_default_security_group"],
  check(group, graph) {
    if (isRecorded(group)) return undefined;
    return (["ingress", "egress"] as const).flatMap((direction) => judge(graph, group, direction));
  },
};

/** Whether this is read from a state, in which the provider lists all rules inline, whoever wrote them. */
function isRecorded(group: Resource): boolean {
  return group.change === undefined && typeof group.get("arn") === "string";
}

function judge(graph: Graph, group: Resource, direction: Direction): Judgement[] {
  const { rules } = rulesOf(graph, group, direction);
  const separate = rules.find(({ at }) => at !== group);
  if (separate && nestedBlocks(group.get(direction)).length > 0) {
    return [
      warning({
        at: group,
        found: `${group.address} has inline ${direction} rules, and ${separate.at.address} adds one beside them`,
        needed: `all ${direction} rules of ${group.address} in one form`,
        why: "With inline blocks Terraform removes every rule of that direction that is not among them: at one apply the separate ones go, at the next they come back.",
        fix: `Write the inline ${direction} blocks of ${group.address} as resources aws_vpc_security_group_${direction}_rule.`,
      }),
    ];
  }
  return duplicates(group, rules);
}

function duplicates(group: Resource, rules: readonly GroupRule[]): Judgement[] {
  const first = new Map<string, GroupRule>();
  const found: Judgement[] = [];
  for (const rule of rules) {
    const key = identityOf(rule);
    const other = key === undefined ? undefined : first.get(key);
    if (key !== undefined && !other) first.set(key, rule);
    if (!other || other.at === rule.at) continue;
    found.push(
      warning({
        at: rule.at,
        found: `${rule.label} says the same as ${other.label}: ${ruleInWords(rule)}`,
        needed: `one rule of ${group.address} for it`,
        why: "AWS refuses a second rule that is like another one (InvalidPermission.Duplicate), or two resources own one rule and each removes it for both.",
        fix: `Remove ${rule.label}.`,
      }),
    );
  }
  return found;
}

/** undefined if not all of the rule is known. */
function identityOf({ protocol, ports, other }: GroupRule): string | undefined {
  if (typeof protocol !== "string" || ports === undefined || !("from" in ports)) return undefined;
  const end =
    other.kind === "block"
      ? `${other.block.version} ${other.block.first} ${other.block.last}`
      : other.kind === "group" && "address" in other.group
        ? `${other.group.stack ?? ""} ${other.group.address}`
        : undefined;
  return end && `${protocol} ${ports.from} ${ports.to} ${end}`;
}
