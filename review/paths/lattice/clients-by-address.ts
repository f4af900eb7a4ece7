import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { type Block, contains, overlaps } from "../../network/addresses";
import { isResource, nameOf } from "../../network/look-up";
import { type Peer, peerAt } from "../../network/peer";
import type { Place } from "../../network/places";
import type { GroupRule } from "../../network/security-group-rule";
import { ipv4BlocksOf, same, VPC_TYPES, vpcOf } from "../../network/vpc";
import type { Candidate, Door } from "./clients";

/** Clients that rules of a door admit by their addresses: those in its VPC together, those of every other network each. */
export function candidatesByAddress(
  graph: Graph,
  { peer }: Door,
  ingress: readonly GroupRule[],
): readonly Candidate[] {
  const vpcBlocks = ipv4BlocksOf(graph, peer.vpc);
  const inside: { readonly rule: GroupRule; readonly places: readonly Place[] }[] = [];
  const outside: Candidate[] = [];
  for (const rule of ingress) {
    if (rule.other.kind === "block of") {
      const place = placeOf(graph, rule.other.resource);
      if (same(place.vpc, peer.vpc) !== false) inside.push({ rule, places: [place] });
    }
    for (const block of blocksOf(rule)) {
      const within = insideVpc(block, vpcBlocks);
      if (within.length > 0) inside.push({ rule, places: [{ ...inVpc(peer), within }] });
      else outside.push({ client: { name: block.text, peer: peerAt(block.text, [block]) }, rules: [rule] });
    }
  }
  if (inside.length === 0) return outside;
  const { name } = inVpc(peer);
  const places = inside.flatMap((one) => one.places);
  const client: Peer = {
    ...peerAt(name, [], peer.vpc),
    addresses: { kind: "places", places, stands: "in all" },
  };
  return [{ client: { name, peer: client }, rules: inside.map(({ rule }) => rule) }, ...outside];
}

function inVpc({ vpc, label }: Peer): Place {
  const known = vpc !== undefined && !(vpc instanceof Unknown);
  const name = known ? nameOf(vpc) : `clients of ${label}`;
  return { name, within: undefined, dualStack: false, ...(known ? { of: vpc, vpc } : {}) };
}

function placeOf(graph: Graph, network: Parameters<typeof vpcOf>[1]): Place {
  const isVpc = isResource(network) && VPC_TYPES.some((type) => type === network.type);
  const vpc = isVpc ? network : vpcOf(graph, network);
  return { name: nameOf(network), of: network, vpc, within: undefined, dualStack: false };
}

function blocksOf({ other }: GroupRule): readonly Block[] {
  if (other.kind === "block") return other.block.version === 4 ? [other.block] : [];
  if (other.kind !== "prefix list" || other.list instanceof Unknown || !("blocks" in other.list)) return [];
  return other.list.blocks.filter(({ version }) => version === 4);
}

/** The part of a block that lies in a VPC; all of it where the VPC's own blocks are not known. */
function insideVpc(block: Block, vpcBlocks: readonly Block[] | Unknown): readonly Block[] {
  if (vpcBlocks instanceof Unknown) return [block];
  return vpcBlocks.filter((own) => overlaps(own, block)).map((own) => (contains(block, own) ? own : block));
}
