import { CONFIGURATION, exists, typeOf } from "../../lattice/resource-configuration";
import { networksOf } from "../../lattice/service-network";
import { flagOf } from "../../network/flags";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const FLAG = "allow_association_to_shareable_service_network";

/** AWS's API reference gives false as the default, and its answers true: https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_CreateResourceConfiguration.html */
export const sharingFlagIsSet: ResourceRule = {
  id: "LAT-31",
  title: "It is said whether a resource may be in service networks that can be shared",
  types: [CONFIGURATION],
  check(configuration, graph) {
    if (typeOf(configuration) === "CHILD" || exists(configuration)) return undefined;
    if (flagOf(configuration, FLAG) !== undefined) return undefined;
    const wanted = networksOf(graph, configuration).length > 0;
    return warning({
      at: configuration,
      found: `${FLAG} of ${configuration.address} is not set`,
      needed: `${FLAG} = ${wanted}`,
      why: "AWS's pages call false the default, and what AWS answers is true: then whoever it is shared with can put it into a service network, and share that on.",
      fix: `${FLAG} = ${wanted}`,
    });
  },
};
