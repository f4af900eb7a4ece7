import { External, type Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Admission, admits } from "../../network/admission";
import { isManaged, isResource } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import type { Peer } from "../../network/peer";
import { serviceInWords } from "../../network/ports";
import type { Direction, GroupRule, RuleSet } from "../../network/security-group-rule";
import { rulesOfAll } from "../../network/security-group-rules";
import { groupName } from "../../network/security-groups";
import { ruleInTerraform } from "../../network/terraform-lines";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Connection } from "./connection";

/** One side of a connection: whose groups are asked, and who is at the other end. */
export interface Side {
  readonly owner: Peer;
  readonly other: Peer;
  readonly direction: Direction;
}

export const sidesOf = ({ from, to }: Connection): { readonly egress: Side; readonly ingress: Side } => ({
  egress: { owner: from, other: to, direction: "egress" },
  ingress: { owner: to, other: from, direction: "ingress" },
});

/** What the security groups of one side say to a connection; undefined if there are none to be asked. */
export function judgeSide(graph: Graph, connection: Connection, side: Side): Judgement | undefined {
  const { owner, other, direction } = side;
  if (owner.groups.length === 0 && owner.groupsKnown) {
    return owner.resource
      ? proven(`${owner.label} has no security group, so nothing filters there`)
      : undefined;
  }
  const rules = rulesOfSide(graph, side);
  const admission = admits(graph, rules, trafficOf(connection, other));
  // That a group is named which cannot be seen is SG-02's to say.
  if (admission.admitted !== true && admission.unseen) return undefined;
  if (admission.admitted === true) return proven(evidenceOf(admission, connection, side));
  const words = {
    // Where nothing is known of this end, the other is where one looks first.
    at: atFault(owner) ?? other.resource,
    needed: neededOf(connection, side),
    fix: fixOf(connection, side),
  };
  if (admission.admitted instanceof Unknown) {
    return unknown({
      ...words,
      found: `whether ${ownerName(owner)} ${direction === "egress" ? "lets it out" : "admits it"} cannot be told: ${admission.admitted.reason}`,
      why: "What is not in the files given may admit it or not.",
      fix: `Make sure of this rule, or give the files or the plan that tell it:\n${words.fix}`,
    });
  }
  return broken({ ...words, found: foundOf(rules, admission, connection, side), why: WHY[direction] });
}

export function rulesOfSide(graph: Graph, { owner, direction }: Side): RuleSet {
  const set = rulesOfAll(graph, owner.groups, direction);
  return owner.groupsKnown || set.complete !== true
    ? set
    : { ...set, complete: `not all security groups of ${owner.label} are known` };
}

export const trafficOf = (connection: Connection, peer: Peer, seenBy = connection.identity) => ({
  protocol: connection.protocol,
  port: connection.port,
  peer,
  seenBy,
});

const WHY: Readonly<Record<Direction, string>> = {
  egress:
    "A security group lets out only what a rule of it names: Terraform takes away the rule that AWS gives a new group, which lets everything out.",
  ingress: "A security group lets in only what a rule of it names; all else is dropped without an answer.",
};

const verb = (direction: Direction) => (direction === "egress" ? "lets out" : "admits");
const towards = (direction: Direction) => (direction === "egress" ? "to" : "from");

export function serviceOf({ protocol, port }: Connection): string {
  return serviceInWords(protocol, port ?? new Unknown("not given"));
}

export function neededOf(connection: Connection, { owner, other, direction }: Side): string {
  const article = direction === "egress" ? "an egress rule" : "an ingress rule";
  return `${article} of ${ownerName(owner)} for ${serviceOf(connection)} ${towards(direction)} ${endName(other, connection.identity)}`;
}

export function fixOf(connection: Connection, { owner, other, direction }: Side): string {
  const group = atFault(owner) ?? owner.groups[0];
  if (!group) {
    const end = endName(other, connection.identity);
    return direction === "egress"
      ? `Let ${owner.label} connect to ${end} on ${serviceOf(connection)}.`
      : `Let ${owner.label} admit ${serviceOf(connection)} from ${end}.`;
  }
  return ruleInTerraform({
    group,
    direction,
    protocol: connection.protocol,
    port: typeof connection.port === "number" ? connection.port : undefined,
    other,
    seenBy: connection.identity,
    inline: isResource(group) && nestedBlocks(group.get(direction)).length > 0,
  });
}

/** The group to be changed: best one that the files given make. */
export function atFault({ groups, resource }: Peer): Resource | External | undefined {
  const named = groups.filter((group) => isResource(group) || group instanceof External);
  return named.find(isManaged) ?? named[0] ?? resource;
}

function ownerName({ groups, label }: Peer): string {
  const names = groups.filter((group) => !(group instanceof Unknown)).map(groupName);
  return names.length > 0 ? names.join(" and ") : `the security group of ${label}`;
}

function endName(peer: Peer, seenBy: Connection["identity"]): string {
  if (peer.addresses.kind !== "places") return peer.label;
  const groups = peer.groups.filter((group) => !(group instanceof Unknown));
  if (seenBy === "groups" && groups.length > 0) return groups.map(groupName).join(" or ");
  const blocks = [
    ...new Set(peer.addresses.places.flatMap(({ within }) => (within ?? []).map(({ text }) => text))),
  ];
  return blocks.length > 0 ? `${blocks.join(", ")} (${peer.label})` : `the addresses of ${peer.label}`;
}

function evidenceOf({ by }: Admission, connection: Connection, { other, direction }: Side): string {
  const labels = [...new Set(by.map(({ label }) => label))].join(" and ");
  const [rule] = by;
  const end = by.length === 1 && rule ? ruleEnd(rule) : `the addresses of ${other.label}`;
  return `${labels} ${verb(direction)} ${serviceOf(connection)} ${towards(direction)} ${end}`;
}

function foundOf(
  rules: RuleSet,
  admission: Admission,
  connection: Connection,
  { owner, other, direction }: Side,
): string {
  const name = ownerName(owner);
  if (rules.rules.length === 0) return `${name} has no ${direction} rule at all`;
  const { nearest, notAdmitted } = admission;
  if (notAdmitted.length > 0) {
    const places = notAdmitted.map(({ name: place }) => place).join(", ");
    return `${name} ${verb(direction)} ${serviceOf(connection)} only ${towards(direction)} some of the subnets of ${other.label}, not ${towards(direction)} ${places}`;
  }
  if (!nearest) return `${name} has no ${direction} rule for it`;
  const { rule, differsIn } = nearest;
  return `${name} ${verb(direction)} ${ruleInWords(rule)} (${rule.label}, the nearest rule, differs in: ${differsIn.join(", ")})`;
}

/** Like `tcp/5432 from aws_security_group.app`. */
export function ruleInWords(rule: GroupRule): string {
  return `${serviceInWords(rule.protocol, rule.ports)} ${towards(rule.direction)} ${ruleEnd(rule)}`;
}

function ruleEnd({ other }: GroupRule): string {
  switch (other.kind) {
    case "group":
      return groupName(other.group);
    case "block":
      return other.block.text;
    case "block of":
      return `the block of ${other.resource.address}`;
    case "prefix list":
      return !(other.list instanceof Unknown) && "service" in other.list
        ? other.list.service
        : `the prefix list ${other.name}`;
    case "no block":
      return `"${other.text}", which is no block`;
    case "unknown":
      return "what is not known";
  }
}
