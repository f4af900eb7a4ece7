import type { Resource } from "../graph/resource";
import type { Unknown } from "../graph/value";
import type { Block } from "./addresses";
import type { Named } from "./look-up";
import type { PortRange } from "./ports";
import type { PrefixList } from "./prefix-lists";

export type Direction = "ingress" | "egress";

/** Who may be at the other end: the source of an ingress rule, the destination of an egress rule. */
export type OtherEnd =
  | { readonly kind: "group"; readonly group: Named }
  | { readonly kind: "block"; readonly block: Block }
  /** The block of a VPC or subnet that is not known yet. */
  | { readonly kind: "block of"; readonly resource: Resource }
  | { readonly kind: "prefix list"; readonly list: PrefixList; readonly name: string }
  | { readonly kind: "unknown"; readonly reason: Unknown }
  | { readonly kind: "no block"; readonly text: string };

/** One permission of a security group: a rule with several sources counts as several. */
export interface GroupRule {
  /** The resource in which it is written: a rule of its own, or the security group. */
  readonly at: Resource;
  /** Like `aws_security_group.db ingress[0]`. */
  readonly label: string;
  readonly direction: Direction;
  readonly protocol: string | Unknown;
  /** undefined if none are given, or what is given are no ports but types of ICMP. */
  readonly ports: PortRange | Unknown | undefined;
  readonly other: OtherEnd;
}

export interface RuleSet {
  readonly rules: readonly GroupRule[];
  /** True if there are no other rules than these; else why there may be more. */
  readonly complete: true | string;
}
