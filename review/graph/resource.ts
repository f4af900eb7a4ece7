import type { Value } from "./value";

/** One instance of a resource or data source, as the files given configure, plan or record it. */
export interface Resource {
  /** Its Terraform address, like `module.shop["eu.1"].aws_subnet.task[0]`. Unique within its stack. */
  readonly address: string;
  /** The stack that it belongs to where several are reviewed together. */
  readonly stack: string | undefined;
  readonly mode: "managed" | "data";
  /** Like `aws_security_group`. */
  readonly type: string;
  readonly name: string;
  /** `count.index` or `each.key` of this instance. */
  readonly key: string | number | undefined;
  /** Address of its module, like `module.shop["eu.1"]`; empty for the root. */
  readonly module: string;
  /** Path of its CDKTF construct, like `private-ecs/orders/task`. */
  readonly constructPath?: string;
  /** Where it is written, as far as that is known. */
  readonly source?: SourceLocation;
  /** Whether it is there as it stands: of a state, or of a plan that leaves it as it is. */
  readonly exists?: boolean;
  /** What the plan does to it; absent if what is reviewed is no plan. */
  readonly change?: PlannedChange;
  /**
   * The value of an argument or attribute. undefined means that nobody has set it: the provider's or AWS's default holds. What will
   * be told only after an apply, like `id`, is undefined here too: others refer to it by a `Reference`. Evaluated when first asked.
   */
  get(attribute: string): Value | undefined;
  /** What Terraform makes before it, since its arguments or its `depends_on` name it; undefined if that is not written, as in a state. */
  dependencies?(): readonly Resource[] | undefined;
}

export interface SourceLocation {
  /** As given on the command line, or relative to the folder that was given. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

export interface PlannedChange {
  /** As Terraform writes them: `no-op`, `create`, `read`, `update`, `delete`, `forget`; a replacement has two. */
  readonly actions: readonly string[];
  /** The names of the arguments that change, at the top level. */
  readonly changed: readonly string[];
  /** Value before, for an argument; undefined if it had none. */
  before(attribute: string): Value | undefined;
}
