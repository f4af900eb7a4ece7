import type { Construct } from "constructs";
import type { SubnetGroup } from "../network";
import type { ISecurityGroup } from "../security";

/** A load balancer within a VPC, as those who lead to it see it. */
export interface LoadBalancer {
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** The name that AWS gives it. */
  readonly dnsName: string;
  /** Hosted zone of `dnsName`, for alias records. */
  readonly hostedZoneId: string;
  /** Where its network interfaces are. */
  readonly subnets: SubnetGroup;
  /** Open it to clients with `allowConnection({ from: clients, to: loadBalancer.securityGroup, port: listener.port })`. */
  readonly securityGroup: ISecurityGroup;
}

/** A port of a load balancer, as those who connect to it see it. */
export interface Listener {
  /** ARN of the listener: what an integration of an HTTP API names. */
  readonly listenerArn: string;
  /** TCP port that it listens on. */
  readonly port: number;
  /** How clients speak to it: `https` if and only if the listener ends TLS. */
  readonly scheme: "http" | "https";
  /** The name to connect to: with TLS the certificate's, or else the load balancer's own. */
  readonly hostName: string;
  /** The load balancer that listens. */
  readonly loadBalancer: LoadBalancer;
}

/** A Network Load Balancer, made here (`NetworkLoadBalancer`) or described (`NetworkLoadBalancer.fromAttributes`). */
export interface INetworkLoadBalancer extends LoadBalancer, Construct {
  /** What is made for it is named after it. */
  readonly name: string;
}

/** A listener of a Network Load Balancer, made here (`listen`) or described (`NetworkListener.fromAttributes`). */
export interface INetworkListener extends Listener {
  /** Of a Network Load Balancer. */
  readonly kind: "network";
  /** The load balancer that listens. */
  readonly loadBalancer: INetworkLoadBalancer;
}
