import { API_FAULTS } from "./api";
import { DATA_SERVICE_FAULTS } from "./data-services";
import { ECS_FAULTS } from "./ecs";
import { ENDPOINT_FAULTS } from "./endpoints";
import { IAM_FAULTS } from "./iam";
import { LATTICE_FAULTS } from "./lattice";
import { LOAD_BALANCER_FAULTS } from "./load-balancer";
import { NETWORK_FAULTS } from "./network";
import { OPENSEARCH_FAULTS } from "./opensearch";
import type { Operator } from "./operator";
import { SECURITY_GROUP_FAULTS, SECURITY_GROUP_RULE_FAULTS } from "./security-groups";

/** A group of operators, as the table of what was mutated has them. */
export interface Family {
  readonly name: string;
  readonly operators: readonly Operator[];
}

export const FAMILIES: readonly Family[] = [
  { name: "security groups", operators: [...SECURITY_GROUP_RULE_FAULTS, ...SECURITY_GROUP_FAULTS] },
  { name: "network", operators: NETWORK_FAULTS },
  { name: "VPC Lattice", operators: LATTICE_FAULTS },
  { name: "API Gateway", operators: API_FAULTS },
  { name: "load balancer", operators: LOAD_BALANCER_FAULTS },
  { name: "ECS", operators: ECS_FAULTS },
  { name: "endpoints of AWS services", operators: ENDPOINT_FAULTS },
  { name: "IAM", operators: IAM_FAULTS },
  { name: "data services", operators: DATA_SERVICE_FAULTS },
  { name: "OpenSearch Serverless", operators: OPENSEARCH_FAULTS },
];
