/**
 * The chain to a database: VPC Lattice resource gateway, resource configuration, endpoint or service network, share and access log.
 *
 * @module private-paths/lattice
 */
export { AccessLog, type AccessLogProps } from "./access-log";
export { ClientSide, type ClientSideProps, type Clients } from "./client-side";
export type { CustomDomain, CustomDomainProps } from "./custom-domain";
export { DatabaseSide, type DatabaseSideProps } from "./database-side";
export { EndpointAssociations } from "./endpoint-associations";
export type { ResourceConfigurationAttributes } from "./existing-resource-configuration";
export type { DnsResolution, GatewaySettings } from "./gateway-settings";
export { AccessLogGroup, type AccessLogGroupProps, LogDestination } from "./log-destination";
export type { IpAddressType, PlacementProps } from "./placement";
export { PrivateDnsPreference } from "./private-dns-preference";
export { PrivateName, type PrivateNameProps } from "./private-name";
export {
  type ConfigurationKind,
  type IAssociableConfiguration,
  type IResourceConfiguration,
  ResourceConfiguration,
  type ResourceConfigurationProps,
} from "./resource-configuration";
export {
  type GroupChildProps,
  ResourceConfigurationGroup,
  type ResourceConfigurationGroupProps,
} from "./resource-configuration-group";
export { ResourceDefinition } from "./resource-definition";
export { ResourceEndpoint, type ResourceEndpointProps } from "./resource-endpoint";
export { type IResourceGateway, ResourceGateway, type ResourceGatewayProps } from "./resource-gateway";
export { ResourceGatewayChain, type ResourceGatewayChainProps } from "./resource-gateway-chain";
export { ResourceShare, type ResourceShareProps, SharePrincipal } from "./resource-share";
export { ResourceShareAccepter, type ResourceShareAccepterProps } from "./resource-share-accepter";
export type { ResourceTarget } from "./resource-target";
export { ServiceNetwork, type ServiceNetworkAttributes, type ServiceNetworkProps } from "./service-network";
export {
  ServiceNetworkBase,
  type ServiceNetworkClientsProps,
  type ServiceNetworkEntry,
  type ServiceNetworkResource,
} from "./service-network-base";
export { ServiceNetworkEndpoint, type ServiceNetworkEndpointProps } from "./service-network-endpoint";
