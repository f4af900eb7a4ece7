import type { ResourceRule, Rule } from "../rule";
import { endpointPolicyAllows } from "./endpoint-policy-allows";
import { identityAllows, taskRoleAllows } from "./identity-allows";
import { policyIsWellFormed } from "./policy-is-well-formed";
import { registryTokenIsUnconditional } from "./registry-token-is-unconditional";
import { roleIsSet } from "./role-is-set";
import { roleTrusts } from "./role-trusts";

/** The rules of this folder about resources alone. */
export const IAM_RULES: readonly ResourceRule[] = [policyIsWellFormed];

/** The rules of this folder about hops, for a list of all rules. */
export const IAM_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  endpointPolicyAllows,
  identityAllows,
  taskRoleAllows,
  registryTokenIsUnconditional,
  roleIsSet,
  roleTrusts,
];
