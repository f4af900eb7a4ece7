import { API_HOP_RULES, API_RULES } from "./api";
import { DATA_SERVICE_HOP_RULES, DATA_SERVICE_RULES } from "./data-services";
import { ECS_HOP_RULES, ECS_RULES } from "./ecs";
import { ENDPOINT_SERVICE_HOP_RULES, ENDPOINT_SERVICE_RULES } from "./endpoint-service";
import { ENDPOINT_HOP_RULES, ENDPOINT_RULES } from "./endpoints";
import { IAM_HOP_RULES, IAM_RULES } from "./iam";
import { LATTICE_HOP_RULES, LATTICE_RULES } from "./lattice";
import { LOAD_BALANCER_HOP_RULES, LOAD_BALANCER_RULES } from "./load-balancer";
import { NETWORK_HOP_RULES, NETWORK_RULES } from "./network";
import { OPENSEARCH_HOP_RULES, OPENSEARCH_RULES } from "./opensearch";
import type { ResourceRule, Rule } from "./rule";

/** The rules about resources alone. Those about hops are bound to them where paths are drafted. */
export const RESOURCE_RULES: readonly ResourceRule[] = [
  ...NETWORK_RULES,
  ...LATTICE_RULES,
  ...API_RULES,
  ...LOAD_BALANCER_RULES,
  ...ECS_RULES,
  ...ENDPOINT_RULES,
  ...ENDPOINT_SERVICE_RULES,
  ...DATA_SERVICE_RULES,
  ...OPENSEARCH_RULES,
  ...IAM_RULES,
];

/** Every rule there is, but for those about the review's own comparisons, which are in `compare.ts`. */
export const ALL_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  ...RESOURCE_RULES,
  ...NETWORK_HOP_RULES,
  ...LATTICE_HOP_RULES,
  ...API_HOP_RULES,
  ...LOAD_BALANCER_HOP_RULES,
  ...ECS_HOP_RULES,
  ...ENDPOINT_HOP_RULES,
  ...ENDPOINT_SERVICE_HOP_RULES,
  ...DATA_SERVICE_HOP_RULES,
  ...OPENSEARCH_HOP_RULES,
  ...IAM_HOP_RULES,
];
