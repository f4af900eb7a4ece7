import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** What of such an endpoint cannot be changed: https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html */
const FIXED = [
  "subnet_ids",
  "subnet_configuration",
  "private_dns_enabled",
  "ip_address_type",
  "dns_options",
] as const;

export const endpointChangedInPlace: ResourceRule = {
  id: "CHG-04",
  title: "What AWS cannot change of an endpoint is not changed in place",
  types: [ENDPOINT],
  check(endpoint) {
    const { actions = [], changed = [] } = endpoint.change ?? {};
    if (!meantType(endpoint) || actions.length !== 1 || actions[0] !== "update") return undefined;
    const refused = FIXED.filter((argument) => changed.includes(argument));
    if (refused.length === 0) return undefined;
    return broken({
      at: endpoint,
      found: `the plan changes ${refused.join(" and ")} of ${endpoint.address} in place`,
      needed: "an endpoint that is made anew",
      why: "Of an endpoint of type Resource or ServiceNetwork, AWS changes security groups and tags only; the apply ends with an error.",
      fix: `terraform apply -replace='${endpoint.address}', or lifecycle { replace_triggered_by } with what is changed`,
    });
  },
};
