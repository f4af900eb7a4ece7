import { External, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";

/** Keeps what was found out about something in a graph as long as the graph is in use, for the next who asks. */
export function perGraph<Result>(
  find: (graph: Graph, of: Resource | External) => Result,
): (graph: Graph, of: Resource | External) => Result {
  const known = new WeakMap<Graph, Map<Resource | string, Result>>();
  return (graph, of) => {
    const ofGraph = known.get(graph) ?? new Map<Resource | string, Result>();
    known.set(graph, ofGraph);
    // Two External with one id are one.
    const key = of instanceof External ? of.id : of;
    const before = ofGraph.get(key);
    if (before !== undefined) return before;
    const result = find(graph, of);
    ofGraph.set(key, result);
    return result;
  };
}
