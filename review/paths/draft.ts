import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Rule } from "../rules/rule";
import type { Judgement } from "../verdict";

/** A path as it was inferred or declared, before any rule was asked. */
export interface PathDraft {
  /** Where it begins: an address, or the name of what is outside, like `the internet` or `sg-0123`. */
  readonly from: string;
  /** Where it leads to: an address, or an AWS service, like `com.amazonaws.eu-central-1.logs`. */
  readonly to: string;
  /** The port at the destination; undefined if it is not known. */
  readonly port: number | undefined;
  /** Tells two paths with the same ends apart, like the address of the endpoint that it goes through. */
  readonly via?: string;
  /** Told only if no other path leads to the same destination: a guess at what was meant, where nothing else is. */
  readonly onlyIfAlone?: boolean;
  /** What it passes, in order, from the source to the destination. */
  readonly elements: readonly Element[];
  readonly gates: readonly Gate[];
}

/** Something that a path passes. */
export interface Element {
  /** Its address, or a name for what is outside. */
  readonly name: string;
  readonly resource?: Resource;
  /** What it is, like `resource gateway`. */
  readonly kind: string;
  /** The network in which it stands, for the picture: the address of a VPC, `AWS PrivateLink`, `API Gateway` ... */
  readonly lane: string;
  /** Other resources that it is made of and that must come to life too, like a task's definition and roles. */
  readonly parts?: readonly Resource[];
}

/** A hop with the rules that decide it. */
export interface Gate {
  /** Like `resource gateway -> database`. */
  readonly title: string;
  /** Indices of the elements that it stands between; the same twice for a gate at one element. */
  readonly between: readonly [number, number];
  readonly checks: readonly Check[];
}

/** A rule together with what it is asked about. */
export interface Check {
  readonly rule: Pick<Rule<unknown>, "id" | "title" | "awsCode">;
  run(graph: Graph): readonly Judgement[];
}

/** Binds rules to the subject that they are to judge. */
export function checks<Subject>(subject: Subject, ...rules: readonly Rule<Subject>[]): Check[] {
  return rules.map((rule) => ({
    rule,
    run: (graph) => {
      const said = rule.check(subject, graph);
      if (said === undefined) return [];
      return "verdict" in said ? [said] : said;
    },
  }));
}
