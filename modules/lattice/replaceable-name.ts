import { Fn } from "cdktf";
import { Construct } from "constructs";
import { TerraformData } from "./terraform-data";

/**
 * A name with an end that changes when, and only when, AWS would have to make the named thing anew. Names of VPC Lattice are
 * unique in an account, so a replacement under the old name could not stand beside the thing that it replaces, and
 * would have to wait until that, and everything that uses it, is gone.
 */
export class ReplaceableName extends Construct {
  /** The name with its end; known once applied. */
  readonly value: string;

  /**
   * @param name the readable part
   * @param replacedWith the values whose change makes AWS replace the named thing
   */
  constructor(scope: Construct, id: string, name: string, replacedWith: Record<string, unknown>) {
    super(scope, id);
    // No second provider, as random_id would be.
    const identity = new TerraformData(this, "Resource", {
      triggersReplace: replacedWith,
      lifecycle: { createBeforeDestroy: true },
    });
    this.value = `${name}-${Fn.substr(identity.id, 0, 8)}`;
  }
}
