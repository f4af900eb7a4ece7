import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";
import type { Named } from "../network/look-up";

/** Where an API sends what a client asks for: a resource of its own, or an operation in the API's OpenAPI body. */
export interface Integration {
  readonly api: Resource;
  /** Where it is written. */
  readonly at: Resource;
  /** As reports call it: its address, or that of the API with the operation. */
  readonly label: string;
  /** undefined if it names no VPC link. */
  readonly link: Named | undefined;
  /** `VPC_LINK` or `INTERNET`, which is the default. */
  readonly connectionType: Value | undefined;
  /** Like `HTTP_PROXY`. */
  readonly type: Value | undefined;
  /** With which the backend is called. */
  readonly method: Value | undefined;
  readonly uri: Value | undefined;
  /** Of a REST API over a VPC link V2: the load balancer, or a listener of it. */
  readonly target: Value | undefined;
  /** Like `{ "integration.request.path.proxy": "method.request.path.proxy" }`. */
  readonly requestParameters: Value | undefined;
  /** In milliseconds. */
  readonly timeout: Value | undefined;
  readonly payloadFormat: Value | undefined;
  /** Of an HTTP API: the name in the certificate of the listener. If there is one, it is called by HTTPS. */
  readonly serverName: Value | undefined;
  /** Parameters that the method takes from the client, where they can be told, like `method.request.path.proxy`. */
  readonly methodParameters: readonly string[] | undefined;
  /** The last part of the path at which clients call it, like `{proxy+}`; undefined if it is not known. */
  readonly pathPart: string | undefined;
  /** What belongs to it, like its method. */
  readonly parts: readonly Resource[];
}
