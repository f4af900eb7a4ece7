import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/** A stack that names what has no name of its own in another way than by its path, like a Terraform module, which is used many times. */
export interface NamingStack {
  /** Beginning of the name in AWS, without a hyphen at its end. */
  nameFor(construct: IConstruct): string;
}

/** What something without a name of its own is called in AWS: the ids of its path below the stack, unless the stack says otherwise. */
export function nameFromPath(construct: IConstruct): string {
  return nameOfStack(construct) ?? construct.node.path.split("/").slice(1).join("-");
}

/** What the stack says that something is called; undefined if it says nothing. */
export function nameOfStack(construct: IConstruct): string | undefined {
  const stack: TerraformStack & Partial<NamingStack> = TerraformStack.of(construct);
  return stack.nameFor?.(construct);
}
