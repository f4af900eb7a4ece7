import type { LoadBalancerTarget, Registration } from "../../modules/load-balancer";
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
