import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { isResource, lookUp } from "../network/look-up";
import { nestedBlocks, valuesAt } from "../network/nested-blocks";
import type { Launch } from "./launch";

/** Arguments by which an Auto Scaling group says how its instances start, by the type that they name. */
export const STARTED_BY: Readonly<Record<string, readonly string[]>> = {
  aws_launch_template: [
    "launch_template.id",
    "launch_template.name",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
  ],
  aws_launch_configuration: ["launch_configuration"],
};

/** The role of the instances on which tasks run. */
export interface HostRole {
  readonly role: Resource;
  /** What gives it to them: a launch template, or the instance itself. */
  readonly by: Resource;
}

/** The role of all instances on which tasks run; undefined if they have several, or if it is not in the files given. */
export function hostRoleOf(graph: Graph, launch: Launch | Unknown): HostRole | undefined {
  if (launch instanceof Unknown || launch.kind !== "EC2" || !launch.all) return undefined;
  const found = launch.hosts.map((host) => roleOf(graph, startOf(graph, host)));
  const [first] = found;
  return found.every((one) => one !== undefined && one.role === first?.role) ? first : undefined;
}

/** What says how an instance starts: itself, or what its Auto Scaling group names. */
function startOf(graph: Graph, host: Resource): Resource | undefined {
  if (host.type !== "aws_autoscaling_group") return host;
  const starts = Object.entries(STARTED_BY).flatMap(([type, paths]) =>
    paths.flatMap((path) => valuesAt(host, path).map((value) => lookUp(graph, value, type))),
  );
  return starts.find(isResource);
}

function roleOf(graph: Graph, by: Resource | undefined): HostRole | undefined {
  const given = by?.get("iam_instance_profile");
  const named = nestedBlocks(given).flatMap((block) =>
    block instanceof Unknown ? [given] : [block.arn, block.name],
  );
  const profile = named.map((value) => lookUp(graph, value, "aws_iam_instance_profile")).find(isResource);
  const role = profile && lookUp(graph, profile.get("role"), "aws_iam_role");
  return by && isResource(role) ? { role, by } : undefined;
}
