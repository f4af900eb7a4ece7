import type { Ports } from "../security";

/** What a resource configuration stands for: one of the three ways to name a resource. */
export type ResourceDefinition =
  | { readonly kind: "arn"; readonly arn: string }
  | {
      readonly kind: "dns";
      readonly domainName: string;
      readonly ports: readonly Ports[];
      readonly ipAddressType: "ipv4" | "ipv6";
    }
  | { readonly kind: "ip"; readonly address: string; readonly ports: readonly Ports[] };

export const ResourceDefinition = {
  /**
   * An RDS instance or Aurora cluster by its ARN, the best way: AWS follows its address through failovers, knows its port,
   * and gives clients the database's own names.
   */
  arn(arn: string): ResourceDefinition {
    return { kind: "arn", arn };
  },

  /**
   * A name that public DNS resolves, like that of an RDS Proxy.
   *
   * @param ports TCP ports or ranges, at least one
   * @param ipAddressType which addresses of the name to use; "ipv4" if left out
   */
  dnsName(
    domainName: string,
    ports: readonly Ports[],
    ipAddressType: "ipv4" | "ipv6" = "ipv4",
  ): ResourceDefinition {
    return { kind: "dns", domainName, ports, ipAddressType };
  },

  /**
   * A private address that never changes. Not for RDS, whose address changes at a failover.
   *
   * @param ports TCP ports or ranges, at least one
   */
  ipAddress(address: string, ports: readonly Ports[]): ResourceDefinition {
    return { kind: "ip", address, ports };
  },
};

/** The ports that a definition names; none with an ARN, where AWS takes the database's. */
export function portsOf(definition: ResourceDefinition): readonly Ports[] {
  return definition.kind === "arn" ? [] : definition.ports;
}
