import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { type Block, coverageOfAll, isEverything, isPrivate } from "./addresses";
import { type Answer, every, everywhere, some } from "./answer";
import { isManaged, isResource } from "./look-up";
import type { Peer } from "./peer";
import type { Place } from "./places";
import { containsPort } from "./ports";
import type { GroupRule, RuleSet } from "./security-group-rule";
import { sameGroup } from "./security-groups";
import { hasOneIpv4Block, same, VPC_TYPES, vpcOf } from "./vpc";

/** A connection as a security group sees it: what is wanted, and who is at the other end. */
export interface Traffic {
  readonly protocol: "tcp" | "udp";
  /** undefined or Unknown if it is not known which. */
  readonly port: number | Unknown | undefined;
  readonly peer: Peer;
  /** Whether the peer is seen with its security groups, or only with its addresses, as behind PrivateLink. */
  readonly seenBy: "groups" | "addresses";
}

/** In what a rule differs from what it would have to be. */
export type Field = "protocol" | "port" | "source" | "destination";

export interface Admission {
  readonly admitted: Answer;
  /** The rule that admits it, or the rules that do so together. */
  readonly by: readonly GroupRule[];
  /** If nothing admits it: the rule that is nearest to it, and where it differs. */
  readonly nearest?: { readonly rule: GroupRule; readonly differsIn: readonly Field[] } | undefined;
  /** Places of the peer that are not admitted while others are. */
  readonly notAdmitted: readonly Place[];
  /** A rule that would admit the peer's security group if that could be seen. */
  readonly unseen?: GroupRule | undefined;
}

/** Whether some rules admit a connection. Rules only ever add to each other, in whatever order. */
export function admits(graph: Graph, { rules, complete }: RuleSet, traffic: Traffic): Admission {
  const doubts: Unknown[] = [];
  const pool: GroupRule[] = [];
  let nearest: { rule: GroupRule; differsIn: readonly Field[]; distance: number } | undefined;
  let unseen: GroupRule | undefined;
  for (const rule of rules) {
    const { protocol, port } = serviceFits(rule, traffic);
    const service = every([protocol, port]);
    const end = endFits(graph, rule, traffic);
    if (service === true && end === true) return { admitted: true, by: [rule], notAdmitted: [] };
    const differsIn = differences(rule, protocol, port, end);
    // Between two rules that are equally near, the one with the right end is easier to recognize as the one that was meant.
    const distance = 2 * differsIn.length + (end === false ? 1 : 0);
    if (distance > 0 && distance < (nearest?.distance ?? Infinity)) nearest = { rule, differsIn, distance };
    if (service === false) continue;
    if (service === true && traffic.seenBy === "addresses" && namesGroupOf(rule, traffic.peer))
      unseen ??= rule;
    if (!isBlocks(rule)) {
      const doubt = every([service, end]);
      if (doubt instanceof Unknown) doubts.push(doubt);
    } else if (service === true) pool.push(rule);
    else if (service instanceof Unknown && touches(rule, traffic.peer)) doubts.push(service);
  }
  const { together, missing } = coveredTogether(graph, pool, traffic.peer);
  if (together === true) return { admitted: true, by: pool, notAdmitted: [] };
  if (together instanceof Unknown) doubts.push(together);
  if (complete !== true) doubts.push(new Unknown(complete));
  return { admitted: doubts[0] ?? false, by: [], nearest, notAdmitted: missing, unseen };
}

function differences({ direction }: GroupRule, protocol: Answer, port: Answer, end: Answer): Field[] {
  const differsIn: Field[] = [];
  if (end === false) differsIn.push(direction === "ingress" ? "source" : "destination");
  if (protocol === false) differsIn.push("protocol");
  else if (port === false) differsIn.push("port");
  return differsIn;
}

function namesGroupOf({ other }: GroupRule, { groups }: Peer): boolean {
  return other.kind === "group" && groups.some((group) => sameGroup(group, other.group) === true);
}

/** Whether a rule is about the protocol, and about the port, of a connection. */
export function serviceFits(
  { protocol, ports }: GroupRule,
  traffic: Traffic,
): { protocol: Answer; port: Answer } {
  const answer: Answer =
    protocol instanceof Unknown ? protocol : protocol === "all" || protocol === traffic.protocol;
  if (protocol === "all" || answer === false) return { protocol: answer, port: answer === true };
  if (ports === undefined) return { protocol: answer, port: false };
  if (ports instanceof Unknown) return { protocol: answer, port: ports };
  if (typeof traffic.port === "number") return { protocol: answer, port: containsPort(ports, traffic.port) };
  if (ports.from <= 1 && ports.to === 65535) return { protocol: answer, port: true };
  return { protocol: answer, port: traffic.port ?? new Unknown("the port of the destination is not known") };
}

