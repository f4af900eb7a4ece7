import type { Graph } from "../graph/graph";

/** Makes what belongs to something of a graph once, when it is first asked for; without a graph, anew each time. */
export function perGraph<Key, Made, Without extends undefined = never>(
  make: (graph: Graph | Without, key: Key) => Made,
): (graph: Graph | Without, key: Key) => Made {
  const known = new WeakMap<Graph, Map<Key, Made>>();
  return (graph, key) => {
    if (graph === undefined) return make(graph, key);
    const ofGraph = known.get(graph) ?? new Map<Key, Made>();
    known.set(graph, ofGraph);
    const before = ofGraph.get(key);
    if (before !== undefined || ofGraph.has(key)) return before as Made;
    const made = make(graph, key);
    ofGraph.set(key, made);
    return made;
  };
}
