import { type Expression, Fn, Op, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";

/**
 * The variable `image_version`: the tag of the image that a service runs. It may be empty until there is one, since the same deployment
 * makes the repository: no task is started then.
 */
export class ImageVersion extends TerraformVariable {
  /** @param version that runs unless another is given; none if left out */
  constructor(scope: Construct, version = "") {
    super(scope, "image_version", {
      type: "string",
      default: version,
      description: "Tag of the image to run; empty until the first one is pushed",
    });
  }

  get tag(): string {
    return Token.asString(Fn.conditional(this.isGiven, this.stringValue, "none"));
  }

  /** As many tasks, or none until there is an image. */
  tasks(count: number): number {
    return Token.asNumber(Fn.conditional(this.isGiven, count, 0));
  }

  private get isGiven(): Expression {
    // By length and with 1: cdktf writes an empty text and 0 in an operation as undefined.
    return Op.gte(Fn.lengthOf(this.stringValue), 1);
  }
}
