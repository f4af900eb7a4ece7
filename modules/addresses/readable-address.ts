import type { Node } from "constructs";

/** Construct ids that say nothing in an address: the main resource of a construct, as in the AWS CDK. */
const SILENT_IDS = new Set(["Resource", "Default"]);

/**
 * The ids of a construct path below a stack that say something in an address.
 *
 * @param node the element's node
 * @param stack the node of the stack that the element belongs to
 */
export function tellingIds(node: Node, stack: Node): string[] {
  const scopes = node.scopes;
  const below = scopes.slice(scopes.findIndex((scope) => scope.node === stack) + 1);
  return below.map((scope) => scope.node.id).filter((id) => !SILENT_IDS.has(id));
}

/**
 * The name part of a Terraform address, read off the construct path: `orders/gateway/Resource` becomes
 * `orders_gateway`. cdktf's own names end in a hash of the path, which nobody can recognise in a plan.
 *
 * Two paths can give one name (`a_b/c` and `a/b_c`), so a stack that names its elements like this must also
 * refuse duplicates: see `refuseDuplicateAddresses`.
 *
 * @param node the element's node
 * @param stack the node of the stack that the element belongs to
 */
export function readableAddress(node: Node, stack: Node): string {
  return tellingIds(node, stack)
    .join("_")
    .replace(/[^A-Za-z0-9_-]/g, "_");
}
