import type { External } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import type { AclDecision, Packets } from "../../network/acl-decision";
import type { Answer } from "../../network/answer";
import { isResource } from "../../network/look-up";
import type { AclRules } from "../../network/network-acls";
import { serviceInWords } from "../../network/ports";
import type { Direction } from "../../network/security-group-rule";
import { isVpc } from "../../network/security-groups";
import { attributeOf, block } from "../../network/terraform-lines";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Connection } from "./connection";

/** One question to a network ACL, and its answer. */
export interface AclStep {
  readonly rules: AclRules;
  readonly direction: Direction;
  readonly what: string;
  readonly packets: Packets;
  readonly decision: AclDecision;
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

function wordsOf({ rules, direction, what, packets, decision }: AclStep) {
  const way = direction === "egress" ? "to" : "from";
  const service = serviceInWords(packets.protocol, packets.ports);
  const { text } = packets.block;
  const number = Math.max(1, (decision.by?.number ?? 101) - 1);
  return {
    at: rules.at,
    found: decision.by
      ? `${rules.name} denies ${service} ${way} ${text} by ${decision.by.label}, number ${decision.by.number}`
      : `no rule of ${rules.name} matches ${service} ${way} ${text}, so it is denied`,
    needed: `an ${direction} rule of ${rules.name} that allows ${service} ${way} ${text}${decision.by ? `, with a number below ${decision.by.number}` : ""}`,
    why: `A network ACL keeps no connections in mind: ${what} is judged by itself, and what no rule allows is dropped.`,
    fix: rules.at
      ? block(`resource "aws_network_acl_rule" "${direction}_${packets.ports.from}"`, {
          network_acl_id: aclId(rules.at),
          rule_number: String(number),
          egress: String(direction === "egress"),
          protocol: `"${packets.protocol}"`,
          rule_action: '"allow"',
          cidr_block: `"${text}"`,
          from_port: String(packets.ports.from),
          to_port: String(packets.ports.to),
        })
      : "Give the files or the plan that have the network ACL.",
  };
}

function aclId(acl: Resource | External): string {
  return attributeOf(acl, isVpc(acl) ? "default_network_acl_id" : "id", isResource(acl) ? acl : undefined);
}
