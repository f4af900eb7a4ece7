import { isList } from "../../graph/value";
import { VPC_ASSOCIATION } from "../../lattice/service-network";
import { follow } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_UpdateServiceNetworkVpcAssociation.html (at least one group) */
export const associationGroupsStay: ResourceRule = {
  id: "CHG-06",
  title: "An association with security groups keeps one",
  types: [VPC_ASSOCIATION],
  check(association) {
    const { actions = [] } = association.change ?? {};
    if (actions.length !== 1 || actions[0] !== "update") return undefined;
    const before = association.change?.before("security_group_ids");
    const after = follow(association.get("security_group_ids"));
    const isEmpty = after === undefined || after === null || (isList(after) && after.length === 0);
    if (!isList(before) || before.length === 0 || !isEmpty) return undefined;
    return broken({
      at: association,
      found: `the plan takes away all security groups of ${association.address}`,
      needed: "at least one security group",
      why: "AWS takes no update without a security group; an association that had one can lose it only by being made anew.",
      fix: `terraform apply -replace='${association.address}'`,
    });
  },
};
