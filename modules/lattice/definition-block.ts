import type { VpclatticeResourceConfigurationConfig } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { Token } from "cdktf";
import type { Inspection } from "../refusal";
import { portRange, portText, tcpPorts } from "../security";
import { domainName, domainNameInVpc, privateAddress, rdsArnIn } from "./requirements";
import type { ResourceDefinition } from "./resource-definition";
import type { IResourceGateway } from "./resource-gateway";

/** Tells what is wrong with a definition, for a gateway in this network. */
export function inspectDefinition(
  inspection: Inspection,
  definition: ResourceDefinition,
  gateway: IResourceGateway,
): void {
  if (definition.kind === "arn") {
    inspection.require("definition.arn", definition.arn, rdsArnIn(gateway.network.region));
    // https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html
    inspection.refuseUnless(gateway.dnsResolution !== "in-vpc", {
      input: "gateway",
      told: "one that resolves host names in its VPC, with a database by its ARN",
      allowed: "a gateway with dnsResolution public for ARNs",
      fix: "make another gateway for the database",
    });
    return;
  }
  if (definition.kind === "dns") {
    const requirement = gateway.dnsResolution === "in-vpc" ? domainNameInVpc : domainName;
    inspection.require("definition.domainName", definition.domainName, requirement);
  }
  if (definition.kind === "ip") inspection.require("definition.address", definition.address, privateAddress);
  const ipv6 =
    definition.kind === "ip" ? definition.address.includes(":") : definition.ipAddressType === "ipv6";
  // https://docs.aws.amazon.com/vpc/latest/privatelink/resource-gateway.html#resource-gateway-ip-address-type
  inspection.refuseUnless(!ipv6 || gateway.ipAddressType !== "ipv4", {
    input: "definition",
    told: "a resource with an IPv6 address behind a gateway with IPv4 addresses",
    allowed: "a resource that has an address of the gateway's type",
    fix: "make the gateway with ipAddressType dualstack or ipv6, or name the resource's IPv4 address",
  });
  inspection.refuseUnless(definition.ports.length > 0, {
    input: "definition.ports",
    given: definition.ports,
    allowed: "at least one TCP port or range",
    fix: "give the port that the resource listens on",
  });
  for (const ports of definition.ports) {
    inspection.require("definition.ports", ports, tcpPorts);
    const { from, to } = portRange(ports);
    const known = !Token.isUnresolved(from) && !Token.isUnresolved(to);
    inspection.refuseUnless(!known || to - from < 65534, {
      input: "definition.ports",
      given: ports,
      allowed: "the ports that the resource listens on, not all there are",
      fix: "name its port",
    });
  }
}

/** What AWS cannot change in a definition. Ports and an address it changes in place. */
export function unchangeablePart(definition: ResourceDefinition): Record<string, unknown> {
  switch (definition.kind) {
    case "arn":
      return { kind: definition.kind, arn: definition.arn };
    case "dns":
      return {
        kind: definition.kind,
        domainName: definition.domainName,
        ipAddressType: definition.ipAddressType,
      };
    case "ip":
      return { kind: definition.kind };
  }
}

/**
 * The arguments that a definition gives a configuration. With an ARN there is no protocol and no port, which AWS takes from
 * the database: the provider refuses them, even empty.
 */
export function definitionArguments(
  definition: ResourceDefinition,
): Pick<VpclatticeResourceConfigurationConfig, "portRanges" | "resourceConfigurationDefinition"> {
  switch (definition.kind) {
    case "arn":
      return { resourceConfigurationDefinition: [{ arnResource: [{ arn: definition.arn }] }] };
    case "dns":
      return {
        portRanges: definition.ports.map(portText),
        resourceConfigurationDefinition: [
          {
            dnsResource: [
              { domainName: definition.domainName, ipAddressType: definition.ipAddressType.toUpperCase() },
            ],
          },
        ],
      };
    case "ip":
      return {
        portRanges: definition.ports.map(portText),
        resourceConfigurationDefinition: [{ ipResource: [{ ipAddress: definition.address }] }],
      };
  }
}
