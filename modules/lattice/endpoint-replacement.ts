import type { IResolvable } from "cdktf";
import type { Construct } from "constructs";
import { TerraformData } from "./terraform-data";

/**
 * AWS changes only the security groups and the tags of an endpoint of VPC Lattice
 * (https://docs.aws.amazon.com/vpc/latest/privatelink/use-resource-endpoint.html), but provider 5.100 plans an update in
 * place for these three as well, which then fails. A change here makes Terraform replace the endpoint instead.
 *
 * @returns the `lifecycle` part of the endpoint
 */
export function replacedWhenChanged(
  scope: Construct,
  unchangeable: {
    readonly subnetIds: string[];
    readonly privateDns?: boolean | IResolvable;
    readonly ipAddressType?: string;
  },
): { readonly replaceTriggeredBy: string[]; readonly ignoreChanges?: string[] } {
  const placement = new TerraformData(scope, "placement", { input: unchangeable });
  return {
    // As text: cdktf writes the element itself as a template, which Terraform does not take here.
    replaceTriggeredBy: [`${TerraformData.tfResourceType}.${placement.friendlyUniqueId}`],
    // AWS answers in upper case and provider 5.100 compares with the lower case it demands, so that every plan would update
    // it: hashicorp/terraform-provider-aws issues 45118 and 45946. Replacement still takes the new value.
    ...(unchangeable.ipAddressType !== undefined && { ignoreChanges: ["ip_address_type"] }),
  };
}
