import { isIPv6 } from "node:net";
import { Token } from "cdktf";
import { type INetwork, Ipv4Block, type SubnetGroup } from "../network";
import type { Inspection } from "../refusal";

/** One end of a security-group rule that is not a security group. */
export interface AddressSource {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  /** Distinguishes the source in construct ids. */
  readonly label: string;
}

/** Addresses that a connection comes from or goes to, where no security group can be named. */
export class Addresses {
  private constructor(readonly sources: readonly AddressSource[]) {}

  /** Blocks in CIDR notation, IPv4 or IPv6; never all addresses at once. */
  static cidrs(...blocks: string[]): Addresses {
    return new Addresses(
      blocks.map((block, index) => {
        const label = Token.isUnresolved(block) ? `cidr-${index}` : block.replace("/", "-");
        return block.includes(":") ? { cidrIpv6: block, label } : { cidrIpv4: block, label };
      }),
    );
  }

  /**
   * A prefix list: one of the account's own, or one that AWS keeps for a service.
   *
   * @param label what it stands for, in construct ids; lower-case letters, digits and hyphens
   */
  static prefixList(prefixListId: string, label = "prefix-list"): Addresses {
    return new Addresses([{ prefixListId, label }]);
  }

  /** All of a VPC's IPv4 addresses. */
  static ofNetwork(network: INetwork): Addresses {
    return Addresses.cidrs(...network.cidrBlocks);
  }

  /** The IPv4 addresses of some subnets, whose blocks must be known. */
  static ofSubnets({ subnets }: SubnetGroup): Addresses {
    return Addresses.cidrs(...(subnets ?? []).flatMap(({ cidrBlock }) => cidrBlock ?? []));
  }
}

/** Tells what is wrong with addresses: none at all, no block, or a block of everything. */
export function inspectAddresses(inspection: Inspection, input: string, { sources }: Addresses): void {
  inspection.refuseUnless(sources.length > 0, {
    input,
    given: [],
    allowed: "at least one block or prefix list",
    fix: "name the addresses, or the blocks of the network or subnets they come from",
  });
  for (const { cidrIpv4, cidrIpv6 } of sources) {
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
  const [address = "", prefix = ""] = block.split("/");
  if (isIPv6(address)) return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= 128;
  const ipv4 = Ipv4Block.read(block);
  return ipv4 !== undefined && ipv4.prefixLength > 0;
}
