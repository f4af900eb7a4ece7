import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { PathDraft } from "./draft";

/** One kind of path that the review knows. */
export interface PathFamily {
  /** Like `database over a resource gateway`. */
  readonly name: string;
  /** The paths that the configuration evidently means to have. */
  infer(graph: Graph): readonly PathDraft[];
  /**
   * The paths of this kind from one resource to another, asked for by a person; empty if this kind does not lead there.
   *
   * @param port undefined for the destination's own
   */
  between(graph: Graph, from: Resource, to: Resource, port: number | undefined): readonly PathDraft[];
  /**
   * The paths of this kind from a resource to an AWS service, asked for by a person.
   *
   * @param service what follows the Region in its endpoint's name, like `logs`
   */
  toService?(graph: Graph, from: Resource, service: string): readonly PathDraft[];
}
