import { membersOf, SERVICE_NETWORK } from "../../lattice/service-network";
import { follow } from "../../network/look-up";
import { unknown, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html */
export const serviceNetworkAuth: ResourceRule = {
  id: "LAT-28",
  title: "A service network lets its clients in",
  types: [SERVICE_NETWORK],
  otherwise: "useless",
  check(network, graph) {
    if (follow(network.get("auth_type")) !== "AWS_IAM") return undefined;
    const policies = graph.referring("aws_vpclattice_auth_policy", "resource_identifier", network);
    const words = {
      at: network,
      fix: 'auth_type = "NONE"',
      why: "Connections to a database are not signed; what AWS does with unsigned ones in a service network with AWS_IAM is not written.",
    };
    if (policies.resources.length === 0 && policies.uncertain.length === 0) {
      return unknown({
        ...words,
        found: `auth_type of ${network.address} is AWS_IAM, and it has no auth policy in these files`,
        needed: "an auth policy, or no authentication",
        why: `With AWS_IAM and without an auth policy all is denied. ${words.why}`,
      });
    }
    if (membersOf(graph, network).length === 0) return undefined;
    return warning({
      ...words,
      found: `auth_type of ${network.address} is AWS_IAM, and databases are in it`,
      needed: "a service network of its own for databases, without authentication",
    });
  },
};
