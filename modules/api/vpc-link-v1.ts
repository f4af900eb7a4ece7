import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Construct } from "constructs";
import type { NetworkLoadBalancer } from "../load-balancer";

/**
 * A VPC link of the first kind: from REST APIs to one Network Load Balancer, over an endpoint service that AWS makes. A load
 * balancer can have one only, so all APIs share it: https://docs.aws.amazon.com/apigateway/latest/developerguide/vpc-links-v1.html
 */
export class VpcLinkV1 extends Construct {
  readonly vpcLinkId: string;

  private constructor(readonly loadBalancer: NetworkLoadBalancer) {
    super(loadBalancer, ID);
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
  static to(loadBalancer: NetworkLoadBalancer): VpcLinkV1 {
    const made = loadBalancer.node.tryFindChild(ID);
    return made instanceof VpcLinkV1 ? made : new VpcLinkV1(loadBalancer);
  }
}

const ID = "vpc-link";
