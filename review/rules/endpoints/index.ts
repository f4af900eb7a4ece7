import type { ResourceRule, Rule } from "../rule";
import { endpointFitsService } from "./endpoint-fits-service";
import { endpointHasSubnets } from "./endpoint-has-subnets";
import { gatewayIsRouted } from "./gateway-is-routed";
import { inboundNameHasGateway } from "./inbound-name-has-gateway";
import { nameLeadsToEndpoint } from "./name-leads-to-endpoint";
import { onePrivateName } from "./one-private-name";
import { privateNameIsOffered } from "./private-name-is-offered";
import { wayToService } from "./way-to-service";

/** The rules of this folder about resources alone. */
export const ENDPOINT_RULES: readonly ResourceRule[] = [
  endpointFitsService,
  endpointHasSubnets,
  privateNameIsOffered,
  onePrivateName,
  inboundNameHasGateway,
];

/** Those about hops, as a list of rules names them. */
export const ENDPOINT_HOP_RULES: readonly Pick<Rule<unknown>, "id" | "title" | "awsCode">[] = [
  wayToService,
  nameLeadsToEndpoint,
  gatewayIsRouted,
];
