import type { ResourceRule, Rule } from "../rule";
import { dataPolicyAdmits } from "./data-policy-admits";
import { encryptionPolicyCovers } from "./encryption-policy-covers";
import { serverlessNames } from "./names";
import { networkPolicyAdmits } from "./network-policy-admits";
import { oneEndpointInVpc } from "./one-endpoint-in-vpc";
import { policyShape } from "./policy-shape";
import { wayToCollection } from "./way-to-collection";

/** The rules of this folder about resources alone. */
export const OPENSEARCH_RULES: readonly ResourceRule[] = [
  encryptionPolicyCovers,
  policyShape,
  serverlessNames,
  oneEndpointInVpc,
];

/** The rules of this folder about hops, for a list of all rules. */
export const OPENSEARCH_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  dataPolicyAdmits,
  networkPolicyAdmits,
  wayToCollection,
];
