import type { ResourceRule, Rule } from "../rule";
import { accountRoleMayLog } from "./account-role-may-log";
import { deploymentFollows } from "./deployment-follows";
import { discoverable } from "./discoverable";
import { httpApiRouted } from "./http-api-routed";
import { httpIntegration } from "./http-integration";
import { integrationComplete } from "./integration-complete";
import { integrationPort } from "./integration-port";
import { integrationScheme } from "./integration-scheme";
import { integrationTimeout } from "./integration-timeout";
import { linkHasOneTarget } from "./link-has-one-target";
import { methodHasAuthorizer } from "./method-has-authorizer";
import { pathParameters } from "./path-parameters";
import { privateApiAdmits } from "./private-api-admits";
import { privateApiHasPolicy } from "./private-api-has-policy";
import { privateApiName } from "./private-api-name";
import { privateLinkAdmitted } from "./private-link-admitted";
import { stageMayLog } from "./stage-may-log";
import { webAclFits } from "./web-acl-fits";

/** The rules of this folder about resources alone. */
export const API_RULES: readonly ResourceRule[] = [
  accountRoleMayLog,
  linkHasOneTarget,
  privateApiHasPolicy,
  methodHasAuthorizer,
  stageMayLog,
  webAclFits,
];

/** The rules of this folder about hops, for a list of all rules. */
export const API_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  deploymentFollows,
  discoverable,
  httpApiRouted,
  httpIntegration,
  integrationComplete,
  integrationPort,
  integrationScheme,
  integrationTimeout,
  pathParameters,
  privateApiAdmits,
  privateApiName,
  privateLinkAdmitted,
];