/** Whether the peer is among those that a rule is about, by this rule alone. */
function endFits(graph: Graph, rule: GroupRule, { peer, seenBy }: Traffic): Answer {
  const { other } = rule;
  switch (other.kind) {
    case "unknown":
      return other.reason;
    case "no block":
      return false;
    case "group":
      if (seenBy === "addresses" || peer.addresses.kind !== "places") return false;
      // Whoever stands for all of a VPC has no groups of its own, and may have this one.
      if (other.group instanceof Unknown && peer.groups.length === 0) return other.group;
      return some([
        ...peer.groups.map((group) => sameGroup(group, other.group)),
        ...(peer.groupsKnown ? [] : [new Unknown(`not all security groups of ${peer.label} are known`)]),
      ]);
    case "prefix list":
      if (other.list instanceof Unknown) return other.list;
      if ("service" in other.list) return isService(other.list.service, peer);
      return coveredTogether(graph, [rule], peer).together;
    default:
      return coveredTogether(graph, [rule], peer).together;
  }
}

function isService(service: string, { addresses }: Peer): Answer {
  if (addresses.kind === "service") return addresses.name === service;
  // Which public addresses belong to the service is known only to AWS.
  return addresses.kind === "internet"
    ? new Unknown(`whether ${service} has the address is known only to AWS`)
    : false;
}

function isBlocks({ other }: GroupRule): boolean {
  if (other.kind === "prefix list") return !(other.list instanceof Unknown) && "blocks" in other.list;
  return other.kind === "block" || other.kind === "block of";
}

function blocksOf({ other }: GroupRule): readonly Block[] {
  if (other.kind === "block") return [other.block];
  return other.kind === "prefix list" && !(other.list instanceof Unknown) && "blocks" in other.list
    ? other.list.blocks
    : [];
}

function touches(rule: GroupRule, peer: Peer): boolean {
  if (peer.addresses.kind !== "places") return true;
  return peer.addresses.places.some(
    ({ within }) =>
      within === undefined ||
      rule.other.kind === "block of" ||
      coverageOfAll(within, blocksOf(rule)) !== "none",
  );
}

/** Whether the blocks of several rules together cover where the peer is; and the places that none of them touches. */
function coveredTogether(
  graph: Graph,
  rules: readonly GroupRule[],
  { addresses, label }: Peer,
): { readonly together: Answer; readonly missing: readonly Place[] } {
  const blocks = rules.flatMap(blocksOf);
  const networks = rules.flatMap(({ other }) => (other.kind === "block of" ? [other.resource] : []));
  if (addresses.kind !== "places") {
    if (blocks.some((block) => block.version === 4 && isEverything(block)))
      return { together: true, missing: [] };
    const partly = blocks.some((block) => !isPrivate(block));
    return {
      together: partly ? new Unknown(`which addresses ${label} has is not known`) : false,
      missing: [],
    };
  }
  const answers = addresses.places.map((place) => ({
    place,
    answer: covers(graph, blocks, networks, place),
  }));
  const missing = answers.filter(({ answer }) => answer === false).map(({ place }) => place);
  const each = answers.map(({ answer }) => answer);
  const reason = `${label} may stand in ${missing[0]?.name}, which is not admitted`;
  // Where nothing at all is admitted, no place is worth a mention.
  const some = missing.length < answers.length ? missing : [];
  return { together: everywhere(addresses.stands, each, reason), missing: some };
}

function covers(graph: Graph, blocks: readonly Block[], networks: readonly Resource[], place: Place): Answer {
  const { within, dualStack, name } = place;
  const symbolic = some(networks.map((network) => isWithin(graph, place, network)));
  if (symbolic === true) return true;
  if (within === undefined) {
    const isIpv4 = !dualStack || place.of !== undefined;
    if (isIpv4 && blocks.some((block) => block.version === 4 && isEverything(block))) return true;
    return blocks.length > 0 ? new Unknown(`the addresses of ${name} are not known`) : symbolic;
  }
  const covered = coverageOfAll(within, blocks);
  if (covered === "all") return true;
  if (covered === "part") return new Unknown(`only a part of the addresses of ${name} is admitted`);
  if (dualStack && blocks.some(({ version }) => version === 6)) {
    return new Unknown(`${name} may have IPv6 addresses too, and only those are admitted`);
  }
  return symbolic;
}

/** Whether a place lies in the block of a network, which is not known as such. */
function isWithin(graph: Graph, { of, vpc }: Place, network: Resource): Answer {
  const notKnown = new Unknown(`the block of ${network.address} is not known`);
  if (network === of && !VPC_TYPES.some((type) => type === network.type)) return true;
  if (network === vpc) {
    return (
      hasOneIpv4Block(graph, network) || new Unknown(`${network.address} may have more blocks than its first`)
    );
  }
  // Subnets of one VPC do not overlap: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
  const areSubnets = [network, of].every((one) => isManaged(one) && one.type === "aws_subnet");
  return areSubnets && isResource(of) && same(vpcOf(graph, network), vpcOf(graph, of)) === true
    ? false
    : notKnown;
}
