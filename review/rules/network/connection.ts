import type { Unknown } from "../../graph/value";
import type { Peer } from "../../network/peer";

/** Two peers, of which the first opens a connection to the second: what the rules of this folder are asked about. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly protocol: "tcp" | "udp";
  /** At the destination; undefined or Unknown if it is not known. */
  readonly port: number | Unknown | undefined;
  /**
   * Whether each end sees the other with its security groups, or only its addresses: PrivateLink, VPC Lattice and a load balancer
   * in between do not hand on the groups.
   */
  readonly identity: "groups" | "addresses";
}
