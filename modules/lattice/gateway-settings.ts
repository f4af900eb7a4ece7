import { type Inspection, requireNewerArgument } from "../refusal";
import { ADDRESSES_PER_ENI, DNS_RESOLUTION } from "./newer-arguments";
import type { PlacementProps } from "./placement";
import { addressesPerEni } from "./requirements";

/** Who resolves the host names of a gateway's resources: public DNS, or the resolver of the gateway's VPC, which knows its private zones. */
export type DnsResolution = "public" | "in-vpc";

/** What a gateway can differ in. AWS changes none of it in place. */
export interface GatewaySettings extends PlacementProps {
  /**
   * IPv4 addresses that each network interface of the gateway takes from its subnet, 1 to 62. They bound how many connections to one
   * resource are open at once. Not with `ipv6`. Needs bindings of hashicorp/aws 6.20.0 or later.
   *
   * @default 16, AWS's own
   */
  readonly ipv4AddressesPerEni?: number;
  /**
   * `in-vpc` for host names of private hosted zones. Such a gateway leads to no database by its ARN, and has IPv4 addresses. Needs
   * bindings of hashicorp/aws 6.46.0 or later.
   *
   * @default "public", AWS's own
   */
  readonly dnsResolution?: DnsResolution;
}

/** Tells what is wrong with the settings of a gateway: https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html */
export function inspectSettings(inspection: Inspection, props: GatewaySettings): void {
  const { ipv4AddressesPerEni, dnsResolution, ipAddressType } = props;
  if (ipv4AddressesPerEni !== undefined) {
    requireNewerArgument(inspection, "ipv4AddressesPerEni", ADDRESSES_PER_ENI, "leave it out, for 16");
    inspection.require("ipv4AddressesPerEni", ipv4AddressesPerEni, addressesPerEni);
    inspection.refuseUnless(ipAddressType !== "ipv6", {
      input: "ipv4AddressesPerEni",
      told: "set for a gateway that has IPv6 addresses only",
      allowed: "a number for gateways of type ipv4 or dualstack",
      fix: "leave it out: AWS gives each network interface a /80",
    });
  }
  if (dnsResolution !== "in-vpc") return;
  const otherwise = "leave it out, and name resources that public DNS resolves";
  requireNewerArgument(inspection, "dnsResolution", DNS_RESOLUTION, otherwise);
  inspection.refuseUnless(ipAddressType !== "ipv6", {
    input: "dnsResolution",
    told: "in-vpc for a gateway that has IPv6 addresses only",
    allowed: "in-vpc for gateways of type ipv4 or dualstack",
    fix: "make the gateway in subnets with IPv4",
  });
}
