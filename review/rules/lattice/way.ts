import type { External } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import type { Unknown } from "../../graph/value";
import type { LatticeEndpointType } from "../../lattice/endpoint";
import type { Target } from "../../lattice/target";

/** A VPC endpoint and what it leads to: what rules about that hop are asked about. */
export interface EndpointToTarget {
  readonly endpoint: Resource;
  readonly type: LatticeEndpointType;
  /** undefined if the other half of the path is not in the files given. */
  readonly target: Target | undefined;
}

/** A resource gateway and the database behind it. */
export interface GatewayToTarget {
  readonly gateway: Resource | External | Unknown;
  readonly target: Target;
  /** The port of the path. */
  readonly port: number | Unknown | undefined;
}

/** A resource configuration that is in a service network. */
export interface InNetwork {
  readonly network: Resource;
  readonly association: Resource;
  readonly configuration: Resource;
}
