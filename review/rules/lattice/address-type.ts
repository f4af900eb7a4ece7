import type { Resource } from "../../graph/resource";
import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { GATEWAY, isSet } from "../../lattice/resource-configuration";
import { subnetsOf } from "../../lattice/zones";
import { flagOf } from "../../network/flags";
import { follow, isManaged } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html (IP address types) */
export const addressType: ResourceRule = {
  id: "LAT-23",
  title: "The subnets have addresses of the type that is asked for",
  types: [GATEWAY, ENDPOINT],
  check(resource, graph) {
    const given = follow(resource.get("ip_address_type"));
    if (typeof given !== "string" || (resource.type === ENDPOINT && !meantType(resource))) return undefined;
    const type = given.toLowerCase();
    return subnetsOf(graph, resource).flatMap((subnet) => {
      if (!isManaged(subnet) || subnet.type !== "aws_subnet") return [];
      const lack = lacking(type, subnet);
      if (!lack) return [];
      return [
        broken({
          at: resource,
          found: `ip_address_type of ${resource.address} is ${given}, and ${subnet.address} ${lack}`,
          needed: NEEDED[type] ?? "subnets with addresses of this type",
          why: "AWS refuses the type unless every subnet has addresses for it.",
          fix: `ip_address_type = "${resource.type === GATEWAY ? "IPV4" : "ipv4"}"`,
        }),
      ];
    });
  },
};

const NEEDED: Readonly<Record<string, string>> = {
  ipv4: "an IPv4 block in every subnet",
  ipv6: "subnets with IPv6 addresses only",
  dualstack: "an IPv4 and an IPv6 block in every subnet",
};

function lacking(type: string, subnet: Resource): string | undefined {
  const ipv6Only = flagOf(subnet, "ipv6_native") === true;
  const hasIpv6 =
    isSet(subnet, "ipv6_cidr_block") ||
    isSet(subnet, "ipv6_ipam_pool_id") ||
    isSet(subnet, "ipv6_netmask_length");
  if (type === "ipv4") return ipv6Only ? "has IPv6 addresses only" : undefined;
  if (type === "ipv6")
    return flagOf(subnet, "ipv6_native") === undefined ? "has IPv4 addresses too" : undefined;
  if (type !== "dualstack") return undefined;
  return ipv6Only ? "has IPv6 addresses only" : hasIpv6 ? undefined : "has no IPv6 block";
}
