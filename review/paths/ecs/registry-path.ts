import type { RegistryNeed } from "../../ecs/needs-of-images";
import type { ServiceCaller } from "../../endpoints/caller";
import { internetWays, reachesInternet } from "../../endpoints/internet";
import { gatesWithoutWay, gatewayElements, internetGates, laneOf } from "../../endpoints/service-gates";
import type { Graph } from "../../graph/graph";
import { registryReachable } from "../../rules/ecs/registry-reachable";
import { checks, type Element, type PathDraft } from "../draft";

/** From a task to a registry that has no endpoint: over the internet alone. */
export function registryPath(
  graph: Graph,
  source: Element,
  caller: ServiceCaller,
  need: RegistryNeed,
): PathDraft {
  const internet = internetWays(graph, caller);
  const reaches = reachesInternet(internet);
  const [, host = need.host, port = "443"] = /^(.*?)(?::(\d+))?$/.exec(need.host) ?? [];
  const between = reaches === false ? [] : gatewayElements(internet, laneOf(caller.peer));
  const end: Element = { name: host, kind: "registry", lane: "the internet" };
  const subject = { caller, need: { ...need, host }, internet, reaches };
  return {
    from: source.name,
    to: host,
    port: Number(port),
    elements: [source, ...between, end],
    gates: [
      { title: `way to ${host}`, between: [0, 1], checks: checks(subject, registryReachable) },
      ...(reaches === false ? gatesWithoutWay : internetGates)(caller, host, Number(port)),
    ],
  };
}
