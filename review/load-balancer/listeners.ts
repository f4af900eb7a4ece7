import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { portArgument, referringAny, textArgument } from "./argument";
import { kindOf } from "./load-balancer";
import { LISTENERS } from "./types";

export interface Listeners {
  readonly listeners: readonly Resource[];
  /** True if there are no others; else why there may be. */
  readonly complete: true | string;
}

/**
 * The listeners of a load balancer. Files that have none for it leave them to others; files that have some are taken to have all,
 * as nobody divides them.
 */
export function listenersOf(graph: Graph, loadBalancer: Resource): Listeners {
  const { resources, uncertain } = referringAny(graph, LISTENERS, "load_balancer_arn", loadBalancer);
  const [unclear] = uncertain;
  let complete: Listeners["complete"] = true;
  if (loadBalancer.mode === "data") complete = `${loadBalancer.address} exists outside of the files given`;
  else if (unclear) complete = `${unclear.address} may be a listener of it`;
  else if (resources.length === 0) complete = "the files given have no listener for it";
  return { listeners: resources, complete };
}

export function listenerPort(listener: Resource): number | Unknown | undefined {
  return portArgument(listener, "port");
}

/** Like `TCP`; of an Application Load Balancer it is HTTP unless given, as the provider has it. */
export function listenerProtocol(listener: Resource, loadBalancer: Resource): string | Unknown | undefined {
  const protocol = textArgument(listener, "protocol");
  if (protocol !== undefined) return protocol instanceof Unknown ? protocol : protocol.toUpperCase();
  return kindOf(loadBalancer) === "application" ? "HTTP" : undefined;
}
