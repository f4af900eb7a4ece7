/**
 * The VPC endpoints of a network, made as its callers need them.
 *
 * @module private-paths/endpoints
 */
export {
  AwsService,
  type EndpointKind,
  type ServiceDescription,
  type ServiceFacts,
} from "../../aws/services";
export type { Caller } from "./caller";
export type { EndpointUse } from "./endpoint-policy";
export { ExistingEndpoint } from "./existing-endpoint";
export { GatewayEndpoint, type GatewayEndpointProps } from "./gateway-endpoint";
export { InterfaceEndpoint, type InterfaceEndpointProps, type PrivateDns } from "./interface-endpoint";
export { type IVpcEndpoints, VpcEndpoints } from "./vpc-endpoints";
export type { VpcEndpointsProps } from "./vpc-endpoints-props";
