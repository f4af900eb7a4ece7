import type { ILogGroup } from "../logs";
import type { IApiGatewayLogging } from "./api-gateway-logging";

export interface RestLogsOptions {
  /**
   * The log group of the access logs.
   *
   * @default a new one, `/aws/vendedlogs/apigateway/rest/<name>`, that keeps records for 30 days
   */
  readonly logGroup?: ILogGroup;
  /**
   * What API Gateway writes about how it handles requests, without their bodies: failures, or every step.
   *
   * @default "OFF"
   */
  readonly executionLevel?: "OFF" | "ERROR" | "INFO";
}

/** Whether a REST API writes logs, which takes a role that the account has for it. */
export type RestLogs =
  | { readonly kind: "on"; readonly logging: IApiGatewayLogging; readonly options: RestLogsOptions }
  | { readonly kind: "off" };

export const RestLogs = {
  /** @param logging the account's role: `new ApiGatewayLogging(...)`, or `ApiGatewayLogging.existing()` */
  on(logging: IApiGatewayLogging, options: RestLogsOptions = {}): RestLogs {
    return { kind: "on", logging, options };
  },
  off(): RestLogs {
    return { kind: "off" };
  },
};
