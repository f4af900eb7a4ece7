/**
 * Ways in over API Gateway: REST and HTTP APIs with a private integration, their VPC links, domains, authorizers and logs.
 *
 * @module private-paths/api
 */
export type { Metric } from "../metrics";
export { HTTP_ACCESS_LOG_FORMAT, REST_ACCESS_LOG_FORMAT } from "./access-log-format";
export {
  ApiGatewayLogging,
  type ApiGatewayLoggingProps,
  type IApiGatewayLogging,
} from "./api-gateway-logging";
export {
  type ApiKeyAuthorization,
  Authorization,
  type CognitoAuthorization,
  type CognitoOptions,
  type HttpAuthorization,
  type IamAuthorization,
  type JwtAuthorization,
  type JwtOptions,
  type KeylessAuthorization,
  type LambdaAuthorization,
  type LambdaOptions,
  type NoAuthorization,
  type RestAuthorization,
} from "./authorization";
export type { LinkedListenerBackend, NetworkListenerBackend, RestBackend, TargetBackend } from "./backend";
export { CustomDomain, type CustomDomainProps } from "./custom-domain";
export type { DomainMapping } from "./domain-mapping";
export {
  ApiEndpoint,
  type ExecuteApiEndpoint,
  type PrivateEndpointOptions,
  type RegionalEndpointOptions,
} from "./endpoint";
export { HttpApi } from "./http-api";
export type {
  HttpApiOptions,
  HttpApiProps,
  HttpBackend,
  HttpListenerBackend,
  HttpRoute,
  HttpTargetBackend,
} from "./http-api-props";
export { PrivateIntegrationApi } from "./private-integration-api";
export type { PrivateIntegrationApiProps, RestApiProps } from "./rest-api-props";
export { RestLogs, type RestLogsOptions } from "./rest-logs";
export type { HttpMethod, Route } from "./route";
export type { Throttling } from "./throttling";
export type { UsagePlan, UsagePlanOptions } from "./usage-plan";
export { VpcLinkV1 } from "./vpc-link-v1";
export { type IVpcLinkV2, VpcLinkV2, type VpcLinkV2Props } from "./vpc-link-v2";
