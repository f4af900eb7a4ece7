import { associatedEndpoints } from "../../api/private-api";
import { Unknown } from "../../graph/value";
import { flagOf } from "../../network/flags";
import { proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { EndpointToApi } from "./private-api-admits";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html */
export const privateApiName: Rule<EndpointToApi> = {
  id: "API-17",
  title: "A name of the private REST API leads to the endpoint",
  check: ({ endpoint, api }, graph) => {
    const isOn = flagOf(endpoint, "private_dns_enabled");
    if (isOn === true) return proven(`${endpoint.address} has private DNS: the API's own name leads to it`);
    const associated = associatedEndpoints(graph, api);
    if (associated.includes(endpoint))
      return proven(
        `${api.address} is associated with ${endpoint.address}, and so has a name that leads to it`,
      );
    const doubt = [isOn, ...associated].find((one) => one instanceof Unknown);
    return unknown({
      at: endpoint,
      found:
        doubt instanceof Unknown
          ? `whether a name of ${api.address} leads to ${endpoint.address} is not known: ${doubt.reason}`
          : `${endpoint.address} has no private DNS, and ${api.address} is not associated with it`,
      needed: `private_dns_enabled = true, or ${endpoint.address}.id in vpc_endpoint_ids of ${api.address}`,
      why: "Without either, clients reach a private API only by the name of the endpoint itself, with the API in the header Host or x-apigw-api-id. Whether they do is not in the files.",
      fix: "private_dns_enabled = true",
    });
  },
};
