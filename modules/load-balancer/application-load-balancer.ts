import type { Construct } from "constructs";
import { ForwardingListener, type ForwardingProps } from "./forwarding-listener";
import type { HttpHealthCheck } from "./health-check";
import type { ApplicationProtocol } from "./listener-protocol";
import { InternalLoadBalancer, type LoadBalancerProps } from "./load-balancer";

export interface ApplicationLoadBalancerProps extends LoadBalancerProps {}

/** An internal Application Load Balancer, closed until `allowConnection` says otherwise. */
export class ApplicationLoadBalancer extends InternalLoadBalancer {
  /** @throws Refusal for a name that AWS does not take, and fewer than two zones */
  constructor(scope: Construct, id: string, props: ApplicationLoadBalancerProps) {
    super(scope, id, props, {
      loadBalancerType: "application",
      // Off by AWS's default: https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4
      dropInvalidHeaderFields: true,
    });
  }

  /**
   * Leads a port to a target.
   *
   * @throws Refusal for a port that is taken, a certificate of another Region, and a target in another VPC or in a zone that the
   * load balancer is not in
   */
  listen(id: string, props: ApplicationListenerProps): ApplicationListener {
    return new ApplicationListener(this, id, props);
  }
}

export interface ApplicationListenerProps extends ForwardingProps {
  /** Prefer `ApplicationProtocol.https(...)`. */
  readonly protocol: ApplicationProtocol;
  /** How the load balancer finds out whether a task answers. */
  readonly healthCheck: HttpHealthCheck;
}

/** A listener of an Application Load Balancer; made by its `listen`. */
export class ApplicationListener extends ForwardingListener {
  readonly kind = "application";
  declare readonly loadBalancer: ApplicationLoadBalancer;

  constructor(loadBalancer: ApplicationLoadBalancer, id: string, props: ApplicationListenerProps) {
    super(loadBalancer, id, loadBalancer, props, { ...props, targetProtocol: "HTTP" });
  }
}
