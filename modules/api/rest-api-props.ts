import type { IResolvable } from "cdktf";
import type { RestAuthorization } from "./authorization";
import type { RestBackend } from "./backend";
import type { ApiEndpoint } from "./endpoint";
import type { RestLogs } from "./rest-logs";
import type { Route } from "./route";
import type { Throttling } from "./throttling";
import type { UsagePlanOptions } from "./usage-plan";

export interface RestApiProps {
  /** 1 to 63 letters, digits and hyphens, for everything that gets a name. */
  readonly name: string;
  /**
   * From where the API is reached.
   *
   * @default ApiEndpoint.regional(): from the internet, by those whom `authorization` lets in
   */
  readonly endpoint?: ApiEndpoint;
  /**
   * Who may use the routes that say nothing else.
   *
   * @default Authorization.iam(): callers with credentials of AWS whose role allows it
   */
  readonly authorization?: RestAuthorization;
  /** @default every request, to the root and to all below it */
  readonly routes?: readonly Route[];
  /**
   * Seconds that the backend has to answer, 0.05 to 29, on the routes that say nothing else.
   *
   * @default 29
   */
  readonly timeoutInSeconds?: number;
  /**
   * Content types whose bodies are passed on byte by byte, like `image/png` or `image/*`. All others are taken for UTF-8, so that bytes
   * which are none are lost. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html
   *
   * @default every type: the backend gets what was sent, and the caller what was answered
   */
  readonly binaryMediaTypes?: readonly string[];
  /**
   * The stage, and with it the first part of the path.
   *
   * @default "prod", as most have it
   */
  readonly stageName?: string;
  /**
   * Whether access logs are written.
   *
   * @default none, with a warning: they take a role that the account has for them
   */
  readonly logs?: RestLogs;
  /** @default the account's own limits */
  readonly throttling?: Throttling;
  /**
   * API keys, for routes with `Authorization.apiKey()`.
   *
   * @default none
   */
  readonly usagePlan?: UsagePlanOptions;
  /**
   * Whether requests are traced with AWS X-Ray.
   *
   * @default false
   */
  readonly tracing?: boolean | IResolvable;
  /**
   * ARN of a regional web ACL of AWS WAF.
   *
   * @default none
   */
  readonly webAclArn?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

export type PrivateIntegrationApiProps = RestApiProps & RestBackend;
