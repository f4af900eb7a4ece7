/**
 * A VPC with private subnets and no way out, or one that exists.
 *
 * @module private-paths/network
 */
export type { NetworkAttributes } from "./existing-network";
export { Ipv4Block } from "./ipv4-block";
export {
  type AddressFamily,
  type INetwork,
  type Subnet,
  SubnetGroup,
  type SubnetLists,
  sameVpc,
} from "./network";
export { inspectDns, inspectZones } from "./placement";
export { PrivateNetwork, type PrivateNetworkProps } from "./private-network";
export type { SubnetGroupPlan } from "./subnet-plan";
