import type { Graph } from "../graph/graph";

/** Addresses of modules that are called and whose source is not among the files given: what they make is not in the graph. */
export function unreadModules(graph: Graph): readonly string[] {
  return graph.unreadModules;
}
