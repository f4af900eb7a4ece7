import { ENDPOINT, meantType } from "../../lattice/endpoint";
import { CONFIGURATION, GATEWAY } from "../../lattice/resource-configuration";
import { warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const LOST: Readonly<Record<string, string>> = {
  [GATEWAY]:
    "A gateway takes its resource configurations, their endpoints and shares with it: until all are made anew, nobody reaches the database.",
  [CONFIGURATION]:
    "A configuration takes its endpoints and shares with it: until all are made anew, nobody reaches the database, and consumers in other accounts have to make their endpoints anew.",
  [ENDPOINT]: "A new endpoint has a new name and new addresses; clients that use those have to be told.",
};

/** What can be changed only by making it anew: https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_UpdateResourceGateway.html */
export const replaced: ResourceRule = {
  id: "CHG-03",
  title: "The way to the database stays while it is changed",
  types: [GATEWAY, CONFIGURATION, ENDPOINT],
  check(resource) {
    const { actions = [], changed = [] } = resource.change ?? {};
    if (!actions.includes("delete") || !actions.includes("create")) return undefined;
    if (resource.type === ENDPOINT && !meantType(resource)) return undefined;
    const first = actions[0] === "create";
    const because = changed.length > 0 ? ` (changed: ${changed.join(", ")})` : "";
    return warning({
      at: resource,
      found: `the plan ${first ? "makes a new" : "takes away and makes anew"} ${resource.address}${because}`,
      needed: first
        ? "time for clients to change over"
        : "create_before_destroy, with names that differ, or an agreed outage",
      why: LOST[resource.type] ?? "",
      fix: first
        ? "Apply at a time at which clients can reconnect."
        : "lifecycle {\n  create_before_destroy = true\n}\nwith a name that changes too, for AWS takes no two of one name.",
    });
  },
};
