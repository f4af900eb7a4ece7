import { entriesOf } from "../../api/entry";
import { isBehindService } from "../../endpoint-service/endpoint-service";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { listenersOf } from "../../load-balancer/listeners";
import { kindOf } from "../../load-balancer/load-balancer";
import { LOAD_BALANCERS } from "../../load-balancer/types";
import type { PathDraft } from "../draft";
import type { PathFamily } from "../family";
import { leadsTo } from "./leads-to";
import { tailsFrom } from "./tail";

/** A load balancer and what its listeners forward to, where no API and no endpoint service is in front of the listener. */
export const loadBalancerPaths: PathFamily = {
  name: "target of a load balancer",
  infer(graph) {
    const called = new Set(entriesOf(graph).flatMap(({ listeners }) => listeners));
    return graph
      .ofType(...LOAD_BALANCERS)
      .filter((loadBalancer) => !isBehindService(graph, loadBalancer))
      .flatMap((loadBalancer) => draftsOf(graph, loadBalancer, (listener) => !called.has(listener)));
  },
  between(graph, from, to, port) {
    if (!LOAD_BALANCERS.some((type) => type === from.type)) return [];
    return draftsOf(graph, from, () => true).filter((draft) => leadsTo(draft, to, port));
  },
};

function draftsOf(
  graph: Graph,
  loadBalancer: Resource,
  isWanted: (listener: Resource) => boolean,
): PathDraft[] {
  // What stands behind a Gateway Load Balancer passes traffic on, and is the end of no path.
  if (kindOf(loadBalancer) === "gateway") return [];
  return listenersOf(graph, loadBalancer)
    .listeners.filter(isWanted)
    .flatMap((listener) =>
      tailsFrom(graph, loadBalancer, listener, "anybody", 0)
        // A listener that only redirects or answers leads nowhere, and is meant to.
        .filter(({ to }) => to !== listener.address)
        .map((tail) => ({ ...tail, from: loadBalancer.address, via: listener.address })),
    );
}
