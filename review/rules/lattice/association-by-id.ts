import type { Resource } from "../../graph/resource";
import { Reference } from "../../graph/value";
import { exists } from "../../lattice/resource-configuration";
import { RESOURCE_ASSOCIATION } from "../../lattice/service-network";
import { follow } from "../../network/look-up";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

const ARGUMENTS = ["resource_configuration_identifier", "service_network_identifier"] as const;

/** https://github.com/hashicorp/terraform-provider-aws/issues/44546 */
export const associationById: ResourceRule = {
  id: "LAT-27",
  title: "A resource is put into a service network by its id, not its ARN",
  types: [RESOURCE_ASSOCIATION],
  check(association) {
    // What is there has been made somehow.
    if (exists(association)) return undefined;
    return ARGUMENTS.filter((argument) => isArn(association, argument)).map((argument) =>
      broken({
        at: association,
        found: `${argument} of ${association.address} is an ARN`,
        needed: "the id",
        why: "The provider gets the id back from AWS, and ends with: produced an unexpected new value. The association is made, and marked as tainted (issue 44546).",
        fix: `${argument} = ${ownerOf(association, argument)}.id`,
      }),
    );
  },
};

function isArn(association: Resource, argument: string): boolean {
  const value = association.get(argument);
  if (value instanceof Reference && value.path[0] === "arn") return true;
  const text = follow(value);
  return typeof text === "string" && text.startsWith("arn:");
}

function ownerOf(association: Resource, argument: string): string {
  const value = association.get(argument);
  return value instanceof Reference ? value.resource.address : "<resource>";
}
