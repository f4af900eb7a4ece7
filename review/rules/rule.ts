import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Judgement } from "../verdict";

/** One thing that can be proven or refuted of a hop. */
export interface Rule<Subject> {
  /** Like `SG-01`: it stands in reports and suppressions, and never changes its meaning. */
  readonly id: string;
  /** What it proves, in a line, like `Both security groups admit the connection`. */
  readonly title: string;
  /** The code by which AWS's Reachability Analyzer explains the same, where there is one. */
  readonly awsCode?: string;
  /** Answers about one hop; undefined or an empty list if the rule has nothing to say of it. Asks as often as it has reasons. */
  check(subject: Subject, graph: Graph): Judgement | readonly Judgement[] | undefined;
}

/** A rule about a resource alone, wherever it stands: it decides whether the resource can come to life as written. */
export interface ResourceRule extends Rule<Resource> {
  /** Of these types; data sources are not asked about. */
  readonly types: readonly string[];
  /**
   * What a rule says when it does not hold: that AWS refuses to make the resource, so that one which is there as it stands shows
   * the opposite; or that it is of no use, whether it is there or not.
   *
   * @default "refused"
   */
  readonly otherwise?: "refused" | "useless";
}
