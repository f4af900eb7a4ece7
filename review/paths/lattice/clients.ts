import type { External, Found, Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { namingLattice } from "../../lattice/managed-prefix-list";
import { isResource, type Named, nameOf } from "../../network/look-up";
import { type Peer, peerAt, peerOf, peerOfGroup } from "../../network/peer";
import type { Place } from "../../network/places";
import { containsPort, type PortRange } from "../../network/ports";
import type { GroupRule } from "../../network/security-group-rule";
import { rulesOf, rulesOfAll } from "../../network/security-group-rules";
import { isVpc, sameGroup, securityGroup, vpcOfGroup } from "../../network/security-groups";
import { ipv4BlocksOf, same } from "../../network/vpc";
import { wearersOf } from "../../network/workloads";
import { candidatesByAddress } from "./clients-by-address";

/** Somebody who is evidently meant to use an entrance. */
export interface Client {
  /** Its address, or a name for what is outside. */
  readonly name: string;
  readonly peer: Peer;
  /** The port, if the rules of one side name exactly one, and those of the other do not name another. */
  readonly port: number | undefined;
  /** Set if each side names one port, and they are two. */
  readonly differing?: { readonly letOut: number; readonly admitted: number };
}

/** A group or block that rules name, with these rules. */
export interface Candidate {
  readonly client: Pick<Client, "name" | "peer">;
  readonly rules: readonly GroupRule[];
}

/** The door through which clients come in: a VPC endpoint, or the association of a VPC with a service network. */
export interface Door {
  /** Its security groups and VPC. */
  readonly peer: Peer;
  /** Ports of all that lies behind it; undefined for one that is not known. */
  readonly ports: readonly (number | undefined)[];
  readonly isAssociation: boolean;
}

/**
 * Who is meant to come in on a port: security groups that the door admits or that are let out to it, and else addresses. Where
 * nobody is, whoever is in the VPC: what is made for nobody is a fault.
 *
 * @param port that of the destination; undefined if it is not known
 */
export function clientsOf(graph: Graph, door: Door, port: number | undefined): readonly Client[] {
  const candidates = candidatesOf(graph, door);
  const isFor = (candidate: Candidate, one: number | undefined) =>
    candidate.rules.some((rule) => mayBeFor(rule, one));
  // Who is named in rules that fit nothing behind the door was meant for it too, unless others have the door's group.
  const astray = (candidate: Candidate) => !door.ports.some((one) => isFor(candidate, one));
  const mayStray = isOnlyOfDoor(graph, door);
  const chosen = candidates.filter((one) => isFor(one, port) || (mayStray && astray(one)));
  if (chosen.length === 0) return [everybody(graph, door)];
  return chosen.map(({ client, rules }) => ({ ...client, ...portsOf(rules) }));
}

/** The client that a resource is for a door in its own VPC; undefined if it is in another VPC, or in none. */
export function clientAt(graph: Graph, door: Door, resource: Resource): Client | undefined {
  const isGroup = /^aws_(default_)?security_group$/.test(resource.type);
  const peer = isVpc(resource)
    ? everybody(graph, door, resource).peer
    : isGroup
      ? wearers(graph, resource)
      : peerOf(graph, resource);
  if (!peer || same(peer.vpc, door.peer.vpc) === false) return undefined;
  return { name: resource.address, peer, port: undefined };
}

function candidatesOf(graph: Graph, door: Door): readonly Candidate[] {
  const byGroup = new Map<Resource | string, { group: Resource | External; rules: GroupRule[] }>();
  const add = (group: Named, rule: GroupRule) => {
    if (group instanceof Unknown) return;
    const key = isResource(group) ? group : group.id;
    const before = byGroup.get(key);
    if (before) before.rules.push(rule);
    else byGroup.set(key, { group, rules: [rule] });
  };
  const ingress = rulesOfAll(graph, door.peer.groups, "ingress").rules.filter(isTcp);
  for (const rule of ingress) if (rule.other.kind === "group") add(rule.other.group, rule);
  for (const group of letOutTo(graph, door)) {
    for (const rule of rulesOf(graph, group, "egress").rules)
      if (isTcp(rule) && leadsTo(rule, door)) add(group, rule);
  }
  const groups = [...byGroup.values()].map(({ group, rules }) => ({
    client: { name: nameOf(group), peer: peerOfNamed(graph, door, group) },
    rules,
  }));
  const blocks = candidatesByAddress(graph, door, ingress);
  const inside = blocks.filter(({ client }) => client.peer.vpc !== undefined);
  // Networks outside of the VPC are where somebody connects from only if nobody else does.
  return groups.length + inside.length > 0 ? [...groups, ...inside] : blocks;
}

function peerOfNamed(graph: Graph, door: Door, group: Resource | External): Peer {
  if (isResource(group) && !isVpc(group)) return wearers(graph, group);
  const { vpc, addresses } = everybody(graph, door).peer;
  const label = nameOf(group);
  return { label, groups: [group], groupsKnown: true, subnets: [], vpc, addresses };
}

/** Those that have a security group: where they stand is known if all that open connections with it are in the files given. */
function wearers(graph: Graph, group: Resource): Peer {
  const peer = peerOfGroup(graph, group);
  const peers = wearersOf(graph, group).clients.map((one) => peerOf(graph, one));
  const subnets = new Set<Named>();
  const places: Place[] = [];
  for (const one of peers) {
    // One that stands somewhere in its VPC may stand anywhere in it, as the group alone may.
    if (!one || one.subnets.length === 0 || one.addresses.kind !== "places") return peer;
    for (const subnet of one.subnets) subnets.add(subnet);
    places.push(...one.addresses.places);
  }
  if (places.length === 0) return peer;
  return { ...peer, subnets: [...subnets], addresses: { kind: "places", places, stands: "in all" } };
}

/** Security groups of the door's VPC that have a rule to it. */
function letOutTo(graph: Graph, door: Door): readonly Resource[] {
  const rules: Resource[] = door.isAssociation ? [...namingLattice(graph)] : [];
  for (const group of door.peer.groups) {
    if (group instanceof Unknown) continue;
    rules.push(
      ...graph.referring("aws_vpc_security_group_egress_rule", "referenced_security_group_id", group)
        .resources,
      ...graph.referring("aws_security_group_rule", "source_security_group_id", group).resources,
      ...graph.referring("aws_security_group", "egress.security_groups", group).resources,
    );
  }
  const groups = rules.map((rule) =>
    rule.type === "aws_security_group" ? rule : securityGroup(graph, rule.get("security_group_id")),
  );
  return [...new Set(groups)].filter(
    (group): group is Resource =>
      group !== undefined && isResource(group) && same(vpcOfGroup(graph, group), door.peer.vpc) !== false,
  );
}

function leadsTo({ other }: GroupRule, { peer, isAssociation }: Door): boolean {
  if (other.kind === "prefix list") return isAssociation;
  return other.kind === "group" && peer.groups.some((group) => sameGroup(group, other.group) === true);
}

/** Whoever is in the VPC of a door. */
function everybody(graph: Graph, { peer }: Door, vpc: Found = peer.vpc): Client {
  const known = vpc !== undefined && !(vpc instanceof Unknown);
  const name = known ? nameOf(vpc) : `clients of ${peer.label}`;
  const blocks = ipv4BlocksOf(graph, vpc);
  const within = blocks instanceof Unknown ? undefined : blocks;
  const places = [{ name, within, dualStack: false, ...(known ? { of: vpc, vpc } : {}) }];
  return {
    name,
    peer: { ...peerAt(name, [], vpc), addresses: { kind: "places", places, stands: "in some" } },
    port: undefined,
  };
}

/** Whether nothing but the door has its security groups. */
function isOnlyOfDoor(graph: Graph, { peer }: Door): boolean {
  return peer.groups.every((group) => {
    if (!isResource(group) || isVpc(group)) return false;
    const { clients, others } = wearersOf(graph, group);
    return clients.length === 0 && others.every((other) => other === peer.resource);
  });
}

function isTcp({ protocol }: GroupRule): boolean {
  return protocol === "tcp" || protocol === "all" || protocol instanceof Unknown;
}

function mayBeFor({ protocol, ports }: GroupRule, port: number | undefined): boolean {
  if (protocol === "all" || ports instanceof Unknown || port === undefined) return true;
  return ports !== undefined && containsPort(ports, port);
}

function portsOf(rules: readonly GroupRule[]): Pick<Client, "port" | "differing"> {
  const admitted = onlyPort(rules.filter(({ direction }) => direction === "ingress"));
  const letOut = onlyPort(rules.filter(({ direction }) => direction === "egress"));
  if (admitted === undefined || letOut === undefined) return { port: admitted ?? letOut };
  return admitted === letOut ? { port: admitted } : { port: undefined, differing: { letOut, admitted } };
}

/** The one port that is named. What is open for a range with it in it names no other. */
function onlyPort(rules: readonly GroupRule[]): number | undefined {
  const ofTcp = rules.filter(({ protocol }) => protocol === "tcp" || protocol === "all");
  if (ofTcp.length < rules.length) return undefined;
  const single = ofTcp.flatMap(({ ports }) =>
    isRange(ports) && ports.from === ports.to ? [ports.from] : [],
  );
  const [only] = single;
  if (only === undefined) return undefined;
  return ofTcp.every(
    ({ protocol, ports }) => protocol === "all" || (isRange(ports) && containsPort(ports, only)),
  )
    ? only
    : undefined;
}

function isRange(ports: GroupRule["ports"]): ports is PortRange {
  return ports !== undefined && !(ports instanceof Unknown);
}
