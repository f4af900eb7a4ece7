export type { NetworkAttributes } from "./existing-network";
export { Ipv4Block } from "./ipv4-block";
export { type INetwork, sameVpc } from "./network";
export { PrivateNetwork, type PrivateNetworkProps } from "./private-network";
export { type AddressFamily, type Subnet, SubnetGroup } from "./subnet-group";
export type { SubnetGroupPlan } from "./subnet-plan";
