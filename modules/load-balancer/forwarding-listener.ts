import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { claim, type DecidedByTerraform, Inspection } from "../refusal";
import { allowConnection, tcpPort } from "../security";
import { numberText } from "../tokens";
import { type HealthCheck, healthCheckArguments, inspectHealthCheck } from "./health-check";
import { inspectTarget } from "./inspect-target";
import type { Listener } from "./listener";
import type { ApplicationProtocol, NetworkProtocol } from "./listener-protocol";
import type { InternalLoadBalancer } from "./load-balancer";
import { replaceableNamePrefix } from "./name-prefix";
import { certificateArn, deregistrationDelay, serverName, sslPolicy } from "./requirements";
import type { LoadBalancerTarget } from "./target";

export interface ForwardingProps {
  /** What gets the traffic. */
  readonly target: LoadBalancerTarget;
  /**
   * Seconds that a task which goes may still answer, 0 to 3600.
   *
   * @default 60; AWS's own default is 300
   */
  readonly deregistrationDelayInSeconds?: number;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What differs between the kinds of load balancers. */
interface OfItsKind {
  readonly protocol: NetworkProtocol | ApplicationProtocol;
  readonly targetProtocol: "TCP" | "HTTP";
  readonly healthCheck: HealthCheck;
}

/** A listener, the target group that it forwards to, and the security-group rules on the way from there to the tasks. */
export abstract class ForwardingListener extends Construct implements Listener {
  readonly listenerArn: string;
  readonly targetGroupArn: string;
  readonly port: number;
  readonly scheme: "http" | "https";
  readonly hostName: string;

  protected constructor(
    scope: Construct,
    id: string,
    readonly loadBalancer: InternalLoadBalancer,
    props: ForwardingProps,
    ofItsKind: OfItsKind,
  ) {
    super(scope, id);
    const { target, deregistrationDelayInSeconds = 60 } = props;
    const { protocol, targetProtocol, healthCheck } = ofItsKind;
    const decidedByTerraform = this.inspect(props, ofItsKind);
    const tags = { ...props.tags, Name: `${loadBalancer.name}-${target.name}` };

    const targetGroup = new LbTargetGroup(this, "target-group", {
      namePrefix: replaceableNamePrefix(target.name),
      // Tasks have addresses of their own: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html
      targetType: "ip",
      vpcId: target.subnets.network.vpcId,
      protocol: targetProtocol,
      port: target.port,
      deregistrationDelay: numberText(deregistrationDelayInSeconds),
      // Tasks admit the load balancer's security group, and so must not see its clients' addresses.
      ...(targetProtocol === "TCP" && { preserveClientIp: "false" }),
      healthCheck: healthCheckArguments(healthCheck),
      tags,
      lifecycle: {
        createBeforeDestroy: true,
        // A new load balancer cannot have the target group as long as the old one does: hashicorp/terraform-provider-aws issue 22005.
        replaceTriggeredBy: [loadBalancer.arnAddress],
        // Here, since the listener comes after it, and the provider refuses some of the same values in words of its own.
        ...decidedByTerraform,
      },
    });
    const listener = new LbListener(this, "Resource", {
      loadBalancerArn: loadBalancer.loadBalancerArn,
      protocol: protocol.name,
      port: protocol.port,
      ...(protocol.scheme === "https" && {
        certificateArn: protocol.certificateArn,
        sslPolicy: protocol.sslPolicy,
      }),
      defaultAction: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      tags,
      lifecycle: { createBeforeDestroy: true },
    });
    this.listenerArn = listener.arn;
    this.targetGroupArn = targetGroup.arn;
    this.port = protocol.port;
    this.scheme = protocol.scheme;
    this.hostName = protocol.scheme === "https" ? protocol.serverName : loadBalancer.dnsName;

    for (const port of new Set([target.port, healthCheck.port ?? target.port])) {
      allowConnection({ from: loadBalancer.securityGroup, to: target.securityGroup, port });
    }
    target.registerIn({
      targetGroupArn: this.targetGroupArn,
      listeners: [`${LbListener.tfResourceType}.${listener.friendlyUniqueId}`],
    });
  }

  private inspect(
    props: ForwardingProps,
    { protocol, healthCheck }: OfItsKind,
  ): DecidedByTerraform | undefined {
    const inspection = new Inspection(this);
    inspection.require("protocol.port", protocol.port, tcpPort);
    if (protocol.scheme === "https") {
      const { region } = this.loadBalancer.subnets.network;
      const inRegion = certificateArn(region, "Certificate Manager or IAM");
      inspection.require("protocol.certificateArn", protocol.certificateArn, inRegion);
      inspection.require("protocol.serverName", protocol.serverName, serverName);
      inspection.require("protocol.sslPolicy", protocol.sslPolicy, sslPolicy);
    }
    const other = claim(this.loadBalancer, `port ${protocol.port}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "protocol.port",
      given: protocol.port,
      allowed: `a port that ${other} does not listen on`,
      fix: "give each listener of a load balancer a port of its own",
    });
    inspectHealthCheck(inspection, healthCheck);
    inspection.require("target.port", props.target.port, tcpPort);
    if (props.deregistrationDelayInSeconds !== undefined) {
      const input = "deregistrationDelayInSeconds";
      inspection.require(input, props.deregistrationDelayInSeconds, deregistrationDelay);
    }
    inspectTarget(inspection, props.target, this.loadBalancer.subnets);
    return inspection.conclude();
  }
}
