import { type IResolvable, Token } from "cdktf";
import { readZone } from "../../aws/zones";
import { description, Inspection, type Requirement } from "../refusal";
import { Ipv4Block } from "./ipv4-block";
import { type INetwork, type Subnet, SubnetGroup } from "./network";

/** What is known of a VPC that this app does not make. */
export interface NetworkAttributes {
  /** Id of the VPC, like `vpc-0123456789abcdef0`. */
  readonly vpcId: string;
  /** AWS Region, like `eu-central-1`. */
  readonly region: string;
  /**
   * IPv4 blocks of the VPC.
   *
   * @default none known: connections from other VPCs must say which addresses they come from
   */
  readonly cidrBlocks?: readonly string[];
  /**
   * The VPC's `enableDnsSupport` attribute as it is set.
   *
   * @default unknown: no endpoint in the VPC can have private DNS
   */
  readonly dnsSupport?: boolean | IResolvable;
  /**
   * The VPC's `enableDnsHostnames` attribute as it is set. AWS's default for a VPC is false.
   *
   * @default unknown: no endpoint in the VPC can have private DNS
   */
  readonly dnsHostnames?: boolean | IResolvable;
  /**
   * The subnets to use, by purpose: described, or only their ids.
   *
   * @default none
   */
  readonly subnetGroups?: Readonly<Record<string, readonly Subnet[] | string[]>>;
}

/** A described VPC. Made by `PrivateNetwork.fromAttributes`. */
export class ExistingNetwork implements INetwork {
  readonly origin = "described";
  readonly vpcId: string;
  readonly region: string;
  readonly cidrBlocks: readonly string[];
  readonly dnsSupport: boolean | IResolvable | undefined;
  readonly dnsHostnames: boolean | IResolvable | undefined;
  private readonly groups: ReadonlyMap<string, SubnetGroup>;

  /** @throws Refusal for blocks that are none or lie outside the VPC, and zones of another Region */
  constructor({ vpcId, region, cidrBlocks, dnsSupport, dnsHostnames, subnetGroups }: NetworkAttributes) {
    inspectDescription({ vpcId, region, cidrBlocks, subnetGroups });
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

function inspectDescription({
  vpcId,
  region,
  cidrBlocks = [],
  subnetGroups = {},
}: Pick<NetworkAttributes, "vpcId" | "region" | "cidrBlocks" | "subnetGroups">): void {
  const inspection = new Inspection(description("PrivateNetwork.fromAttributes", vpcId));
  for (const block of cidrBlocks) inspection.require("cidrBlocks", block, ipv4Block);
  const known = cidrBlocks.flatMap((block) => Ipv4Block.read(block) ?? []);
  for (const [name, subnets] of Object.entries(subnetGroups)) {
    const input = `subnetGroups.${name}`;
    for (const { zone, cidrBlock } of areIds(subnets) ? [] : subnets) {
      inspection.refuseUnless(
        [zone, region].some((text) => Token.isUnresolved(text)) || readZone(zone)?.isIn(region) === true,
        {
          input: `${input}.zone`,
          given: zone,
          allowed: `an Availability Zone id or name of ${region}`,
          fix: `list them with: aws ec2 describe-availability-zones --region ${region}`,
        },
      );
      if (cidrBlock === undefined) continue;
      inspection.require(`${input}.cidrBlock`, cidrBlock, ipv4Block);
      const block = Ipv4Block.read(cidrBlock);
      const allKnown = block !== undefined && known.length > 0 && known.length === cidrBlocks.length;
      inspection.refuseUnless(!allKnown || known.some((each) => each.contains(block)), {
        input: `${input}.cidrBlock`,
        given: cidrBlock,
        allowed: `a block within ${cidrBlocks.join(", ")}`,
        fix: "correct the subnet's block, or add the block of the VPC that it is in",
      });
    }
  }
  inspection.conclude();
}

const ipv4Block: Requirement<string> = {
  allowed: "an IPv4 block with no bits behind its prefix, like 10.0.0.0/16",
  fix: "copy it from: aws ec2 describe-subnets, or describe-vpcs",
  isMet: (text) => Ipv4Block.read(text) !== undefined,
};

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
