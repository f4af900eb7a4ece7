import type { ResourceRule } from "../rule";
import { encryptionPolicyCovers } from "./encryption-policy-covers";
import { serverlessNames } from "./names";
import { oneEndpointInVpc } from "./one-endpoint-in-vpc";
import { policyShape } from "./policy-shape";

/** The rules of this folder about resources alone. */
export const OPENSEARCH_RULES: readonly ResourceRule[] = [
  encryptionPolicyCovers,
  policyShape,
  serverlessNames,
  oneEndpointInVpc,
];
