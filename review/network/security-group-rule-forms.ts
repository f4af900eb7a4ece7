import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { portAt } from "./databases";
import { follow } from "./look-up";
import type { NestedBlock } from "./nested-blocks";
import { ALL_PORTS, type PortRange, readProtocol } from "./ports";
import { blockEnds, groupEnds, prefixListEnds, selfEnd } from "./rule-ends";
import type { Direction, GroupRule, OtherEnd } from "./security-group-rule";

/** Types of rules that are resources of their own. */
export const SEPARATE_RULES = {
  ingress: ["aws_vpc_security_group_ingress_rule", "aws_security_group_rule"],
  egress: ["aws_vpc_security_group_egress_rule", "aws_security_group_rule"],
} as const satisfies Readonly<Record<Direction, readonly string[]>>;

/** Whether a rule that is a resource of its own is of this direction; undefined if that cannot be told. */
export function isOfDirection(rule: Resource, direction: Direction): boolean | undefined {
  if (rule.type !== "aws_security_group_rule") return true;
  const type = follow(rule.get("type"));
  return typeof type === "string" ? type === direction : undefined;
}

/** What a rule that is a resource of its own permits. */
export function separateRules(
  graph: Graph,
  group: Resource | External,
  direction: Direction,
  rule: Resource,
): GroupRule[] {
  const written = { at: rule, label: rule.address, direction };
  const get = (argument: string) => rule.get(argument);
  if (rule.type !== "aws_security_group_rule") {
    const service = serviceOf(graph, rule.address, get("ip_protocol"), get("from_port"), get("to_port"));
    const ends = [
      ...groupEnds(graph, get("referenced_security_group_id")),
      ...blockEnds(get("cidr_ipv4")),
      ...blockEnds(get("cidr_ipv6")),
      ...prefixListEnds(graph, get("prefix_list_id")),
    ];
    return ends.map((other) => ({ ...written, ...service, other }));
  }
  if (isOfDirection(rule, direction) !== true) return [];
  const service = serviceOf(graph, rule.address, get("protocol"), get("from_port"), get("to_port"));
  const ends = [...groupEnds(graph, get("source_security_group_id")), ...endsInLists(graph, group, get)];
  return ends.map((other) => ({ ...written, ...service, other }));
}

/** What a block `ingress` or `egress` of a security group permits. */
export function inlineRules(
  graph: Graph,
  group: Resource,
  direction: Direction,
  block: NestedBlock,
  index: number,
): GroupRule[] {
  const label = `${group.address} ${direction}[${index}]`;
  const service = serviceOf(graph, label, block.protocol, block.from_port, block.to_port);
  const ends = [
    ...groupEnds(graph, block.security_groups),
    ...endsInLists(graph, group, (argument) => block[argument]),
  ];
  return ends.map((other) => ({ at: group, label, direction, ...service, other }));
}

function endsInLists(
  graph: Graph,
  group: Resource | External,
  get: (argument: string) => Value | undefined,
): OtherEnd[] {
  return [
    ...selfEnd(group, get("self")),
    ...blockEnds(get("cidr_blocks")),
    ...blockEnds(get("ipv6_cidr_blocks")),
    ...prefixListEnds(graph, get("prefix_list_ids")),
  ];
}

function serviceOf(
  graph: Graph,
  label: string,
  protocolValue: Value | undefined,
  fromPort: Value | undefined,
  toPort: Value | undefined,
): Pick<GroupRule, "protocol" | "ports"> {
  const protocol = readProtocol(follow(protocolValue)) ?? new Unknown(`${label} has no protocol`);
  return { protocol, ports: portsOf(protocol, portAt(graph, fromPort), portAt(graph, toPort)) };
}

function portsOf(
  protocol: string | Unknown,
  from: number | Unknown | undefined,
  to: number | Unknown | undefined,
): PortRange | Unknown | undefined {
  if (protocol === "all") return ALL_PORTS;
  if (from instanceof Unknown) return from;
  if (to instanceof Unknown) return to;
  return from === undefined || to === undefined ? undefined : { from, to };
}
