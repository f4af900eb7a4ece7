import { isList } from "../../graph/value";
import { CONFIGURATION } from "../../lattice/resource-configuration";
import { SERVICE_NETWORK } from "../../lattice/service-network";
import { follow, isResource, lookUp } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** AWS's own permissions begin like this: https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html */
const KINDS: Readonly<Record<string, string>> = {
  [CONFIGURATION]: "AWSRAMPermissionVpcLatticeResourceConfiguration",
  [SERVICE_NETWORK]: "AWSRAMPermissionVpcLatticeServiceNetwork",
};

/** A share has one permission for each type of resource in it. */
export const sharePermission: ResourceRule = {
  id: "LAT-26",
  title: "The permission of a share is one for what is shared",
  types: ["aws_ram_resource_association"],
  check(association, graph) {
    const shared = lookUp(graph, association.get("resource_arn"), CONFIGURATION, SERVICE_NETWORK);
    const share = lookUp(graph, association.get("resource_share_arn"), "aws_ram_resource_share");
    const kind = isResource(shared) ? KINDS[shared.type] : undefined;
    if (!kind || !isResource(shared) || !isResource(share)) return undefined;
    const permissions = follow(share.get("permission_arns"));
    if (!isList(permissions) || permissions.length === 0) return undefined;
    const names = permissions.map((permission) => follow(permission));
    // A permission of one's own can be for any type.
    const isOther = (name: unknown) =>
      typeof name === "string" && /:permission\/AWSRAM/.test(name) && !name.includes(`/${kind}`);
    if (!names.every(isOther)) return undefined;
    return broken({
      at: share,
      found: `permission_arns of ${share.address} has no permission for ${shared.address}`,
      needed: kind,
      why: "AWS refuses a permission that is for another type of resource.",
      fix: `permission_arns = ["arn:aws:ram::aws:permission/${kind}"], or leave it out: AWS takes this one by default`,
    });
  },
};
