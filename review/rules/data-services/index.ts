import type { ResourceRule, Rule } from "../rule";
import { bucketName } from "./bucket-name";
import { indexesAllowed } from "./indexes-allowed";
import { tableKeysDeclared } from "./table-keys-declared";

/** The rules of this folder about resources alone. */
export const DATA_SERVICE_RULES: readonly ResourceRule[] = [tableKeysDeclared, bucketName];

/** The rules of this folder about hops, for a list of all rules. */
export const DATA_SERVICE_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  indexesAllowed,
];
