import { IDLE_TIMEOUT_SECONDS } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { wholeOf } from "../../lattice/database";
import { CONFIGURATION } from "../../lattice/resource-configuration";
import { targetsOf } from "../../lattice/target";
import { follow, isManaged, lookUp } from "../../network/look-up";
import { nestedBlocks } from "../../network/nested-blocks";
import { readPort } from "../../network/ports";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const PARAMETER = "tcp_keepalives_idle";

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html (idle timeout) */
export const keepaliveBelowIdleTimeout: ResourceRule = {
  id: "LAT-33",
  title: "The database keeps idle connections alive",
  types: [CONFIGURATION],
  check(configuration, graph) {
    return targetsOf(graph, configuration).flatMap(({ destination, configuration: own }) => {
      const group =
        destination && own === configuration ? parametersOf(wholeOf(graph, destination), graph) : undefined;
      const idle = group && idleOf(group);
      if (!group || !destination || idle === undefined || idle < IDLE_TIMEOUT_SECONDS) return [];
      return [
        warning({
          at: group,
          found: `${PARAMETER} of ${group.address} is ${idle} seconds`,
          needed: `less than ${IDLE_TIMEOUT_SECONDS} seconds`,
          why: `VPC Lattice drops a connection on which nothing is sent for ${IDLE_TIMEOUT_SECONDS} seconds, without a word to either end.`,
          fix: `parameter {\n  name  = "${PARAMETER}"\n  value = "300"\n}`,
        }),
      ];
    });
  },
};

function parametersOf(database: Resource, graph: Graph): Resource | undefined {
  const found =
    lookUp(graph, database.get("db_cluster_parameter_group_name"), "aws_rds_cluster_parameter_group") ??
    lookUp(graph, database.get("parameter_group_name"), "aws_db_parameter_group");
  return isManaged(found) ? found : undefined;
}

/** undefined if it is not set; zero is the system's own, which is longer than any. */
function idleOf(group: Resource): number | undefined {
  for (const parameter of nestedBlocks(group.get("parameter"))) {
    if (parameter instanceof Unknown || follow(parameter.name) !== PARAMETER) continue;
    const value = readPort(follow(parameter.value));
    if (typeof value === "number") return value === 0 ? undefined : value;
  }
  return undefined;
}
