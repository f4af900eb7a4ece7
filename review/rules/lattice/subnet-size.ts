import { GATEWAY_ADDRESSES_PER_SUBNET, GATEWAY_SUBNET_PREFIX_LENGTH } from "../../../aws/lattice";
import type { Resource } from "../../graph/resource";
import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { GATEWAY } from "../../lattice/resource-configuration";
import { subnetsOf } from "../../lattice/zones";
import type { Block } from "../../network/addresses";
import { follow, isResource } from "../../network/look-up";
import { readPort } from "../../network/ports";
import { blockAt } from "../../network/vpc";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** AWS keeps five addresses of each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const KEPT_BY_AWS = 5;

/** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html (IPv4 addresses per ENI) */
export const subnetSize: ResourceRule = {
  id: "LAT-21",
  title: "The subnets have room for the addresses that VPC Lattice takes",
  types: [GATEWAY, ENDPOINT],
  check(resource, graph) {
    const isGateway = resource.type === GATEWAY;
    if (!isGateway && meantType(resource) !== "ServiceNetwork") return undefined;
    const taken = isGateway ? addressesOfGateway(resource) : undefined;
    return subnetsOf(graph, resource).flatMap((subnet) => {
      const block = isResource(subnet) ? blockAt(subnet.get("cidr_block")) : undefined;
      if (block?.version !== 4 || !isResource(subnet)) return [];
      const usable = sizeOf(block) - KEPT_BY_AWS;
      if (taken === undefined ? sizeOf(block) > 16 : usable >= taken) return [];
      const what = taken === undefined ? "a contiguous /28" : `${taken} addresses`;
      return [
        warning({
          at: resource,
          found: `${subnet.address} (${block.text}) has ${usable} addresses to use, and ${resource.address} takes ${what} in it`,
          needed: `a subnet of /${GATEWAY_SUBNET_PREFIX_LENGTH} or larger`,
          why: "AWS keeps five addresses of each subnet. Where too few are left, it refuses the network interface, or there are fewer connections at a time than one expects.",
          fix: isGateway
            ? `Give it a larger subnet, or set ipv4_addresses_per_eni = ${Math.max(1, usable)} (provider 6).`
            : "Give it a larger subnet.",
        }),
      ];
    });
  },
};

function addressesOfGateway(gateway: Resource): number {
  if (follow(gateway.get("ip_address_type")) === "IPV6") return 0;
  const given = readPort(follow(gateway.get("ipv4_addresses_per_eni")));
  // One that is not known yet was set by somebody who thought of it.
  return typeof given === "number" ? given : given === undefined ? GATEWAY_ADDRESSES_PER_SUBNET : 0;
}

function sizeOf({ first, last }: Block): number {
  return Number(last) - Number(first) + 1;
}
