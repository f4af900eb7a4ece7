import type { External } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import type { AclDecision, Packets } from "../../network/acl-decision";
import type { Answer } from "../../network/answer";
import { isResource } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import type { AclRules } from "../../network/network-acls";
import { serviceInWords } from "../../network/ports";
import type { Direction } from "../../network/security-group-rule";
import { isVpc } from "../../network/security-groups";
import { attributeOf, block, inModuleOf } from "../../network/terraform-lines";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Connection } from "./connection";

/** One question to a network ACL, and its answer. */
export interface AclStep {
  readonly rules: AclRules;
  readonly direction: Direction;
  readonly what: string;
  readonly packets: Packets;
  readonly decision: AclDecision;
  /** The subnet or VPC, or else the source, to be named where it is not known which network ACL is asked. */
  readonly standsIn: Resource | External | undefined;
  /** In words, where the addresses at the other end are not known, and those of the packets stand for any. */
  readonly wherever?: string;
}

/** What SG-03 says of all questions to the network ACLs on the way. */
export function aclJudgements(
  answer: Answer,
  steps: readonly AclStep[],
  connection: Connection,
): readonly Judgement[] {
  if (answer === true) {
    const names = [...new Set(steps.map(({ rules }) => rules.name))];
    if (names.length === 0) return [proven("both are in one subnet, where no network ACL is asked")];
    return [
      proven(
        `${names.join(" and ")} let${names.length === 1 ? "s" : ""} the connection and its answers pass`,
      ),
    ];
  }
  const said = new Set<string>();
  const results: Judgement[] = [];
  for (const step of steps) {
    const { passes } = step.decision;
    if (answer === false ? passes !== false : !(passes instanceof Unknown) && passes !== false) continue;
    const key = `${step.rules.name} ${step.direction} ${step.what}`;
    if (said.has(key)) continue;
    said.add(key);
    results.push(
      answer === false
        ? broken(wordsOf(step))
        : unknown({ ...wordsOf(step), found: doubtOf(answer, step, connection) }),
    );
    if (answer !== false) break;
  }
  return results;
}

function doubtOf(answer: Answer, { decision, rules, direction }: AclStep, { from, to }: Connection): string {
  const reason =
    decision.passes instanceof Unknown
      ? decision.passes.reason
      : answer instanceof Unknown
        ? answer.reason
        : "";
  return `whether ${rules.name} lets ${direction === "egress" ? "out" : "in"} what goes between ${from.label} and ${to.label} cannot be told: ${reason}`;
}

function wordsOf(step: AclStep) {
  const { rules, direction, what, packets, decision, standsIn } = step;
  const way = direction === "egress" ? "to" : "from";
  const service = serviceInWords(packets.protocol, packets.ports);
  const text = step.wherever ?? packets.block.text;
  return {
    at: rules.at ?? standsIn,
    found: decision.by
      ? `${rules.name} denies ${service} ${way} ${text} by ${decision.by.label}, number ${decision.by.number}`
      : `no rule of ${rules.name} matches ${service} ${way} ${text}, so it is denied`,
    needed: `an ${direction} rule of ${rules.name} that allows ${service} ${way} ${text}${decision.by ? `, with a number below ${decision.by.number}` : ""}`,
    why: `A network ACL keeps no connections in mind: ${what} is judged by itself, and what no rule allows is dropped.`,
    fix: rules.at ? ruleInTerraform(step, rules.at) : "Give the files or the plan that have the network ACL.",
  };
}

function ruleInTerraform(step: AclStep, acl: Resource | External): string {
  const { direction, packets } = step;
  const number = String(freeNumber(step));
  const rest = {
    protocol: `"${packets.protocol}"`,
    from_port: String(packets.ports.from),
    to_port: String(packets.ports.to),
    [packets.block.version === 4 ? "cidr_block" : "ipv6_cidr_block"]:
      step.wherever === undefined ? `"${packets.block.text}"` : "...",
  };
  // Where rules stand inline, Terraform removes those that do not; a default network ACL has no others.
  if (isResource(acl) && hasInlineRules(acl))
    return `Write into ${acl.address}:\n${block(direction, { rule_no: number, action: '"allow"', ...rest })}`;
  const rule = block(`resource "aws_network_acl_rule" "${direction}_${packets.ports.from}"`, {
    network_acl_id: aclId(acl),
    rule_number: number,
    egress: String(direction === "egress"),
    rule_action: '"allow"',
    ...rest,
  });
  return inModuleOf(isResource(acl) ? acl : undefined, rule);
}

function hasInlineRules(acl: Resource): boolean {
  if (acl.type === "aws_default_network_acl") return true;
  return ["ingress", "egress"].some((direction) => nestedBlocks(acl.get(direction)).length > 0);
}

/** A number that no rule has, below that of the rule that denies. */
function freeNumber({ rules, decision: { by } }: AclStep): number {
  const taken = new Set(rules.rules.map(({ number }) => number));
  let number = by ? by.number - 1 : 100;
  while (number > 1 && taken.has(number)) number += by ? -1 : 1;
  return Math.max(1, number);
}

function aclId(acl: Resource | External): string {
  return attributeOf(acl, isVpc(acl) ? "default_network_acl_id" : "id", isResource(acl) ? acl : undefined);
}
