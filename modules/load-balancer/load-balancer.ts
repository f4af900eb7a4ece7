import { Lb, type LbConfig } from "@cdktf/provider-aws/lib/lb";
import type { IResolvable } from "cdktf";
import { Construct } from "constructs";
import { inspectZones, type SubnetGroup } from "../network";
import { Inspection } from "../refusal";
import { SecurityGroup } from "../security";
import { inspectIpv4 } from "./inspect-target";
import type { LoadBalancer } from "./listener";
import { replaceableNamePrefix } from "./name-prefix";
import { hyphenatedName } from "./requirements";

export interface LoadBalancerProps {
  /** Value of the `Name` tag, and of which the first letters begin AWS's names: 1 to 63 letters, digits and hyphens. */
  readonly name: string;
  /**
   * Subnets, one in each Availability Zone, at least two zones. Adding one later changes a Network Load Balancer in place, removing
   * one replaces it.
   */
  readonly subnets: SubnetGroup;
  /**
   * Whether AWS refuses to delete it until this is turned off, even for a replacement.
   *
   * @default false
   */
  readonly deletionProtection?: boolean;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What both load balancers are: within the VPC only, with a security group of their own. */
export abstract class InternalLoadBalancer extends Construct implements LoadBalancer {
  readonly loadBalancerArn: string;
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly subnets: SubnetGroup;
  readonly securityGroup: SecurityGroup;
  /** The value of the `Name` tag. */
  readonly name: string;
  /** The load balancer's ARN as an address in Terraform, for `replace_triggered_by`. */
  readonly arnAddress: string;

  /** @throws Refusal for a name that AWS does not take, and fewer than two zones */
  protected constructor(
    scope: Construct,
    id: string,
    { name, subnets, deletionProtection = false, tags }: LoadBalancerProps,
    ofItsKind: Partial<LbConfig> & { readonly allowSingleZone?: boolean | IResolvable },
  ) {
    super(scope, id);
    const { allowSingleZone, ...loadBalancerArguments } = ofItsKind;
    const inspection = new Inspection(this);
    inspection.require("name", name, hyphenatedName);
    inspectZones(
      inspection,
      "subnets",
      subnets,
      "allowSingleZone" in ofItsKind ? { allowSingleZone } : undefined,
    );
    inspectIpv4(inspection, "subnets", subnets);
    const decidedByTerraform = inspection.conclude();

    this.name = name;
    this.subnets = subnets;
    // From the start: a Network Load Balancer that is made without one is replaced when it gets one.
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: subnets.network,
      description: `Load balancer ${name}`,
      tags,
    });
    const loadBalancer = new Lb(this, "Resource", {
      namePrefix: replaceableNamePrefix(name),
      internal: true,
      ipAddressType: "ipv4",
      subnets: subnets.subnetIds,
      securityGroups: [this.securityGroup.securityGroupId],
      enableDeletionProtection: deletionProtection,
      tags: { ...tags, Name: name },
      ...loadBalancerArguments,
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.loadBalancerArn = loadBalancer.arn;
    this.dnsName = loadBalancer.dnsName;
    this.hostedZoneId = loadBalancer.zoneId;
    // As text: cdktf writes a reference as a template, which Terraform does not take there.
    this.arnAddress = `${Lb.tfResourceType}.${loadBalancer.friendlyUniqueId}.arn`;
  }
}
