export type { Metric } from "../metrics";
export { HTTP_ACCESS_LOG_FORMAT, REST_ACCESS_LOG_FORMAT } from "./access-log-format";
export {
  ApiGatewayLogging,
  type ApiGatewayLoggingProps,
  type IApiGatewayLogging,
} from "./api-gateway-logging";
export {
  Authorization,
  type CognitoOptions,
  type HttpAuthorization,
  type JwtOptions,
  type LambdaOptions,
  type RestAuthorization,
} from "./authorization";
export type { LinkedListenerBackend, NetworkListenerBackend, RestBackend, TargetBackend } from "./backend";
export { CustomDomain, type CustomDomainProps } from "./custom-domain";
export type { DomainMapping } from "./domain-mapping";
export { ApiEndpoint, type ExecuteApiEndpoint } from "./endpoint";
export { HttpApi } from "./http-api";
export type { HttpApiOptions, HttpApiProps, HttpBackend, HttpRoute } from "./http-api-props";
export { PrivateIntegrationApi } from "./private-integration-api";
export type { PrivateIntegrationApiProps, RestApiProps } from "./rest-api-props";
export { RestLogs, type RestLogsOptions } from "./rest-logs";
export type { HttpMethod, Route } from "./route";
export type { Throttling } from "./throttling";
export type { UsagePlanOptions } from "./usage-plan";
export { VpcLinkV1 } from "./vpc-link-v1";
export { type IVpcLinkV2, VpcLinkV2, type VpcLinkV2Props } from "./vpc-link-v2";
