import { LEADS_TO } from "../../lattice/endpoint";
import { follow } from "../../network/look-up";
import { proven } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToTarget } from "./way";

/** What is wrong with an endpoint's type is `endpointType`'s to say; this one shows where a right one leads. */
export const endpointLeadsToConfiguration: Rule<EndpointToTarget> = {
  id: "LAT-07",
  title: "The endpoint is of the type that leads to the resource configuration",
  check({ endpoint, type, target }) {
    if (follow(endpoint.get("vpc_endpoint_type")) !== type) return undefined;
    const to = target ? ` of ${(target.group ?? target.configuration).address}` : "";
    return proven(
      `${endpoint.address} is of type ${type} and has the ${LEADS_TO[type]}${type === "Resource" ? to : ""}`,
    );
  },
};
