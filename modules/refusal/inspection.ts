import type { Precondition } from "cdktf";
import { type Expression, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { expressionOf, operandOf } from "../tokens";
import { describeFault, describeUnknown, type Fault, Refusal } from "./refusal";
import type { Requirement } from "./requirement";

/** The part of a resource's `lifecycle` that decides what synthesis cannot. */
export interface DecidedByTerraform {
  readonly precondition: Precondition[];
}

/**
 * Looks at the whole input of one construct before it builds anything, so that all faults are told at once.
 *
 * ```ts
 * const inspection = new Inspection(this);
 * inspection.require("name", props.name, serviceNetworkName);
 * const decidedByTerraform = inspection.conclude();
 * new VpclatticeServiceNetwork(this, "Resource", { ..., lifecycle: decidedByTerraform });
 * ```
 */
export class Inspection {
  private readonly faults: Fault[] = [];
  private readonly preconditions: Precondition[] = [];

  private readonly path: string;

  /** @param subject the construct whose input it is, or the `description` of something that is none; for messages */
  constructor(subject: IConstruct | string) {
    this.path = typeof subject === "string" ? subject : subject.node.path;
  }

  /**
   * Holds a value against a requirement. A value that is a token becomes a precondition instead.
   *
   * @param input the name of the property, as the user wrote it
   */
  require<T>(input: string, value: T, requirement: Requirement<T>): void {
    const { allowed, fix, isMet, condition, leavesRest = false } = requirement;
    const known = !isUnknown(value);
    if (known && !isMet(value)) this.refuse({ input, given: value, allowed, fix });
    if (known && !leavesRest) return;
    if (!condition) return;
    this.preconditions.push({
      condition: condition(operandOf(expressionOf(value))),
      errorMessage: `${this.path} is refused: ${describeUnknown(input, value, requirement)}`,
    });
  }

  /** Takes over what another inspection left to Terraform, like that of something described that has no resource of its own. */
  adopt(decided: DecidedByTerraform | undefined): void {
    this.preconditions.push(...(decided?.precondition ?? []));
  }

  /** Lets Terraform decide about a fault that depends on more than one value. */
  leaveToTerraform(condition: Expression, fault: Fault): void {
    this.preconditions.push({ condition, errorMessage: `${this.path} is refused: ${describeFault(fault)}` });
  }

  /** Records a fault that was found by other means than a requirement. */
  refuse(fault: Fault): void {
    // The text of a token would tell nothing.
    this.faults.push(
      isUnknown(fault.given)
        ? { ...fault, given: undefined, told: "a value that only Terraform knows" }
        : fault,
    );
  }

  /** Records a fault unless a condition holds. */
  refuseUnless(holds: boolean, fault: Fault): void {
    if (!holds) this.refuse(fault);
  }

  /**
   * Ends the inspection.
   *
   * @returns what only Terraform can decide, as the `lifecycle` of the construct's main resource, or a part of it; undefined if
   * there is nothing
   * @throws Refusal with all faults, if there are any
   */
  conclude(): DecidedByTerraform | undefined {
    if (this.faults.length > 0) throw new Refusal(this.path, this.faults);
    return this.preconditions.length > 0 ? { precondition: this.preconditions } : undefined;
  }
}

/**
 * What a message calls something described, which has no construct and so no path.
 *
 * @param factory what the user called, like `PrivateNetwork.fromAttributes`
 * @param id which one, unless only Terraform knows
 */
export function description(factory: string, id: string): string {
  return Token.isUnresolved(id) ? factory : `${factory} of ${id}`;
}

/** Whether a value, or a part of it like one end of a range, is only known to Terraform. */
function isUnknown(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord && Object.values(value).some((part) => Token.isUnresolved(part));
}
