/**
 * Internal load balancers, their listeners and target groups.
 *
 * @module private-paths/load-balancer
 */
export {
  ApplicationListener,
  type ApplicationListenerProps,
  ApplicationLoadBalancer,
  type ApplicationLoadBalancerProps,
} from "./application-load-balancer";
export type {
  ExistingProtocol,
  NetworkListenerAttributes,
  NetworkLoadBalancerAttributes,
} from "./existing-network-load-balancer";
export {
  type EitherHealthCheck,
  HealthCheck,
  type HealthCheckOptions,
  type HttpHealthCheck,
  type HttpHealthCheckOptions,
  type TcpHealthCheck,
} from "./health-check";
export type { INetworkListener, INetworkLoadBalancer, Listener, LoadBalancer } from "./listener";
export { ApplicationProtocol, NetworkProtocol, type TlsOptions } from "./listener-protocol";
export {
  NetworkListener,
  type NetworkListenerProps,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
} from "./network-load-balancer";
export type { LoadBalancerTarget, Registration } from "./target";
