import type { IResolvable } from "cdktf";
import { Token } from "cdktf";
import type { SubnetGroup } from "./subnet-group";

/** A VPC, made here (`PrivateNetwork`) or described (`PrivateNetwork.fromAttributes`). */
export interface INetwork {
  readonly vpcId: string;
  /** Whether this app makes the VPC, or only describes it. */
  readonly origin: "made" | "described";
  /** AWS Region, like `eu-central-1`. */
  readonly region: string;
  /** IPv4 blocks of the VPC. */
  readonly cidrBlocks: readonly string[];
  /** Whether the VPC answers DNS questions (`enableDnsSupport`). Private DNS of an endpoint needs it. */
  readonly dnsSupport: boolean | IResolvable;
  /** Whether the VPC gives DNS names (`enableDnsHostnames`). Private DNS of an endpoint needs it. */
  readonly dnsHostnames: boolean | IResolvable;
  /**
   * @param name a group's name
   * @throws Error naming the groups there are, if there is none of this name
   */
  subnetGroup(name: string): SubnetGroup;
}

/** Whether two networks are one VPC; `unknown` if only Terraform can tell. */
export function sameVpc(one: INetwork, other: INetwork): "same" | "different" | "unknown" {
  if (one === other || one.vpcId === other.vpcId) return "same";
  // Two ids that are known, or two VPCs that this app makes, are two VPCs. A description by token can mean any, one made here too.
  const describedByToken = [one, other].some(
    ({ origin, vpcId }) => origin === "described" && Token.isUnresolved(vpcId),
  );
  return describedByToken ? "unknown" : "different";
}
