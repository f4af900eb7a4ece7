import { Fn, type IResolvable, Op } from "cdktf";
import { ZONES_WITHOUT_LATTICE } from "../../aws/lattice";
import { type AddressFamily, type INetwork, inspectZones, type SubnetGroup, sameVpc } from "../network";
import type { Inspection, Requirement } from "../refusal";
import { atLeastOneClient, type ISecurityGroup } from "../security";
import { securityGroupCount } from "./requirements";

/** Which IP addresses a resource gateway or an endpoint has. */
export type IpAddressType = "ipv4" | "dualstack" | "ipv6";

/** Where network interfaces are put. */
export interface PlacementProps {
  /** Subnets, one in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /**
   * Accepts subnets in a single zone, whose loss then cuts the path.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean | IResolvable;
  /**
   * The addresses of the network interfaces. `ipv6` takes only subnets without IPv4, `dualstack` only subnets with both.
   *
   * @default "ipv4"
   */
  readonly ipAddressType?: IpAddressType;
}

/** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html#resource-gateway-ip-address-type */
const FAMILIES: Readonly<Record<IpAddressType, readonly AddressFamily[]>> = {
  ipv4: ["ipv4", "dualstack"],
  dualstack: ["dualstack"],
  ipv6: ["ipv6"],
};

const addressType: Requirement<string> = {
  allowed: Object.keys(FAMILIES).join(", "),
  fix: "write one of them, in lower case",
  isMet: (type) => Object.hasOwn(FAMILIES, type),
  condition: (type) => Fn.contains(Object.keys(FAMILIES), type),
};

const zonesWithLattice: Requirement<readonly string[]> = {
  allowed: "Availability Zones in which VPC Lattice works",
  fix: "use another zone of the Region",
  isMet: (zones) => zones.every((zone) => !ZONES_WITHOUT_LATTICE.has(zone)),
  condition: (zones) => Op.lt(Fn.lengthOf(Fn.setintersection([...zones], [[...ZONES_WITHOUT_LATTICE]])), 1),
};

/** Tells what is wrong with where network interfaces are put. */
export function inspectPlacement(inspection: Inspection, props: PlacementProps): void {
  const { subnets, allowSingleZone, ipAddressType = "ipv4" } = props;
  inspection.require("ipAddressType", ipAddressType, addressType);
  inspectZones(inspection, "subnets", subnets, { allowSingleZone });
  for (const zone of new Set(subnets.knownZones)) {
    inspection.refuseUnless(!ZONES_WITHOUT_LATTICE.has(zone), {
      input: "subnets",
      told: `in ${zone}`,
      allowed: zonesWithLattice.allowed,
      fix: zonesWithLattice.fix,
    });
  }
  if (subnets.lists.zones) inspection.require("subnets", subnets.lists.zones, zonesWithLattice);
  // Which family a subnet must have for a type that only Terraform knows, AWS itself decides.
  if (!Object.hasOwn(FAMILIES, ipAddressType)) return;
  for (const { zone, addressFamily = "ipv4" } of subnets.subnets ?? []) {
    inspection.refuseUnless(FAMILIES[ipAddressType].includes(addressFamily), {
      input: "ipAddressType",
      told: `${ipAddressType} with an ${addressFamily} subnet in ${zone}`,
      allowed: `subnets that are ${FAMILIES[ipAddressType].join(" or ")}`,
      fix: "choose the address type that every subnet has, or other subnets",
    });
  }
}

/** Tells what is wrong with the security groups that network interfaces carry. */
export function inspectSecurityGroups(
  inspection: Inspection,
  groups: readonly ISecurityGroup[],
  network: INetwork,
): void {
  const paths = groups.map(({ node }) => node.path);
  inspection.require("securityGroups", paths, securityGroupCount);
  inspectVpcOf(inspection, "securityGroups", groups, network);
}

/** Tells what is wrong with the security groups of clients, of which there may be any number. */
export function inspectClients(
  inspection: Inspection,
  input: string,
  clients: readonly ISecurityGroup[],
  network: INetwork,
): void {
  inspection.require(
    input,
    clients.map(({ node }) => node.path),
    atLeastOneClient,
  );
  inspectVpcOf(inspection, input, clients, network);
}

function inspectVpcOf(
  inspection: Inspection,
  input: string,
  groups: readonly ISecurityGroup[],
  network: INetwork,
): void {
  for (const group of groups) {
    inspection.refuseUnless(sameVpc(group.network, network) !== "different", {
      input,
      given: group.node.path,
      allowed: "security groups of the VPC that the subnets are in",
      fix: "make the group in that network",
    });
  }
}
