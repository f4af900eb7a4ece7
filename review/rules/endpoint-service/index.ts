import type { ResourceRule, Rule } from "../rule";
import { connectionAccepted } from "./connection-accepted";
import { endpointIsInterface } from "./endpoint-is-interface";
import { networkLoadBalancer } from "./network-load-balancer";
import { principalAllowed } from "./principal-allowed";
import { privateLinkSource } from "./private-link-source";
import { privateName } from "./private-name";
import { regionSupported } from "./region-supported";
import { zonesServed } from "./zones-served";

/** The rules of this folder about resources alone. */
export const ENDPOINT_SERVICE_RULES: readonly ResourceRule[] = [endpointIsInterface];

/** The rules of this folder about hops, for a list of all rules. */
export const ENDPOINT_SERVICE_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  connectionAccepted,
  networkLoadBalancer,
  principalAllowed,
  privateLinkSource,
  privateName,
  regionSupported,
  zonesServed,
];
