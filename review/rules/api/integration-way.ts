import type { Entry } from "../../api/entry";
import type { Resource } from "../../graph/resource";
import type { Named } from "../../network/look-up";

/** Integrations of one API that lead to one listener over one VPC link: what the rules of this folder are asked about. */
export interface IntegrationWay {
  readonly api: Resource;
  /** undefined if none is given. */
  readonly link: Named | undefined;
  readonly entries: readonly Entry[];
  /** The load balancer, or the Cloud Map service, behind the link; undefined if none is given. */
  readonly target: Named | undefined;
  /** undefined if there is none that could be meant. */
  readonly listener: Resource | undefined;
}
