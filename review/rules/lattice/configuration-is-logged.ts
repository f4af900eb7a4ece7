import { CONFIGURATION, typeOf } from "../../lattice/resource-configuration";
import { networksOf } from "../../lattice/service-network";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const SUBSCRIPTION = "aws_vpclattice_access_log_subscription";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html */
export const configurationIsLogged: ResourceRule = {
  id: "LAT-30",
  title: "Connections to a resource are logged",
  types: [CONFIGURATION],
  check(configuration, graph) {
    if (typeOf(configuration) === "CHILD") return undefined;
    const logged = [configuration, ...networksOf(graph, configuration)].some((one) => {
      const { resources, uncertain } = graph.referring(SUBSCRIPTION, "resource_identifier", one);
      return resources.length + uncertain.length > 0;
    });
    if (logged) return undefined;
    return warning({
      at: configuration,
      found: `nothing records the connections to ${configuration.address}`,
      needed: `an ${SUBSCRIPTION}`,
      why: "Without an access log nothing shows who connected, nor to which address of the database a failover has led.",
      fix: `resource "${SUBSCRIPTION}" "connections" {\n  resource_identifier = ${configuration.address}.arn\n  destination_arn     = aws_cloudwatch_log_group.<name>.arn\n}`,
    });
  },
};
