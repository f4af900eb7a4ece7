import { isIPv6 } from "node:net";
import { Token } from "cdktf";
import { type INetwork, Ipv4Block, type SubnetGroup } from "../network";
import type { Inspection } from "../refusal";

/** One end of a security-group rule that is not a security group. */
export interface AddressSource {
  /** A block in CIDR notation. */
  readonly cidrIpv4?: string;
  /** A block in CIDR notation. */
  readonly cidrIpv6?: string;
  /** Id of a prefix list, like `pl-6ea54007`. */
  readonly prefixListId?: string;
  /** Distinguishes the source in construct ids. */
  readonly label: string;
  /** In the description of rules, of what has no block. */
  readonly description?: string;
}

/** Addresses that a connection comes from or goes to, where no security group can be named. */
export class Addresses {
  private constructor(readonly sources: readonly AddressSource[]) {}

  /** Blocks in CIDR notation, IPv4 or IPv6; never all addresses at once. */
  static cidrs(...blocks: string[]): Addresses {
    return new Addresses(blocks.map((block, index) => blockSource(block, `cidr-${index}`)));
  }

  /**
   * A prefix list: one of the account's own, or one that AWS keeps for a service.
   *
   * @param label what it stands for, in construct ids; lower-case letters, digits and hyphens
   * @param description the same in the description of rules; the label if left out
   */
  static prefixList(prefixListId: string, label = "prefix-list", description = label): Addresses {
    return new Addresses([{ prefixListId, label, description }]);
  }

  /**
   * All of a VPC's IPv4 addresses.
   *
   * @param label what the VPC stands for, in the construct ids of blocks that only Terraform knows; nothing if left out
   */
  static ofNetwork(network: INetwork, label?: string): Addresses {
    const prefix = label === undefined ? "" : `${label}-`;
    return new Addresses(
      network.cidrBlocks.map((block, index) => blockSource(block, `${prefix}cidr-${index}`)),
    );
  }

  /**
   * The IPv4 addresses of some subnets. If the block of one is not described there are none at all, which `allowConnection`
   * refuses: the others alone would let only a part of the traffic through.
   */
  static ofSubnets({ subnets = [] }: SubnetGroup): Addresses {
    const blocks = subnets.map(({ cidrBlock }) => cidrBlock);
    return Addresses.cidrs(...(blocks.every((block) => block !== undefined) ? blocks : []));
  }
}

function blockSource(block: string, labelIfUnknown: string): AddressSource {
  const label = Token.isUnresolved(block) ? labelIfUnknown : block.replace("/", "-");
  return block.includes(":") ? { cidrIpv6: block, label } : { cidrIpv4: block, label };
}

/** Tells what is wrong with addresses: none at all, no block, a block of everything, or no prefix list. */
export function inspectAddresses(inspection: Inspection, input: string, { sources }: Addresses): void {
  inspection.refuseUnless(sources.length > 0, {
    input,
    given: [],
    allowed: "at least one block or prefix list",
    fix: "name the addresses, or the blocks of the network or subnets they come from",
  });
  for (const { cidrIpv4, cidrIpv6, prefixListId } of sources) {
    if (prefixListId !== undefined) {
      inspection.require(input, prefixListId, {
        allowed: "the id of a prefix list, like pl-0123456789abcdef0",
        fix: "list them with: aws ec2 describe-managed-prefix-lists",
        isMet: (id) => /^pl-[0-9a-f]+$/.test(id),
      });
    }
    const block = cidrIpv4 ?? cidrIpv6;
    if (block === undefined || Token.isUnresolved(block)) continue;
    inspection.refuseUnless(isNarrowBlock(block), {
      input,
      given: block,
      allowed: "a CIDR block with no bits behind its prefix, narrower than all addresses (/0)",
      fix: "write the private block that the traffic really comes from or goes to",
    });
  }
}

function isNarrowBlock(block: string): boolean {
  if (block.includes(":")) return isNarrowIpv6Block(block);
  const ipv4 = Ipv4Block.read(block);
  return ipv4 !== undefined && ipv4.prefixLength > 0;
}

function isNarrowIpv6Block(block: string): boolean {
  const [, address = "", prefix] = /^([0-9A-Fa-f:]+)\/([1-9]\d{0,2})$/.exec(block) ?? [];
  const prefixLength = Number(prefix);
  if (!isIPv6(address) || prefixLength > 128) return false;
  return ipv6Number(address) % 2n ** BigInt(128 - prefixLength) === 0n;
}

/** @param address eight parts in hexadecimal digits, or fewer with "::" in place of the others */
function ipv6Number(address: string): bigint {
  const [left = [], right = []] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array<string>(8 - left.length - right.length).fill("0");
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}
