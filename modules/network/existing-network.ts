import type { IResolvable } from "cdktf";
import type { INetwork } from "./network";
import { type Subnet, SubnetGroup } from "./subnet-group";

/** What is known of a VPC that this app does not make. */
export interface NetworkAttributes {
  readonly vpcId: string;
  /** AWS Region, like `eu-central-1`. */
  readonly region: string;
  /**
   * IPv4 blocks of the VPC.
   *
   * @default none known: connections from other VPCs must say which addresses they come from
   */
  readonly cidrBlocks?: readonly string[];
  /** The VPC's `enableDnsSupport` attribute as it is set. */
  readonly dnsSupport: boolean | IResolvable;
  /** The VPC's `enableDnsHostnames` attribute as it is set. AWS's default for a VPC is false. */
  readonly dnsHostnames: boolean | IResolvable;
  /** The subnets to use, by purpose: described, or only their ids. */
  readonly subnetGroups?: Readonly<Record<string, readonly Subnet[] | string[]>>;
}

/** A described VPC. Made by `PrivateNetwork.fromAttributes`. */
export class ExistingNetwork implements INetwork {
  readonly origin = "described";
  readonly vpcId: string;
  readonly region: string;
  readonly cidrBlocks: readonly string[];
  readonly dnsSupport: boolean | IResolvable;
  readonly dnsHostnames: boolean | IResolvable;
  private readonly groups: ReadonlyMap<string, SubnetGroup>;

  constructor({ vpcId, region, cidrBlocks, dnsSupport, dnsHostnames, subnetGroups }: NetworkAttributes) {
    this.vpcId = vpcId;
    this.region = region;
    this.cidrBlocks = cidrBlocks ?? [];
    this.dnsSupport = dnsSupport;
    this.dnsHostnames = dnsHostnames;
    this.groups = new Map(
      Object.entries(subnetGroups ?? {}).map(([name, subnets]) => [
        name,
        areIds(subnets) ? SubnetGroup.ofIds(this, subnets) : SubnetGroup.of(this, subnets),
      ]),
    );
  }

  subnetGroup(name: string): SubnetGroup {
    return groupNamed(name, this.groups);
  }
}

function areIds(subnets: readonly Subnet[] | string[]): subnets is string[] {
  return subnets.length > 0 && subnets.every((subnet) => typeof subnet === "string");
}

/** @throws Error naming the groups there are, if there is none of this name */
export function groupNamed(name: string, groups: ReadonlyMap<string, SubnetGroup>): SubnetGroup {
  const group = groups.get(name);
  if (!group) {
    const known = [...groups.keys()].join(", ") || "none";
    throw new Error(`The network has no subnet group "${name}". It has: ${known}. Fix: name one of them.`);
  }
  return group;
}
