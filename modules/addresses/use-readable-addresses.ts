import { TerraformElement, type TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { refuseDuplicateAddresses } from "./duplicate-addresses";
import { readableAddress } from "./readable-address";

/**
 * Gives every element of a stack an address that is read off its construct path, like `aws_ecs_service.orders`, where cdktf
 * writes `aws_ecs_service.orders_3D0CF01E`, and refuses two elements with one address.
 *
 * To be called first in the stack's constructor:
 *
 *     super(scope, id);
 *     useReadableAddresses(this);
 *
 * In a stack that is deployed already every address changes, and Terraform would replace every resource: keep cdktf's addresses
 * there, or move each one (`terraform state mv`).
 *
 * @param stack a stack with nothing in it yet
 * @throws Error if the stack has elements: what refers to them may have cdktf's addresses already
 */
export function useReadableAddresses(stack: TerraformStack): void {
  const [first] = stack.node.children;
  if (first) {
    throw new Error(
      `useReadableAddresses was called when ${stack.node.path} already had ${first.node.path}, whose address may be in use. ` +
        "Allowed: a stack with nothing in it. Call it first in the stack's constructor, right after super.",
    );
  }
  const allocateLogicalId = (element: TerraformElement | Node): string =>
    readableAddress(TerraformElement.isTerraformElement(element) ? element.node : element, stack.node);
  // The method that cdktf means to be overridden is protected; a function cannot override it but on the instance.
  Object.assign(stack, { allocateLogicalId });
  refuseDuplicateAddresses(stack);
}
