import type { ResourceRule } from "../rule";
import { linkHasOneTarget } from "./link-has-one-target";
import { methodHasAuthorizer } from "./method-has-authorizer";
import { privateApiHasPolicy } from "./private-api-has-policy";
import { stageMayLog } from "./stage-may-log";
import { webAclFits } from "./web-acl-fits";

/** The rules of this folder about resources alone. */
export const API_RULES: readonly ResourceRule[] = [
  linkHasOneTarget,
  privateApiHasPolicy,
  methodHasAuthorizer,
  stageMayLog,
  webAclFits,
];
