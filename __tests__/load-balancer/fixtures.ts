import {
  type INetworkLoadBalancer,
  type LoadBalancerTarget,
  NetworkLoadBalancer,
  type Registration,
} from "../../modules/load-balancer";
import type { INetwork } from "../../modules/network";
import { existingGroup } from "../lattice/fixtures";
import type { TestStack } from "../synthesis";

/** A target that remembers where it is registered. */
export interface RememberingTarget extends LoadBalancerTarget {
  readonly registrations: Registration[];
}

/** Tasks that listen on port 8000, in a security group that exists already. */
export function target(stack: TestStack, of: INetwork, name = "orders", port = 8000): RememberingTarget {
  const registrations: Registration[] = [];
  return {
    name,
    port,
    subnets: of.subnetGroup("main"),
    securityGroup: existingGroup(stack, `${name}-tasks`, of),
    registrations,
    registerIn: (registration) => void registrations.push(registration),
  };
}

export const CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/0123-4567";
export const tls = { certificateArn: CERTIFICATE, serverName: "orders.example.com" };

const OF_ACCOUNT = "arn:aws:elasticloadbalancing:eu-central-1:111122223333";
export const BALANCER_ARN = `${OF_ACCOUNT}:loadbalancer/net/shared/0123456789abcdef`;
export const LISTENER_ARN = `${OF_ACCOUNT}:listener/net/shared/0123456789abcdef/0123456789abcdef`;

/** A load balancer that exists already, in a security group that exists too. */
export function existingBalancer(
  stack: TestStack,
  of: INetwork,
  loadBalancerArn = BALANCER_ARN,
): INetworkLoadBalancer {
  return NetworkLoadBalancer.fromAttributes(stack, "shared", {
    name: "shared",
    loadBalancerArn,
    dnsName: "shared.elb.eu-central-1.amazonaws.com",
    hostedZoneId: "Z3F0SRJ5LGBH90",
    subnets: of.subnetGroup("main"),
    securityGroup: existingGroup(stack, "shared-balancer", of),
  });
}
