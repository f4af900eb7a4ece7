import { Unknown } from "../graph/value";
import { type Block, overlaps, predecessor, successor } from "./addresses";
import type { Answer } from "./answer";
import type { AclRule, AclRules } from "./network-acls";
import type { PortRange } from "./ports";

/** What is asked of a network ACL: all packets of a protocol to these ports from, or to, these addresses. */
export interface Packets {
  readonly protocol: "tcp" | "udp";
  readonly ports: PortRange;
  readonly block: Block;
}

export interface AclDecision {
  /** Whether all of the packets pass; Unknown if only a part does, or if it cannot be told. */
  readonly passes: Answer;
  /** The rule that decides, if one rule decides for all; undefined also if none matches, which denies. */
  readonly by?: AclRule | undefined;
}

/** Asks the rules in their order; what no rule matches is denied: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
export function decide({ rules, complete, name }: AclRules, packets: Packets): AclDecision {
  if (complete !== true) return { passes: new Unknown(complete) };
  const worst = outcome(rules, 0, packets.protocol, packets.ports, packets.block, false);
  const best = outcome(rules, 0, packets.protocol, packets.ports, packets.block, true);
  if (worst.allowed && !worst.denied) return { passes: true, by: only(worst) };
  if (!best.allowed) return { passes: false, by: only(best) };
  const unclear = rules.flatMap(({ allows, protocol, ports, block }) => [allows, protocol, ports, block]);
  const doubt = unclear.find((part) => part instanceof Unknown);
  const partly = best.denied && worst.allowed;
  return { passes: doubt && !partly ? doubt : new Unknown(`${name} lets only a part of it pass`) };
}

interface Outcome {
  readonly allowed: boolean;
  readonly denied: boolean;
  readonly by: ReadonlySet<AclRule | undefined>;
}

const only = ({ by }: Outcome) => (by.size === 1 ? [...by][0] : undefined);

/**
 * @param hopeful whether a rule of which not all is known is taken to match where it allows, and not to where it denies; else the
 *   other way round
 */
function outcome(
  rules: readonly AclRule[],
  start: number,
  protocol: string,
  ports: PortRange,
  block: Block,
  hopeful: boolean,
): Outcome {
  for (let index = start; index < rules.length; index++) {
    const rule = rules[index];
    if (!rule || !mayMatch(rule, protocol, ports, block)) continue;
    const allows = rule.allows instanceof Unknown ? hopeful : rule.allows;
    const isDoubtful = [rule.protocol, rule.ports, rule.block, rule.allows].some(
      (part) => part instanceof Unknown,
    );
    if (isDoubtful && allows !== hopeful) continue;
    // What the rule does not match goes on to the next ones.
    const parts = unmatched(rule, ports, block).map((part) =>
      outcome(rules, index + 1, protocol, part.ports, part.block, hopeful),
    );
    const here: Outcome = { allowed: allows, denied: !allows, by: new Set([rule]) };
    return [here, ...parts].reduce(together);
  }
  return { allowed: false, denied: true, by: new Set([undefined]) };
}

function together(a: Outcome, b: Outcome): Outcome {
  return { allowed: a.allowed || b.allowed, denied: a.denied || b.denied, by: new Set([...a.by, ...b.by]) };
}

function mayMatch(rule: AclRule, protocol: string, ports: PortRange, block: Block): boolean {
  if (!(rule.protocol instanceof Unknown) && rule.protocol !== "all" && rule.protocol !== protocol)
    return false;
  if (!(rule.ports instanceof Unknown) && (rule.ports.to < ports.from || ports.to < rule.ports.from))
    return false;
  return rule.block instanceof Unknown || overlaps(rule.block, block);
}

interface Part {
  readonly ports: PortRange;
  readonly block: Block;
}

/** What a rule that matches some of the packets does not match of them. */
function unmatched(rule: AclRule, ports: PortRange, block: Block): Part[] {
  const outside: Part[] = [];
  let within = ports;
  if (!(rule.ports instanceof Unknown)) {
    const { from, to } = rule.ports;
    if (ports.from < from) outside.push({ ports: { from: ports.from, to: from - 1 }, block });
    if (to < ports.to) outside.push({ ports: { from: to + 1, to: ports.to }, block });
    within = { from: Math.max(from, ports.from), to: Math.min(to, ports.to) };
  }
  if (!(rule.block instanceof Unknown)) {
    const { first, last } = rule.block;
    if (block.first < first) outside.push({ ports: within, block: { ...block, last: predecessor(first) } });
    if (last < block.last) outside.push({ ports: within, block: { ...block, first: successor(last) } });
  }
  return outside;
}
