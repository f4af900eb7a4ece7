import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Construct } from "constructs";
import type { INetworkLoadBalancer } from "../load-balancer";
import { Inspection } from "../refusal";

/**
 * A VPC link of the first kind: from REST APIs to one Network Load Balancer, over an endpoint service that AWS makes. A load
 * balancer can have one only, so all APIs share it: https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
 */
export class VpcLinkV1 extends Construct {
  /** Id of the link. */
  readonly vpcLinkId: string;

  private constructor(
    readonly loadBalancer: INetworkLoadBalancer,
    existingId?: string,
  ) {
    super(loadBalancer, ID);
    if (existingId !== undefined) {
      this.vpcLinkId = existingId;
      return;
    }
    const { name, loadBalancerArn } = loadBalancer;
    const link = new ApiGatewayVpcLink(this, "Resource", {
      name,
      targetArns: [loadBalancerArn],
      tags: { Name: name },
      // A link in use cannot be deleted, so the stage must be on the new one before: hashicorp/terraform-provider-aws issue 12195.
      lifecycle: { createBeforeDestroy: true },
    });
    this.vpcLinkId = link.id;
  }

  /** The link of a load balancer, made when it is first asked for. */
  static to(loadBalancer: INetworkLoadBalancer): VpcLinkV1 {
    const made = loadBalancer.node.tryFindChild(ID);
    return made instanceof VpcLinkV1 ? made : new VpcLinkV1(loadBalancer);
  }

  /**
   * The link that a load balancer has already: all APIs that lead there use it from now on.
   *
   * @throws Refusal for a load balancer that an API leads to already, for which a link was made
   */
  static fromAttributes(attributes: {
    readonly loadBalancer: INetworkLoadBalancer;
    readonly vpcLinkId: string;
  }): VpcLinkV1 {
    const { loadBalancer, vpcLinkId } = attributes;
    const inspection = new Inspection(loadBalancer);
    inspection.refuseUnless(loadBalancer.node.tryFindChild(ID) === undefined, {
      input: "loadBalancer",
      told: "one that has a VPC link in this app",
      allowed: "a load balancer of which nothing has asked for a link",
      fix: "describe the link once, and before the first API that leads to the load balancer",
    });
    inspection.conclude();
    return new VpcLinkV1(loadBalancer, vpcLinkId);
  }
}

const ID = "vpc-link";
