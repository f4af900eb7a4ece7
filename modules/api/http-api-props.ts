import type { Listener, NetworkListenerProps } from "../load-balancer";
import type { ILogGroup } from "../logs";
import type { SubnetGroup } from "../network";
import type { HttpAuthorization } from "./authorization";
import type { DomainMapping } from "./domain-mapping";
import type { HttpMethod } from "./route";
import type { Throttling } from "./throttling";
import type { IVpcLinkV2 } from "./vpc-link-v2";

/** Requests of one method to one path of an HTTP API. */
export interface HttpRoute {
  /** Like `/orders/{id}`; the last part may be greedy: `/files/{path+}`. The backend gets the same path. */
  readonly path: string;
  /** The HTTP method; `ANY` for all of them. */
  readonly method: HttpMethod;
  /** @default the API's */
  readonly authorization?: HttpAuthorization;
}

/** A target that gets a Network Load Balancer of its own. */
export interface HttpTargetBackend extends Pick<NetworkListenerProps, "target" | "protocol" | "healthCheck"> {
  /** Where the load balancer is: subnets in every zone of the target. */
  readonly subnets: SubnetGroup;
  readonly listener?: never;
}

/** A listener of a Network or an Application Load Balancer. */
export interface HttpListenerBackend {
  /** Where requests are sent: a listener, and what it forwards to. */
  readonly listener: Listener;
  readonly target?: never;
}

/** What an HTTP API leads to. */
export type HttpBackend = HttpTargetBackend | HttpListenerBackend;

export interface HttpApiOptions {
  /** 1 to 63 letters, digits and hyphens, for everything that gets a name. */
  readonly name: string;
  /**
   * A VPC link to share with other APIs; a Region has ten.
   *
   * @default one of its own, in the load balancer's subnets
   */
  readonly vpcLink?: IVpcLinkV2;
  /**
   * Who may use the routes that say nothing else.
   *
   * @default Authorization.iam(): callers with credentials of AWS whose role allows it
   */
  readonly authorization?: HttpAuthorization;
  /** @default every request */
  readonly routes?: readonly HttpRoute[];
  /**
   * Seconds that the backend has to answer, 0.05 to 30.
   *
   * @default 30
   */
  readonly timeoutInSeconds?: number;
  /**
   * The stage; any but `$default` is the first part of the path, which the backend does not see.
   *
   * @default "$default"
   */
  readonly stageName?: string;
  /**
   * The log group of the access logs.
   *
   * @default a new one, `/aws/vendedlogs/apigateway/http/<name>`, that keeps records for 30 days
   */
  readonly logGroup?: ILogGroup;
  /** @default 10000 requests per second and 5000 at once: what an account has, unless AWS raised it */
  readonly throttling?: Throttling;
  /**
   * Where on a custom domain the API is.
   *
   * @default nowhere: the API has the name that AWS gives it
   */
  readonly domain?: DomainMapping;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

export type HttpApiProps = HttpApiOptions & HttpBackend;
