import { readZone } from "../../aws/zones";
import type { Fault } from "../refusal";
import { Ipv4Block } from "./ipv4-block";

/**
 * A group of subnets, one in every zone of the network: either a size, and the blocks are planned, or the blocks.
 *
 * Never resize a group that is in use: its subnets would be replaced, and AWS refuses new ones that overlap the old. Add a group at the end
 * and move there.
 */
export type SubnetGroupPlan =
  | {
      /** Name of the group, unique in the network: lower-case letters, digits and hyphens. */
      readonly name: string;
      /** Size of each subnet, from 16 (65,536 addresses) to 28 (16 addresses); AWS keeps five for itself. */
      readonly prefixLength: number;
    }
  | {
      /** Name of the group, unique in the network: lower-case letters, digits and hyphens. */
      readonly name: string;
      /** One IPv4 block a zone, in the order of the network's zones. */
      readonly cidrBlocks: readonly string[];
    };

/** A subnet that the plan asks for. */
export interface PlannedSubnet {
  readonly group: string;
  readonly zone: string;
  readonly cidrBlock: string;
}

/** VPC and subnet sizes that AWS takes: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const LARGEST = 16;
const SMALLEST = 28;
/**
 * Every zone has an eighth of the network, chosen by the zone's own number, so that adding, removing or reordering zones
 * never moves a subnet of another zone. No Region has more than eight zones.
 */
const ZONE_SHARE_BITS = 3;

/**
 * Divides a network among its zones and groups. Groups take their place in the order given, so a new group at the end
 * of the list moves no other.
 *
 * @returns the subnets, ordered by group and zone, or else every fault
 */
export function planSubnets(
  cidrBlock: string,
  zones: readonly string[],
  groups: readonly SubnetGroupPlan[],
): { readonly subnets: readonly PlannedSubnet[]; readonly faults: readonly Fault[] } {
  const network = Ipv4Block.read(cidrBlock);
  if (!network || network.prefixLength < LARGEST || network.prefixLength > SMALLEST) {
    return { subnets: [], faults: [networkFault(cidrBlock)] };
  }
  const faults: Fault[] = [];
  const planned = new Map<PlannedSubnet, Ipv4Block>();
  const place = (group: string, zone: string, block: Ipv4Block) =>
    planned.set({ group, zone, cidrBlock: block.toString() }, block);

  const usedOfShare = { addresses: 0 };
  for (const group of groups) {
    if ("cidrBlocks" in group) {
      faults.push(...placeGiven(group, zones, network, place));
    } else {
      faults.push(...placeBySize(group, zones, network, usedOfShare, place));
    }
  }
  faults.push(...overlaps(planned));
  return { subnets: [...planned.keys()], faults };
}

type Place = (group: string, zone: string, block: Ipv4Block) => void;

function placeGiven(
  { name, cidrBlocks }: Extract<SubnetGroupPlan, { cidrBlocks: unknown }>,
  zones: readonly string[],
  network: Ipv4Block,
  place: Place,
): Fault[] {
  const input = `subnetGroups.${name}.cidrBlocks`;
  if (cidrBlocks.length !== zones.length) {
    const allowed = `${zones.length} blocks, one for each of ${zones.join(", ")}`;
    return [{ input, given: cidrBlocks, allowed, fix: "give one block a zone, in the order of zones" }];
  }
  const faults: Fault[] = [];
  cidrBlocks.forEach((text, index) => {
    const block = Ipv4Block.read(text);
    if (block && network.contains(block) && block.prefixLength <= SMALLEST) {
      place(name, zones[index] as string, block);
      return;
    }
    const allowed = `an IPv4 block of at least /${SMALLEST} within ${network}, with no bits behind its prefix`;
    faults.push({ input, given: text, allowed, fix: "choose a block inside the network" });
  });
  return faults;
}

function placeBySize(
  { name, prefixLength }: Extract<SubnetGroupPlan, { prefixLength: unknown }>,
  zones: readonly string[],
  network: Ipv4Block,
  usedOfShare: { addresses: number },
  place: Place,
): Fault[] {
  const sharePrefix = network.prefixLength + ZONE_SHARE_BITS;
  const input = `subnetGroups.${name}.prefixLength`;
  if (!Number.isInteger(prefixLength) || prefixLength < LARGEST || prefixLength > SMALLEST) {
    const allowed = `a whole number from ${LARGEST} to ${SMALLEST}`;
    return [
      { input, given: prefixLength, allowed, fix: "27 holds 27 addresses, each step down twice as many" },
    ];
  }
  const size = 2 ** (32 - prefixLength);
  const start = Math.ceil(usedOfShare.addresses / size) * size;
  const shareSize = 2 ** (32 - sharePrefix);
  if (start + size > shareSize) {
    const left = Math.max(0, shareSize - usedOfShare.addresses);
    const fix = "make the network larger, the subnets smaller, or give the group's cidrBlocks yourself";
    const allowed = `a subnet that fits the ${left} addresses left of the ${shareSize} (a /${sharePrefix}, an eighth of ${network}) that each zone has`;
    return [{ input, given: prefixLength, allowed, fix }];
  }
  usedOfShare.addresses = start + size;
  const taken = new Set<number>();
  for (const zone of zones) {
    const number = readZone(zone)?.number;
    // A zone that cannot be read, or is not of the Region like the others, is a fault of its own, told by the network.
    if (number === undefined || taken.has(number)) continue;
    taken.add(number);
    const share = network.divided(sharePrefix, number - 1);
    place(name, zone, share.divided(prefixLength, start / size));
  }
  return [];
}

function overlaps(planned: ReadonlyMap<PlannedSubnet, Ipv4Block>): Fault[] {
  const ordered = [...planned].sort(([, a], [, b]) => a.first - b.first);
  const faults: Fault[] = [];
  let widest = ordered[0];
  for (const entry of ordered.slice(1)) {
    const [subnet, block] = entry;
    if (widest?.[1].overlaps(block)) {
      const [other] = widest;
      faults.push({
        input: `subnetGroups.${subnet.group}`,
        given: subnet.cidrBlock,
        allowed: `a block apart from ${other.cidrBlock} of ${other.group} in ${other.zone}`,
        fix: "choose blocks that do not overlap",
      });
    }
    if (!widest || block.first + block.size > widest[1].first + widest[1].size) widest = entry;
  }
  return faults;
}

function networkFault(cidrBlock: string): Fault {
  return {
    input: "cidrBlock",
    given: cidrBlock,
    allowed: `an IPv4 block from /${LARGEST} to /${SMALLEST} with no bits behind its prefix, like 10.0.0.0/16`,
    fix: "correct the block",
  };
}
