import { SHAREABLE_ARN_PATTERN } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference } from "../../graph/value";
import { CONFIGURATION, GATEWAY, groupOf, typeOf } from "../../lattice/resource-configuration";
import { SERVICE_NETWORK } from "../../lattice/service-network";
import { follow, isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

const LATTICE = [CONFIGURATION, GATEWAY, SERVICE_NETWORK, "aws_vpclattice_service"] as const;

/** RAM shares clusters of Aurora, and no other databases: https://docs.aws.amazon.com/ram/latest/userguide/shareable.html */
const DATABASES = ["aws_db_instance", "aws_db_proxy"] as const;

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html */
export const shareOfResource: ResourceRule = {
  id: "LAT-24",
  title: "What of VPC Lattice is shared is what can be shared",
  types: ["aws_ram_resource_association"],
  check(association, graph) {
    const value = association.get("resource_arn");
    const found = lookUp(graph, value, ...LATTICE, ...DATABASES);
    if (isResource(found) && DATABASES.some((type) => type === found.type))
      return refused(association, `${found.address}, a database`, `${CONFIGURATION}.<name>.arn`);
    if (isResource(found)) return ofResource(association, found, graph);
    const text = follow(value);
    if (typeof text === "string" && text.includes(":vpc-lattice:")) return ofText(association, text);
    return undefined;
  },
};

function ofResource(association: Resource, shared: Resource, graph: Graph): readonly Judgement[] {
  if (shared.type === GATEWAY) {
    return [refused(association, `${shared.address}, a resource gateway`, `${CONFIGURATION}.<name>.arn`)];
  }
  if (shared.type === CONFIGURATION && typeOf(shared) === "CHILD") {
    const group = groupOf(graph, shared);
    const fix = isResource(group) ? `${group.address}.arn` : "the ARN of its group";
    return [refused(association, `${shared.address}, which is of type CHILD`, fix)];
  }
  const value = association.get("resource_arn");
  const attribute = value instanceof Reference && value.resource === shared ? value.path[0] : "arn";
  return attribute === "arn"
    ? []
    : [
        refused(
          association,
          `${shared.address}.${String(attribute)}, which is no ARN`,
          `${shared.address}.arn`,
        ),
      ];
}

function ofText(association: Resource, text: string): readonly Judgement[] {
  const isService = /:service\/svc-/.test(text);
  return isService || new RegExp(SHAREABLE_ARN_PATTERN).test(text)
    ? []
    : [refused(association, text, `${CONFIGURATION}.<name>.arn`)];
}

function refused(association: Resource, is: string, fix: string): Judgement {
  return broken({
    at: association,
    found: `${association.address} shares ${is}`,
    needed: "the ARN of a resource configuration of type SINGLE, GROUP or ARN, or of a service network",
    why: "Of VPC Lattice, RAM shares services, service networks and resource configurations. A resource gateway is not shared, and a child goes with its group.",
    fix: `resource_arn = ${fix}`,
  });
}
