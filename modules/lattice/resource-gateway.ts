import { VpclatticeResourceGateway } from "@cdktf/provider-aws/lib/vpclattice-resource-gateway";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { GATEWAY_ADDRESSES_PER_SUBNET } from "../../aws/lattice";
import type { INetwork, SubnetGroup } from "../network";
import { description, Inspection } from "../refusal";
import { type ISecurityGroup, SecurityGroup } from "../security";
import { upperCase } from "../tokens";
import { type DnsResolution, type GatewaySettings, inspectSettings } from "./gateway-settings";
import { type IpAddressType, inspectPlacement, inspectSecurityGroups } from "./placement";
import { ReplaceableName } from "./replaceable-name";
import { gatewaySubnetSize, replaceableName } from "./requirements";

/** A resource gateway, made here (`ResourceGateway`) or described (`ResourceGateway.fromAttributes`). */
export interface IResourceGateway {
  /** Id of the resource gateway. */
  readonly gatewayId: string;
  /** The VPC that it is in. */
  readonly network: INetwork;
  /** Where its network interfaces are. */
  readonly subnets: SubnetGroup;
  /** The security groups that it carries, at least one. */
  readonly securityGroups: readonly ISecurityGroup[];
  /** @default unknown */
  readonly ipAddressType?: IpAddressType;
  /** @default "public" */
  readonly dnsResolution?: DnsResolution;
}

export interface ResourceGatewayProps extends GatewaySettings {
  /** 3 to 31 lower-case letters, digits and single hyphens; an end is added that changes with each replacement. */
  readonly name: string;
  /**
   * One to five security groups of the VPC. Their egress decides what the gateway reaches; they need no ingress.
   *
   * @default a new one, to be opened with `allowConnection`
   */
  readonly securityGroups?: readonly ISecurityGroup[];
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * The way into a VPC for resource endpoints and service networks: network interfaces from which VPC Lattice opens
 * connections to resources. It does not balance load and checks no health.
 *
 * AWS changes only its security groups in place. Anything else (a new zone too) replaces it, with all its resource
 * configurations and their endpoints: the new gateway and configurations are made before the old ones go, but
 * endpoints are down while they are replaced.
 */
export class ResourceGateway extends Construct implements IResourceGateway {
  readonly gatewayId: string;
  /** ARN of the resource gateway. */
  readonly gatewayArn: string;
  readonly network: INetwork;
  readonly subnets: SubnetGroup;
  readonly securityGroups: readonly ISecurityGroup[];
  readonly ipAddressType: IpAddressType;
  readonly dnsResolution: DnsResolution;

  /**
   * @throws Refusal for a name AWS refuses, fewer than two zones, zones without VPC Lattice, subnets that are too small (below /27 for
   * 16 addresses), and settings that the installed bindings do not know
   */
  constructor(scope: Construct, id: string, props: ResourceGatewayProps) {
    super(scope, id);
    const {
      name,
      subnets,
      ipAddressType = "ipv4",
      dnsResolution = "public",
      ipv4AddressesPerEni,
      tags,
    } = props;
    this.network = subnets.network;
    this.subnets = subnets;
    this.ipAddressType = ipAddressType;
    this.dnsResolution = dnsResolution;

    const inspection = new Inspection(this);
    inspection.require("name", name, replaceableName);
    inspectPlacement(inspection, props);
    inspectSettings(inspection, props);
    const addresses = ipv4AddressesPerEni ?? GATEWAY_ADDRESSES_PER_SUBNET;
    if (subnets.lists.cidrBlocks && !Token.isUnresolved(addresses)) {
      inspection.require("subnets", subnets.lists.cidrBlocks, gatewaySubnetSize(addresses));
    }
    for (const { cidrBlock, shared, zone } of subnets.subnets ?? []) {
      if (cidrBlock !== undefined && ipAddressType !== "ipv6" && !Token.isUnresolved(addresses)) {
        inspection.require("subnets", cidrBlock, gatewaySubnetSize(addresses));
      }
      inspection.refuseUnless(!shared, {
        input: "subnets",
        told: `one in ${zone} that another account shares`,
        allowed: "subnets that this account owns",
        fix: "use subnets of the account's own",
      });
    }
    if (props.securityGroups) inspectSecurityGroups(inspection, props.securityGroups, this.network);
    const decidedByTerraform = inspection.conclude();

    this.securityGroups = props.securityGroups ?? [
      new SecurityGroup(this, "security-group", {
        network: this.network,
        description: `Resource gateway ${name}`,
        tags,
      }),
    ];
    // Nothing that is left out, so that the name stays when bindings become newer.
    const newer = {
      ...(ipv4AddressesPerEni !== undefined && { ipv4AddressesPerEni }),
      ...(dnsResolution === "in-vpc" && { resourceConfigDnsResolution: "IN_VPC" }),
    };
    const unique = new ReplaceableName(this, "name", name, {
      vpc: this.network.vpcId,
      subnets: subnets.subnetIds,
      ipAddressType,
      ...newer,
    });
    const gateway = new VpclatticeResourceGateway(this, "Resource", {
      name: unique.value,
      vpcId: this.network.vpcId,
      subnetIds: subnets.subnetIds,
      securityGroupIds: this.securityGroups.map(({ securityGroupId }) => securityGroupId),
      ipAddressType: upperCase(ipAddressType),
      ...newer,
      tags: { ...tags, Name: name },
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.gatewayId = gateway.id;
    this.gatewayArn = gateway.arn;
  }

  /**
   * A gateway that exists already.
   *
   * @throws Refusal for no security group, and one of another VPC
   */
  static fromAttributes(attributes: Omit<IResourceGateway, "network">): IResourceGateway {
    const { network } = attributes.subnets;
    const inspection = new Inspection(description("ResourceGateway.fromAttributes", attributes.gatewayId));
    inspectSecurityGroups(inspection, attributes.securityGroups, network);
    inspection.conclude();
    return { ...attributes, network };
  }
}
