import type { ResourceRule, Rule } from "../rule";
import { egressAdmits } from "./egress-admits";
import { groupReferenceUsable } from "./group-reference-usable";
import { groupsOfOwnVpc } from "./groups-of-own-vpc";
import { ingressAdmits } from "./ingress-admits";
import { inlineAndSeparateRules } from "./inline-and-separate-rules";
import { inlineRuleCycle } from "./inline-rule-cycle";
import { natReachesInternet } from "./nat-reaches-internet";
import { networkAclsAdmit } from "./network-acls-admit";
import { privateSubnetStaysPrivate } from "./private-subnet-stays-private";
import { routeBetween } from "./route-between";
import { ruleWellFormed } from "./rule-well-formed";
import { vpcResolvesPrivateDns } from "./vpc-resolves-private-dns";

/** The rules of this folder about resources alone. */
export const NETWORK_RULES: readonly ResourceRule[] = [
  groupsOfOwnVpc,
  inlineAndSeparateRules,
  inlineRuleCycle,
  ruleWellFormed,
  natReachesInternet,
  privateSubnetStaysPrivate,
];

/** The rules of this folder about hops, for a list of all rules. */
export const NETWORK_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  egressAdmits,
  ingressAdmits,
  groupReferenceUsable,
  networkAclsAdmit,
  routeBetween,
  vpcResolvesPrivateDns,
];
