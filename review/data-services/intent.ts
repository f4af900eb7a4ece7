import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";

/** What an application evidently means to call. */
export interface Intent {
  /** The AWS service, by what follows the Region in the name of its endpoint. */
  readonly suffix: string;
  /** The resource that it means; undefined for the service as a whole. */
  readonly target: Resource | undefined;
  /** What it would ask for. */
  readonly requests: readonly DataRequest[];
  /** Whether these are what its role is granted, or only what one usually asks of such a resource. */
  readonly granted: boolean;
  /** Why it may be that the application does not call at all; undefined if it evidently does. */
  readonly doubt: string | undefined;
  /** Tells several ways to one service apart. */
  readonly via?: string;
}

export interface DataRequest {
  readonly action: string;
  /** As for `mayDo`. */
  readonly resource: Value | undefined;
}
