import type { Resource } from "../../graph/resource";
import { proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** Where the files given end, and another account's begin. */
export interface Boundary {
  /** Who is on the other side, as in `the resource configuration arn:aws:vpc-lattice:...`. */
  readonly otherHalf: string;
  readonly at: Resource;
  /** Set if it cannot be told at all what is on the other side. */
  readonly reason?: string;
}

export const accountBoundary: Rule<Boundary> = {
  id: "X-ACC",
  title: "The path is proven up to the account boundary",
  awsCode: "UNKNOWN_RESOURCE",
  check({ otherHalf, at, reason }) {
    if (reason === undefined)
      return proven(
        `${otherHalf}: the other account's half is not in these files: proven up to the account boundary`,
      );
    return unknown({
      at,
      found: `what ${at.address} leads to cannot be told: ${reason}`,
      needed: "an ARN that is known, or a resource in the files given",
      why: "What is not in the files given may or may not lead to the database.",
      fix: "Give the files, the plan or the state that tell it too, or a value for the variable.",
    });
  },
};
