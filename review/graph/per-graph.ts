import { External, type Graph } from "./graph";
import type { Resource } from "./resource";

/** Makes what belongs to something of a graph once, when it is first asked for. */
export function perGraph<Key, Made>(
  make: (graph: Graph, key: Key) => Made,
): (graph: Graph, key: Key) => Made {
  const known = new WeakMap<Graph, Map<Key, Made>>();
  return (graph, key) => {
    const ofGraph = known.get(graph) ?? new Map<Key, Made>();
    known.set(graph, ofGraph);
    const before = ofGraph.get(key);
    if (before !== undefined || ofGraph.has(key)) return before as Made;
    const made = make(graph, key);
    ofGraph.set(key, made);
    return made;
  };
}

/** The same where there may be no graph: without one, it is made anew each time. */
export function perGraphIfAny<Key, Made>(
  make: (graph: Graph | undefined, key: Key) => Made,
): (graph: Graph | undefined, key: Key) => Made {
  const known = perGraph(make);
  return (graph, key) => (graph === undefined ? make(undefined, key) : known(graph, key));
}

/** The same of what may exist outside of the files given: two External with one id are one. */
export function perNamed<Made>(
  make: (graph: Graph, of: Resource | External) => Made,
): (graph: Graph, of: Resource | External) => Made {
  const made = perGraph((graph: Graph, key: Resource | string) =>
    make(graph, typeof key === "string" ? new External(key) : key),
  );
  return (graph, of) => made(graph, of instanceof External ? of.id : of);
}

/** The same of a graph as a whole. */
export function oncePerGraph<Made>(make: (graph: Graph) => Made): (graph: Graph) => Made {
  const made = perGraph((graph: Graph, _: undefined) => make(graph));
  return (graph) => made(graph, undefined);
}
