import type { SubnetGroup } from "../network";
import type { ISecurityGroup } from "../security";

/** A target group, as those who register in it see it. */
export interface Registration {
  /** ARN of the target group that the tasks are registered with. */
  readonly targetGroupArn: string;
  /** Addresses of the listeners: AWS takes no registration before the target group has one. */
  readonly listeners: readonly string[];
}

/** What a load balancer leads to: a port of tasks that register themselves by their IP address. */
export interface LoadBalancerTarget {
  /** In tags, and with its first letters in names: letters, digits, underscores and hyphens. */
  readonly name: string;
  /** TCP port that the container listens on. */
  readonly port: number;
  /** Where the tasks are. */
  readonly subnets: SubnetGroup;
  /** Carried by the tasks. */
  readonly securityGroup: ISecurityGroup;
  /** Makes the tasks register in a target group, for as long as they run. */
  registerIn(registration: Registration): void;
}
