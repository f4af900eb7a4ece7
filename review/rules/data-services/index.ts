import type { ResourceRule } from "../rule";
import { bucketName } from "./bucket-name";
import { tableKeysDeclared } from "./table-keys-declared";

/** The rules of this folder about resources alone. */
export const DATA_SERVICE_RULES: readonly ResourceRule[] = [tableKeysDeclared, bucketName];
