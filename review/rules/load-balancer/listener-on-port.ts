import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { listenerPort, listenersOf } from "../../load-balancer/listeners";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";

/** A load balancer, and what connects to it at a port. */
export interface PortOfLoadBalancer {
  readonly loadBalancer: Resource;
  readonly port: number | Unknown | undefined;
  /** Who wants the port, like the attachment that registers the load balancer as a target. */
  readonly by: Resource;
}

export const listenerOnPort: Rule<PortOfLoadBalancer> = {
  id: "LB-01",
  title: "The load balancer listens on the port",
  awsCode: "ELBV2_LISTENERS_MISMATCH",
  check: ({ loadBalancer, port, by }, graph) => {
    const { listeners, complete } = listenersOf(graph, loadBalancer);
    const ports = listeners.map(listenerPort);
    const wanted = port === undefined || port instanceof Unknown ? "that port" : `port ${port}`;
    const index = ports.indexOf(port);
    const listener = listeners[index];
    if (typeof port === "number" && listener) return proven(`${listener.address} listens on port ${port}`);
    const words = {
      at: loadBalancer,
      needed: `a listener of ${loadBalancer.address} on ${wanted}, to which ${by.address} connects`,
      why: "A load balancer takes connections only on the ports of its listeners.",
      fix: `resource "aws_lb_listener" "${loadBalancer.name}" {\n  load_balancer_arn = ${loadBalancer.address}.arn\n  port = ${typeof port === "number" ? port : "..."}\n}`,
    };
    const has = listeners
      .map(({ address }, position) => `${address} on ${String(knownOr(ports[position]))}`)
      .join(", ");
    const found =
      has === "" ? `${loadBalancer.address} has no listener here` : `${loadBalancer.address} has ${has}`;
    const doubt =
      complete !== true
        ? complete
        : typeof port !== "number"
          ? "the port is not known"
          : ports.some((one) => typeof one !== "number")
            ? "the port of a listener is not known"
            : undefined;
    return doubt === undefined
      ? broken({ ...words, found })
      : unknown({ ...words, found: `${found}; ${doubt}` });
  },
};

const knownOr = (port: number | Unknown | undefined) =>
  typeof port === "number" ? port : "a port that is not known";
