import { Unknown } from "../../graph/value";
import { flagOf } from "../../network/flags";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { InNetwork } from "./way";

const FLAG = "allow_association_to_shareable_service_network";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html */
export const configurationInNetwork: Rule<InNetwork> = {
  id: "LAT-08",
  title: "The resource configuration can be in the service network",
  check({ network, association, configuration }) {
    const allowed = flagOf(configuration, FLAG);
    const words = {
      at: configuration,
      needed: `${FLAG} = true`,
      why: `AWS refuses ${association.address}: a service network can be shared, and the configuration forbids to be in one that can.`,
      fix: `${FLAG} = true`,
    };
    if (allowed === false) {
      return broken({
        ...words,
        found: `${FLAG} of ${configuration.address} is false, and it is in ${network.address}`,
      });
    }
    if (allowed instanceof Unknown) return unknown({ ...words, found: allowed.reason });
    // Not set: AWS's API reference says false, what it does is true. So nothing is said against it here.
    return proven(`${association.address} puts ${configuration.address} into ${network.address}`);
  },
};
