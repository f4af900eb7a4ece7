import type { INetwork } from "../network";
import type { DecidedByTerraform } from "../refusal";
import type { Addresses, ISecurityGroup } from "../security";
import type { ResourceDefinition } from "./resource-definition";

/** What a resource gateway chain leads to. `DatabaseTarget` makes these. */
export interface ResourceTarget {
  /** How the resource configuration names it. */
  readonly definition: ResourceDefinition;
  /** TCP port that it listens on. */
  readonly port: number;
  /** Where the gateway's connections arrive: the resource's security groups, or its addresses if it has none of ours. */
  readonly reachedAt: ISecurityGroup | Addresses;
  /**
   * The VPC it is in.
   *
   * @default outside of any VPC of ours: it is reached from the gateway's
   */
  readonly network?: INetwork;
  /**
   * What only Terraform can decide about it.
   *
   * @default nothing
   */
  readonly decidedByTerraform?: DecidedByTerraform;
  /**
   * Its own name, which clients keep and which its TLS certificate has.
   *
   * @default it has none
   */
  readonly hostName?: string;
}
