import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { exists, isSet } from "../../lattice/resource-configuration";
import { follow } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

const WHY = {
  policy:
    "Endpoint policies are for endpoints of AWS services; who reaches a resource is decided by security groups, and by whom it is shared with.",
  route_table_ids: "Only Gateway endpoints are in route tables.",
  service_region: "A resource configuration or service network is reached in its own Region only.",
} as const;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html (PolicyDocument, RouteTableIds) */
export const endpointArguments: ResourceRule = {
  id: "LAT-19",
  title: "An endpoint into VPC Lattice has only arguments that are for its type",
  types: [ENDPOINT],
  check(endpoint, graph) {
    const type = meantType(endpoint);
    // What is there already holds what AWS answers, too.
    if (!type || exists(endpoint)) return undefined;
    const ownRegion = follow(endpoint.get("service_region")) === graph.regionOf(endpoint);
    const given = (["policy", "route_table_ids", "service_region"] as const).filter(
      (argument) => isSet(endpoint, argument) && !(argument === "service_region" && ownRegion),
    );
    return given.map((argument) =>
      broken({
        at: endpoint,
        found: `${endpoint.address} is of type ${type}, and has ${argument}`,
        needed: `no ${argument}`,
        why: `${WHY[argument]} AWS takes ${argument} only for other types of endpoint.`,
        fix: `Take out ${argument}.`,
      }),
    );
  },
};
