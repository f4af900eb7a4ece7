import type { Verdict } from "./verdict";

/** The answer of a review: plain data, all that any report needs, and what `--format json` writes (see `report/json.ts`). */
export interface ReviewResult {
  /** What was read, in words, like `plan.json (Terraform 1.11.4, format 1.2)`. */
  readonly inputs: readonly string[];
  readonly summary: Summary;
  readonly paths: readonly Path[];
  /** All findings, of paths and of resources that are on none; errors before warnings. */
  readonly findings: readonly Finding[];
  /** Findings that a suppression took out of the verdicts. */
  readonly suppressed: readonly SuppressedFinding[];
  /** What a person should know of the review itself, like an expired suppression or a module that was not read. */
  readonly notices: readonly string[];
}

/** Numbers of paths. */
export interface Summary {
  readonly proven: number;
  readonly broken: number;
  readonly unknown: number;
}

export interface Path {
  /** Like `aws_security_group.app -> aws_db_instance.main:3306`; the same in every review of the same path. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly port: number | undefined;
  readonly verdict: Verdict;
  /** Whether a person asked for it, or the configuration evidently means to have it. */
  readonly origin: "declared" | "inferred";
  readonly stack?: string;
  readonly elements: readonly PathElement[];
  readonly hops: readonly Hop[];
}

/** Something that the path passes, in order. */
export interface PathElement {
  readonly name: string;
  readonly kind: string;
  readonly lane: string;
}

export interface Hop {
  readonly title: string;
  readonly verdict: Verdict;
  /** Indices of the elements of the path that it stands between; the same twice for a gate at one element. */
  readonly between: readonly [number, number];
  /** What shows that rules hold. */
  readonly evidence: readonly Evidence[];
  readonly findings: readonly Finding[];
}

export interface Evidence {
  readonly rule: string;
  readonly text: string;
}

export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly awsCode?: string;
  /** PROVEN only with a severity of `warning`: the path works, and yet. */
  readonly verdict: Verdict;
  readonly severity: "error" | "warning";
  /** Terraform address, or an id outside of the files given. */
  readonly address: string | undefined;
  readonly constructPath?: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Id of the path; undefined if the resource is on none. */
  readonly path: string | undefined;
  /** Title of the hop. */
  readonly hop: string | undefined;
  readonly found: string;
  readonly needed: string;
  readonly why: string;
  readonly fix: string;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly reason: string;
  /** Day, like `2027-03-31`, until which it holds. */
  readonly until?: string;
}
