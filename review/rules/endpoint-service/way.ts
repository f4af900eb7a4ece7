import type { Resource } from "../../graph/resource";
import type { Named } from "../../network/look-up";
import type { Peer } from "../../network/peer";

/** An endpoint and the service of somebody's own that it leads to. */
export interface EndpointToService {
  readonly endpoint: Resource;
  readonly service: Resource;
}

/** A service and one of the load balancers behind it. */
export interface ServiceToLoadBalancer {
  readonly service: Resource;
  readonly loadBalancer: Named;
  readonly port: number | undefined;
  /** Who connects over it; undefined for consumers elsewhere. */
  readonly client: Peer | undefined;
}
