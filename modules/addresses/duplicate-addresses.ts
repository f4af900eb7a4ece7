import type { TerraformStack } from "cdktf";
import {
  TerraformDataSource,
  TerraformElement,
  TerraformLocal,
  TerraformModule,
  TerraformOutput,
  TerraformResource,
  TerraformVariable,
} from "cdktf";

// What Terraform accepts as a name: https://developer.hashicorp.com/terraform/language/syntax/configuration#identifiers
const TERRAFORM_NAME = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/**
 * Makes synthesis fail when two elements of the stack would get one Terraform address, or an address that
 * Terraform cannot read. cdktf 0.21 merges two such elements and so loses one of them without a word.
 *
 * @param stack the stack to watch; it is examined at synthesis, so elements may be added later
 */
export function refuseDuplicateAddresses(stack: TerraformStack): void {
  stack.node.addValidation({ validate: () => addressFaults(stack) });
}

function addressFaults(stack: TerraformStack): string[] {
  const pathOf = new Map<string, string>();
  const faults: string[] = [];
  for (const element of stack.node.findAll()) {
    const block = blockOf(element);
    if (block === undefined || !TerraformElement.isTerraformElement(element)) continue;
    const name = element.friendlyUniqueId;
    const address = `${block}.${name}`;
    const path = element.node.path;
    const other = pathOf.get(address);
    if (other !== undefined) {
      faults.push(
        `Terraform address ${address} belongs to both ${other} and ${path}: one of the two would be lost. ` +
          "Give one of them another construct id.",
      );
    }
    pathOf.set(address, path);
    if (!TERRAFORM_NAME.test(name)) {
      faults.push(
        `Terraform address ${address} of ${path} is not one that Terraform can read: a name starts with a ` +
          "letter or an underscore and goes on with letters, digits, underscores and hyphens. Change the construct id.",
      );
    }
  }
  return faults;
}

/** The part of an address before the name, or undefined for an element that has no address. */
function blockOf(element: unknown): string | undefined {
  if (TerraformResource.isTerraformResource(element)) return element.terraformResourceType;
  if (TerraformDataSource.isTerraformDataSource(element)) return `data.${element.terraformResourceType}`;
  if (TerraformOutput.isTerraformOutput(element)) return "output";
  if (element instanceof TerraformVariable) return "var";
  if (element instanceof TerraformLocal) return "local";
  if (element instanceof TerraformModule) return "module";
  return undefined;
}
