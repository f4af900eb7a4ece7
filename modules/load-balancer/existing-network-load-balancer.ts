import { Construct } from "constructs";
import type { SubnetGroup } from "../network";
import { Inspection } from "../refusal";
import { type ISecurityGroup, tcpPort } from "../security";
import type { INetworkListener, INetworkLoadBalancer } from "./listener";
import { hyphenatedName, networkLoadBalancerArn, serverName } from "./requirements";

export interface NetworkLoadBalancerAttributes {
  /** Names what is made for it, like a VPC link: 1 to 63 letters, digits and hyphens. */
  readonly name: string;
  /** ARN of the load balancer. */
  readonly loadBalancerArn: string;
  /** The name that AWS gives it. */
  readonly dnsName: string;
  /** Hosted zone of `dnsName`: `CanonicalHostedZoneId` of `aws elbv2 describe-load-balancers`. */
  readonly hostedZoneId: string;
  /** Where it is. */
  readonly subnets: SubnetGroup;
  /**
   * One that it carries. For a REST API over a VPC link of the first kind the load balancer must not hold its inbound rules against
   * PrivateLink traffic: `enforce_security_group_inbound_rules_on_private_link_traffic = "off"`.
   */
  readonly securityGroup: ISecurityGroup;
}

/** A Network Load Balancer that exists already. */
export class ExistingNetworkLoadBalancer extends Construct implements INetworkLoadBalancer {
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly dnsName: string;
  readonly hostedZoneId: string;
  readonly subnets: SubnetGroup;
  readonly securityGroup: ISecurityGroup;

  /** @throws Refusal for the ARN of anything else */
  constructor(scope: Construct, id: string, attributes: NetworkLoadBalancerAttributes) {
    super(scope, id);
    const inspection = new Inspection(this);
    inspection.require("name", attributes.name, hyphenatedName);
    inspection.require("loadBalancerArn", attributes.loadBalancerArn, networkLoadBalancerArn);
    inspection.conclude();
    this.name = attributes.name;
    this.loadBalancerArn = attributes.loadBalancerArn;
    this.dnsName = attributes.dnsName;
    this.hostedZoneId = attributes.hostedZoneId;
    this.subnets = attributes.subnets;
    this.securityGroup = attributes.securityGroup;
  }
}

/** What a listener that exists already speaks: TCP, taken for HTTP, or TLS with a certificate for a name. */
export type ExistingProtocol =
  | { readonly name: "TCP"; readonly port: number }
  | { readonly name: "TLS"; readonly port: number; readonly serverName: string };

export interface NetworkListenerAttributes {
  /** The load balancer that listens. */
  readonly loadBalancer: INetworkLoadBalancer;
  /** ARN of the listener. */
  readonly listenerArn: string;
  /** What it speaks, on which port. */
  readonly protocol: ExistingProtocol;
}

/**
 * A listener that exists already.
 *
 * @throws Refusal for a port or a name that is none
 */
export function existingNetworkListener({
  loadBalancer,
  listenerArn,
  protocol,
}: NetworkListenerAttributes): INetworkListener {
  const inspection = new Inspection(loadBalancer);
  inspection.require("protocol.port", protocol.port, tcpPort);
  if (protocol.name === "TLS") inspection.require("protocol.serverName", protocol.serverName, serverName);
  inspection.conclude();
  return {
    kind: "network",
    loadBalancer,
    listenerArn,
    port: protocol.port,
    scheme: protocol.name === "TLS" ? "https" : "http",
    hostName: protocol.name === "TLS" ? protocol.serverName : loadBalancer.dnsName,
  };
}
