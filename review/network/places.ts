import { External, type Found, type Graph } from "../graph/graph";
import { Unknown } from "../graph/value";
import type { Block } from "./addresses";
import { flagOf } from "./flags";
import type { InterfaceFacts } from "./interfaces";
import { isResource, type Named, nameOf } from "./look-up";
import { blockAt, ipv4BlocksOf } from "./vpc";

/** Which addresses a peer has. */
export type PeerAddresses =
  /** Somewhere in each of these places, or in one of them. */
  | { readonly kind: "places"; readonly places: readonly Place[]; readonly stands: InterfaceFacts["stands"] }
  /** Public addresses of an AWS service that a gateway endpoint leads to; its name like `com.amazonaws.eu-central-1.s3`. */
  | { readonly kind: "service"; readonly name: string }
  /** Any address of the internet. */
  | { readonly kind: "internet" };

/** Where one address lies: anywhere within some blocks. */
export interface Place {
  readonly name: string;
  /** The subnet, or the VPC if no more is known. */
  readonly of?: Named;
  readonly vpc?: Found;
  /** undefined if they are not known. */
  readonly within: readonly Block[] | undefined;
  /** Whether it may have an IPv6 address beside the IPv4 one. */
  readonly dualStack: boolean;
}

/**
 * Where an address in a subnet lies.
 *
 * @param vpc of the peer: all its subnets are in one, so that it is also the VPC of a subnet that does not tell
 */
export function placeOfSubnet(graph: Graph, subnet: Named, vpc: Found): Place {
  const inVpc = placeInVpc(graph, vpc);
  if (!isResource(subnet)) return { ...inVpc, name: nameOf(subnet), of: subnet };
  const native = flagOf(subnet, "ipv6_native") === true;
  const block = blockAt(subnet.get(native ? "ipv6_cidr_block" : "cidr_block"));
  const dualStack = !native && subnet.get("ipv6_cidr_block") !== undefined;
  const within = block ? [block] : native ? undefined : inVpc.within;
  return { name: subnet.address, of: subnet, vpc, within, dualStack };
}

/** Where an address lies of which only the VPC is known. */
export function placeInVpc(graph: Graph, vpc: Found): Place {
  const name = isResource(vpc) ? vpc.address : vpc instanceof External ? vpc.id : "a VPC that is not known";
  const blocks = ipv4BlocksOf(graph, vpc);
  const mayHaveIpv6 =
    !isResource(vpc) ||
    flagOf(vpc, "assign_generated_ipv6_cidr_block") === true ||
    vpc.get("ipv6_cidr_block") !== undefined;
  const of = vpc instanceof Unknown || vpc === undefined ? {} : { of: vpc, vpc };
  return { name, ...of, within: blocks instanceof Unknown ? undefined : blocks, dualStack: mayHaveIpv6 };
}
