import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet as SubnetResource } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { readZone } from "../../aws/zones";
import { Inspection } from "../refusal";
import { ExistingNetwork, groupNamed, type NetworkAttributes } from "./existing-network";
import { type INetwork, type Subnet, SubnetGroup } from "./network";
import { type PlannedSubnet, planSubnets, type SubnetGroupPlan } from "./subnet-plan";

export interface PrivateNetworkProps {
  /** Value of the `Name` tags. */
  readonly name: string;
  /** AWS Region, like `eu-central-1`; must be the provider's. */
  readonly region: string;
  /**
   * Availability Zones, at least two: all ids (`euc1-az1`, the better ones: the same in every account) or all names
   * (`eu-central-1a`). Adding one later, anywhere in the list, leaves the subnets of the others as they are.
   */
  readonly zones: readonly string[];
  /** IPv4 block of the VPC, from /16 to /28. */
  readonly cidrBlock: string;
  /** Groups of subnets, each with one subnet in every zone. Add new ones at the end: the order decides the addresses. */
  readonly subnetGroups: readonly SubnetGroupPlan[];
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A VPC with no way out: private subnets over two or more zones, a route table for each group with no route but the
 * local one, no internet or NAT gateway, DNS support and hostnames on (private DNS of endpoints needs both), and a default
 * security group that admits nothing.
 */
export class PrivateNetwork extends Construct implements INetwork {
  readonly origin = "made";
  readonly vpcId: string;
  readonly region: string;
  /** The VPC's IPv4 block. */
  readonly cidrBlock: string;
  readonly dnsSupport = true;
  readonly dnsHostnames = true;
  private readonly groups: ReadonlyMap<string, SubnetGroup>;

  /** @throws Refusal for fewer than two zones, zones of another Region, and blocks that overlap or do not fit */
  constructor(scope: Construct, id: string, props: PrivateNetworkProps) {
    super(scope, id);
    const planned = inspect(this, props);
    this.region = props.region;
    this.cidrBlock = props.cidrBlock;

    const tags = { ...props.tags, Name: props.name };
    const vpc = new Vpc(this, "Resource", {
      cidrBlock: props.cidrBlock,
      // Both written out: hostnames are off by default, and without them an endpoint's private DNS resolves nothing.
      // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags,
    });
    this.vpcId = vpc.id;
    // Adopts the group that AWS makes with every VPC, and empties it: what forgets its security group gets no traffic.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: this.vpcId,
      ingress: [],
      egress: [],
      tags,
    });
    this.groups = new Map(
      props.subnetGroups.map(({ name }) => [
        name,
        SubnetGroup.of(
          this,
          this.makeGroup(
            name,
            planned.filter(({ group }) => group === name),
            props,
          ),
        ),
      ]),
    );
  }

  /**
   * A VPC that exists already, described by what is known of it.
   *
   * @throws Refusal for blocks that are none or lie outside the VPC, and zones of another Region
   */
  static fromAttributes(attributes: NetworkAttributes): INetwork {
    return new ExistingNetwork(attributes);
  }

  get cidrBlocks(): readonly string[] {
    return [this.cidrBlock];
  }

  subnetGroup(name: string): SubnetGroup {
    return groupNamed(name, this.groups);
  }

  private makeGroup(name: string, planned: readonly PlannedSubnet[], props: PrivateNetworkProps): Subnet[] {
    const scope = new Construct(this, name);
    const tags = { ...props.tags, Name: `${props.name}-${name}` };
    const routeTableId = new RouteTable(scope, "routes", { vpcId: this.vpcId, tags }).id;
    return planned.map(({ zone, cidrBlock }) => {
      const subnet = new SubnetResource(scope, zone, {
        vpcId: this.vpcId,
        cidrBlock,
        ...(readZone(zone)?.form === "id" ? { availabilityZoneId: zone } : { availabilityZone: zone }),
        mapPublicIpOnLaunch: false,
        tags: { ...tags, Name: `${props.name}-${name}-${zone}` },
      });
      new RouteTableAssociation(scope, `${zone}-routes`, {
        subnetId: subnet.id,
        routeTableId,
      });
      return { subnetId: subnet.id, zone, cidrBlock, routeTableId };
    });
  }
}

function inspect(construct: Construct, props: PrivateNetworkProps): readonly PlannedSubnet[] {
  const { region, zones, cidrBlock, subnetGroups } = props;
  const inspection = new Inspection(construct);
  if (Token.isUnresolved(zones) || [region, cidrBlock, ...zones].some((value) => Token.isUnresolved(value))) {
    inspection.refuse({
      input: "region, zones and cidrBlock",
      told: "values that only Terraform knows",
      allowed: "values known at synthesis, from which the subnets are planned",
      fix: 'write them, like zones: ["euc1-az1", "euc1-az3"]',
    });
    inspection.conclude();
  }
  inspection.refuseUnless(zones.length >= 2, {
    input: "zones",
    given: zones,
    allowed: "at least two Availability Zones",
    fix: "add a zone, so that the loss of one does not cut the path",
  });
  for (const zone of zones) {
    inspection.refuseUnless(readZone(zone)?.isIn(region) === true, {
      input: "zones",
      given: zone,
      allowed: `an Availability Zone id or name of ${region}`,
      fix: `list them with: aws ec2 describe-availability-zones --region ${region}`,
    });
  }
  // euc1-az1 and eu-central-1b can be one zone: which name an id has differs by account.
  const forms = new Set(zones.flatMap((zone) => readZone(zone)?.form ?? []));
  inspection.refuseUnless(forms.size < 2, {
    input: "zones",
    given: zones,
    allowed: "only zone ids or only zone names, because an id and a name can mean one zone",
    fix: "write the ids, which are the same in every account",
  });
  for (const [input, names] of [
    ["zones", zones],
    ["subnetGroups", subnetGroups.map(({ name }) => name)],
  ] as const) {
    for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
      inspection.refuse({
        input,
        given: name,
        allowed: "each name once",
        fix: "remove or rename the second one",
      });
    }
  }
  for (const { name } of subnetGroups) {
    inspection.refuseUnless(/^[a-z][a-z0-9-]*$/.test(name) && name !== "default-security-group", {
      input: "subnetGroups.name",
      given: name,
      allowed: "lower-case letters, digits and hyphens, beginning with a letter",
      fix: "rename the group",
    });
  }
  const { subnets, faults } = planSubnets(cidrBlock, [...new Set(zones)], subnetGroups);
  for (const fault of faults) inspection.refuse(fault);
  inspection.conclude();
  return subnets;
}
