import { API_RULES } from "./api";
import { ECS_RULES } from "./ecs";
import { ENDPOINT_RULES } from "./endpoints";
import { policyIsWellFormed } from "./iam/policy-is-well-formed";
import { LATTICE_RULES } from "./lattice";
import { LOAD_BALANCER_RULES } from "./load-balancer";
import { NETWORK_RULES } from "./network";
import type { ResourceRule, Rule } from "./rule";

/** The rules about resources alone. Those about hops are bound to them where paths are drafted. */
export const RESOURCE_RULES: readonly ResourceRule[] = [
  ...NETWORK_RULES,
  ...LATTICE_RULES,
  ...API_RULES,
  ...LOAD_BALANCER_RULES,
  ...ECS_RULES,
  ...ENDPOINT_RULES,
  policyIsWellFormed,
];

/** Every rule there is. */
export const ALL_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [...RESOURCE_RULES];
