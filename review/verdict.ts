import type { External } from "./graph/graph";
import type { Resource } from "./graph/resource";

/** Of a hop and of a path. */
export type Verdict = "PROVEN" | "BROKEN" | "UNKNOWN";

/** What a rule says of what it was asked about. */
export type Judgement = Proof | Objection;

/** The rule holds. */
export interface Proof {
  readonly verdict: "PROVEN";
  /** What shows it, in words, like `aws_vpc_security_group_egress_rule.x admits tcp/5432 to aws_security_group.db`. */
  readonly evidence: string;
}

/** The rule does not hold, or it cannot be told whether it does; or it holds, but there is something to warn of. */
export interface Objection {
  /** PROVEN with a severity of `warning`: the path works, and yet. */
  readonly verdict: "BROKEN" | "UNKNOWN" | "PROVEN";
  readonly severity: "error" | "warning";
  /** Where it is to be cured: the resource at fault, or the one that lacks something. */
  readonly at: Resource | External | undefined;
  /** What is there. */
  readonly found: string;
  /** What would have to be there. */
  readonly needed: string;
  /** Why AWS wants it so. */
  readonly why: string;
  /** What to do, best in a line that can be copied. */
  readonly fix: string;
}

type Words = Pick<Objection, "at" | "found" | "needed" | "why" | "fix">;

export const proven = (evidence: string): Proof => ({ verdict: "PROVEN", evidence });
/** The path cannot work like this. */
export const broken = (words: Words): Objection => ({ verdict: "BROKEN", severity: "error", ...words });
/** The files given do not tell. `found` gives the reason, `fix` what would make it known. */
export const unknown = (words: Words): Objection => ({ verdict: "UNKNOWN", severity: "error", ...words });
/** The path works, but a careful engineer would not leave it so. Never breaks a path. */
export const warning = (words: Words): Objection => ({ verdict: "PROVEN", severity: "warning", ...words });
