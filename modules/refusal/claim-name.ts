import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { claim } from "./claim";
import type { Inspection } from "./inspection";

/** A name that only one construct can have. */
export interface ClaimedName {
  /** What has it, like `ECR repository`: things of different kinds may have the same name. */
  readonly kind: string;
  /** The property `name`, as the user wrote it. */
  readonly name: string;
  /**
   * What the name stands behind in AWS.
   *
   * @default nothing
   */
  readonly path?: string;
  /**
   * Where nothing else of its kind may have it.
   *
   * @default the stack of the construct
   */
  readonly scope?: IConstruct;
  /**
   * Why, in words for the message, like `since logs are kept by it`.
   *
   * @default the message does not say
   */
  readonly reason?: string;
}

/** Says that a construct has a name, and tells if another one has it already. */
export function claimName(
  inspection: Inspection,
  claimant: IConstruct,
  { kind, name, path = "", scope = TerraformStack.of(claimant), reason }: ClaimedName,
): void {
  const other = claim(scope, `${kind} ${path}${name}`, claimant);
  inspection.refuseUnless(other === undefined, {
    input: "name",
    given: name,
    allowed: `a name that ${other} does not have${reason === undefined ? "" : `, ${reason}`}`,
    fix: "rename one of the two",
  });
}
