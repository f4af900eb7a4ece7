import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import {
  ExistingNetworkLoadBalancer,
  existingNetworkListener,
  type NetworkListenerAttributes,
  type NetworkLoadBalancerAttributes,
} from "./existing-network-load-balancer";
import { ForwardingListener, type ForwardingProps } from "./forwarding-listener";
import { HealthCheck } from "./health-check";
import type { INetworkListener, INetworkLoadBalancer } from "./listener";
import { NetworkProtocol } from "./listener-protocol";
import { InternalLoadBalancer, type LoadBalancerProps } from "./load-balancer";

export interface NetworkLoadBalancerProps extends LoadBalancerProps {
  /**
   * Accepts subnets in a single zone, whose loss then cuts the path.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean | IResolvable;
}

/**
 * An internal Network Load Balancer: over all of its zones, closed to the VPC until `allowConnection` says otherwise, and open to
 * its VPC link of API Gateway.
 */
export class NetworkLoadBalancer extends InternalLoadBalancer implements INetworkLoadBalancer {
  /** @throws Refusal for a name that AWS does not take, and fewer than two zones */
  constructor(scope: Construct, id: string, { allowSingleZone, ...props }: NetworkLoadBalancerProps) {
    super(scope, id, props, {
      loadBalancerType: "network",
      allowSingleZone,
      // Off by AWS's default: tasks need not be in every zone that requests come in at.
      enableCrossZoneLoadBalancing: true,
      // On by AWS's default, and then the ingress rules are held against addresses of API Gateway, which nobody knows. Left out,
      // the provider keeps what it was. https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-nlb-for-vpclink-using-console.html
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "off",
    });
  }

  /**
   * A load balancer that exists already, whose targets and rules are left as they are.
   *
   * @throws Refusal for the ARN of anything else
   */
  static fromAttributes(
    scope: Construct,
    id: string,
    attributes: NetworkLoadBalancerAttributes,
  ): INetworkLoadBalancer {
    return new ExistingNetworkLoadBalancer(scope, id, attributes);
  }

  /**
   * Leads a port to a target.
   *
   * @throws Refusal for a port that is taken, a certificate of another Region, and a target in another VPC or in a zone that the
   * load balancer is not in
   */
  listen(id: string, props: NetworkListenerProps): NetworkListener {
    return new NetworkListener(this, id, props);
  }
}

export interface NetworkListenerProps extends ForwardingProps {
  /** @default NetworkProtocol.tcp(): port 80 */
  readonly protocol?: NetworkProtocol;
  /** @default HealthCheck.tcp(): a target is well if it takes a connection */
  readonly healthCheck?: HealthCheck;
}

/** A listener of a Network Load Balancer; made by its `listen`. */
export class NetworkListener extends ForwardingListener implements INetworkListener {
  readonly kind = "network";
  declare readonly loadBalancer: NetworkLoadBalancer;

  constructor(loadBalancer: NetworkLoadBalancer, id: string, props: NetworkListenerProps) {
    super(loadBalancer, id, loadBalancer, props, {
      protocol: props.protocol ?? NetworkProtocol.tcp(),
      targetProtocol: "TCP",
      healthCheck: props.healthCheck ?? HealthCheck.tcp(),
    });
  }

  /**
   * A listener that exists already.
   *
   * @throws Refusal for a port or a name that is none
   */
  static fromAttributes(attributes: NetworkListenerAttributes): INetworkListener {
    return existingNetworkListener(attributes);
  }
}
