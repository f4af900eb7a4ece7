import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { conditional, Fn, Op, Token } from "cdktf";
import type { Construct } from "constructs";
import {
  type INetworkListener,
  type Listener,
  type NetworkListenerProps,
  NetworkLoadBalancer,
} from "../load-balancer";
import type { SubnetGroup } from "../network";
import { type Inspection, type NewerArgument, requireNewerArgument } from "../refusal";
import { integrationPort } from "./requirements";
import { VpcLinkV1 } from "./vpc-link-v1";
import { type IVpcLinkV2, inspectLink, openLink } from "./vpc-link-v2";

/**
 * A target that gets a Network Load Balancer of its own. With TLS its certificate must be of a public authority:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-supported-certificate-authorities-for-http-endpoints.html
 */
export interface TargetBackend extends Pick<NetworkListenerProps, "target" | "protocol" | "healthCheck"> {
  /** Where the load balancer is: subnets in every zone of the target. */
  readonly subnets: SubnetGroup;
  readonly listener?: never;
  readonly vpcLink?: never;
}

/** A listener of a Network Load Balancer, over the VPC link that all APIs of that load balancer share. */
export interface NetworkListenerBackend {
  /** Where requests are sent: a listener, and what it forwards to. */
  readonly listener: INetworkListener;
  readonly vpcLink?: never;
  readonly target?: never;
}

/** A listener of any load balancer, over a VPC link of the second kind: needs provider 6.25, and bindings made from it. */
export interface LinkedListenerBackend {
  /** Where requests are sent: a listener, and what it forwards to. */
  readonly listener: Listener;
  /** The link over which API Gateway reaches the listener's load balancer. */
  readonly vpcLink: IVpcLinkV2;
  readonly target?: never;
}

/** What a REST API leads to. */
export type RestBackend = TargetBackend | NetworkListenerBackend | LinkedListenerBackend;

/** How a REST API gets to its backend, in the words of an integration. */
export interface Connection {
  readonly listener: Listener;
  readonly vpcLinkId: string;
  /** What a VPC link of the second kind leads to; one of the first kind knows by itself. */
  readonly integrationTarget?: string;
}

/** With which a REST API uses a VPC link of the second kind. */
export const INTEGRATION_TARGET: NewerArgument = {
  block: "aws_api_gateway_integration",
  argument: "integration_target",
  binding: ApiGatewayIntegration,
  since: "6.25.0",
};

/** Tells what is wrong with a backend. */
export function inspectBackend(inspection: Inspection, backend: RestBackend): void {
  if (backend.target) {
    if (backend.protocol) inspection.require("protocol.port", backend.protocol.port, integrationPort);
    return;
  }
  inspection.require("listener.port", backend.listener.port, integrationPort);
  if (!backend.vpcLink) return;
  inspectLink(inspection, backend.vpcLink, backend.listener.loadBalancer);
  const otherwise = "leave vpcLink out and give a listener of a Network Load Balancer";
  requireNewerArgument(inspection, "vpcLink", INTEGRATION_TARGET, otherwise);
}

/** The Region that a backend is in. */
export function regionOf(backend: RestBackend): string {
  const { network } = backend.target ? backend.subnets : backend.listener.loadBalancer.subnets;
  return network.region;
}

/** Leads to a backend, and makes what is missing on the way. */
export function connect(
  scope: Construct,
  name: string,
  backend: RestBackend,
  tags?: Readonly<Record<string, string>>,
): Connection {
  if (backend.target) {
    const { target, protocol, healthCheck, subnets } = backend;
    const loadBalancer = new NetworkLoadBalancer(scope, "load-balancer", { name, subnets, tags });
    const listener = loadBalancer.listen("listener", { target, protocol, healthCheck, tags });
    return { listener, vpcLinkId: VpcLinkV1.to(loadBalancer).vpcLinkId };
  }
  const { listener, vpcLink } = backend;
  if (!vpcLink) return { listener, vpcLinkId: VpcLinkV1.to(listener.loadBalancer).vpcLinkId };
  openLink(vpcLink, listener);
  return {
    listener,
    vpcLinkId: vpcLink.vpcLinkId,
    integrationTarget: listener.loadBalancer.loadBalancerArn,
  };
}

const DEFAULT_PORTS = { http: 80, https: 443 } as const;

/**
 * Where an integration sends requests, without a path. The host becomes the Host header, and with https the name that is held
 * against the certificate; scheme and port must be those of the listener, or every request ends in a 500:
 * https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri
 */
export function integrationUri({ scheme, hostName, port }: Listener): string {
  if (Token.isUnresolved(port)) {
    const behindColon = Fn.join("", [":", Token.asString(port)]);
    return `${scheme}://${hostName}${Token.asString(conditional(Op.eq(port, DEFAULT_PORTS[scheme]), "", behindColon))}`;
  }
  return port === DEFAULT_PORTS[scheme] ? `${scheme}://${hostName}` : `${scheme}://${hostName}:${port}`;
}
