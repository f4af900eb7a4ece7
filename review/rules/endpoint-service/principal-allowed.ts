import { allowedPrincipals } from "../../endpoint-service/endpoint-service";
import { proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToService } from "./way";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions */
export const principalAllowed: Rule<EndpointToService> = {
  id: "EPS-02",
  title: "The endpoint service allows the account of the endpoint",
  check({ endpoint, service }, graph) {
    const { texts, complete } = allowedPrincipals(graph, service);
    if (texts.length > 0) return proven(`${service.address} allows ${[...new Set(texts)].join(", ")}`);
    // Files that are applied together are taken to be of one account, which needs no permission.
    if (endpoint.stack === service.stack && complete) return undefined;
    return unknown({
      at: service,
      found: `${service.address} allows no other account, and whether ${endpoint.address} is made in another one is not known`,
      needed: "the account of the endpoint among the allowed principals, unless it is the service's own",
      why: "An endpoint service can be found only by its own account and by the principals that it allows.",
      fix: 'allowed_principals = ["arn:aws:iam::<account of the endpoint>:root"]',
    });
  },
};
