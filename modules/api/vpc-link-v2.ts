import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { Op } from "cdktf";
import { Construct } from "constructs";
import type { Listener, LoadBalancer } from "../load-balancer";
import { inspectZones, type SubnetGroup, sameVpc } from "../network";
import { Inspection } from "../refusal";
import { allowConnection, type ISecurityGroup, SecurityGroup } from "../security";
import { apiName } from "./requirements";

/** A VPC link of the second kind, made here (`VpcLinkV2`) or described (`VpcLinkV2.fromAttributes`). */
export interface IVpcLinkV2 {
  /** The id that integrations name. */
  readonly vpcLinkId: string;
  /** Carried by its network interfaces; its network is where they are. */
  readonly securityGroup: ISecurityGroup;
}

export interface VpcLinkV2Props {
  /** 1 to 63 letters, digits and hyphens. */
  readonly name: string;
  /**
   * Subnets of the load balancers' VPC, one in each Availability Zone, at least two zones. AWS cannot change them: another choice
   * makes a new link first, and then deletes the old one.
   */
  readonly subnets: SubnetGroup;
  /**
   * Accepts subnets in a single zone, whose loss then cuts the path.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A VPC link of the second kind: network interfaces through which API Gateway reaches listeners of load balancers in a VPC. Any
 * number of APIs can share it; after 60 days without traffic it sleeps, and takes minutes to wake:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-vpc-links-v2.html
 */
export class VpcLinkV2 extends Construct implements IVpcLinkV2 {
  readonly vpcLinkId: string;
  /** Where its network interfaces are. */
  readonly subnets: SubnetGroup;
  readonly securityGroup: SecurityGroup;

  /** @throws Refusal for fewer than two zones, and zones in which there are no VPC links */
  constructor(scope: Construct, id: string, { name, subnets, allowSingleZone, tags }: VpcLinkV2Props) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require("name", name, apiName);
    inspectZones(inspection, "subnets", subnets, { allowSingleZone });
    for (const zone of new Set(subnets.knownZones)) {
      inspection.refuseUnless(!ZONES_WITHOUT_VPC_LINKS.has(zone), {
        input: "subnets",
        told: `in ${zone}`,
        allowed: "Availability Zones in which API Gateway has VPC links",
        fix: "use another zone of the Region",
      });
    }
    const decidedByTerraform = inspection.conclude();

    this.subnets = subnets;
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: subnets.network,
      description: `VPC link ${name}`,
      tags,
    });
    const link = new Apigatewayv2VpcLink(this, "Resource", {
      name,
      subnetIds: subnets.subnetIds,
      securityGroupIds: [this.securityGroup.securityGroupId],
      tags: { ...tags, Name: name },
      lifecycle: { createBeforeDestroy: true, ...decidedByTerraform },
    });
    this.vpcLinkId = link.id;
  }

  /** A link that exists already. Its security group, and the load balancers', get the rules for the APIs that use it here. */
  static fromAttributes({ vpcLinkId, securityGroup }: IVpcLinkV2): IVpcLinkV2 {
    return { vpcLinkId, securityGroup };
  }
}

/** Lets a link connect to a listener. */
export function openLink(link: IVpcLinkV2, { loadBalancer, port }: Listener): void {
  allowConnection({ from: link.securityGroup, to: loadBalancer.securityGroup, port });
}

/** Tells what is wrong with a link to a load balancer in another VPC. */
export function inspectLink(
  inspection: Inspection,
  link: IVpcLinkV2,
  { subnets }: Pick<LoadBalancer, "subnets">,
): void {
  const apart = {
    input: "vpcLink",
    told: "in another VPC than the load balancer",
    allowed: "a link in the load balancer's VPC",
    fix: "make one in subnets of that VPC",
  };
  const [ours, theirs] = [link.securityGroup.network, subnets.network];
  const same = sameVpc(ours, theirs);
  if (same === "different") inspection.refuse(apart);
  if (same === "unknown") inspection.leaveToTerraform(Op.eq(ours.vpcId, theirs.vpcId), apart);
}

/** Zones that the list of the guide lacks: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html */
const ZONES_WITHOUT_VPC_LINKS: ReadonlySet<string> = new Set(["use1-az3", "ape1-az1", "apne2-az4"]);
