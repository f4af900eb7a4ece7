import type { IResolvable } from "cdktf";
import type { SubnetGroup } from "../network";
import type { Addresses, ISecurityGroup } from "../security";
import type { ExistingEndpoint } from "./existing-endpoint";

export interface VpcEndpointsProps {
  /** Beginning of the `Name` tags. */
  readonly name: string;
  /** Where the interface endpoints are put: one subnet in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /**
   * Accepts subnets in a single zone, whose loss then cuts every path through an interface endpoint.
   *
   * @default false
   */
  readonly allowSingleZone?: boolean | IResolvable;
  /**
   * Who else in the VPC uses the services of new interface endpoints: private DNS leads the whole VPC to them.
   *
   * @default nobody; in a described network there is a warning
   */
  readonly alsoAdmit?: readonly (ISecurityGroup | Addresses)[];
  /**
   * Endpoints that the network has already.
   *
   * @default none
   */
  readonly existing?: readonly ExistingEndpoint[];
  /**
   * Whether the endpoints' policies let through what the callers do and nothing else, or everything that the roles' own policies allow.
   * A policy has room for about ninety services.
   *
   * @default "uses" in a network that this app makes; "none" in a described one, where others may go the same ways
   */
  readonly policies?: "uses" | "none";
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}
