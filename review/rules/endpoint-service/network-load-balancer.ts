import { Unknown } from "../../graph/value";
import { listenersOf } from "../../load-balancer/listeners";
import { kindOf } from "../../load-balancer/load-balancer";
import { isResource, nameOf } from "../../network/look-up";
import { broken, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { ServiceToLoadBalancer } from "./way";

/** https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html */
export const networkLoadBalancer: Rule<ServiceToLoadBalancer> = {
  id: "EPS-07",
  title: "A Network Load Balancer with a listener stands behind the endpoint service",
  check({ service, loadBalancer }, graph) {
    const words = {
      at: service,
      needed: "a Network Load Balancer in network_load_balancer_arns, with a listener",
      why: "What comes over an endpoint service is taken by the listeners of its Network Load Balancers.",
      fix: 'load_balancer_type = "network"',
    };
    if (!isResource(loadBalancer)) {
      const found = `${nameOf(loadBalancer)} behind ${service.address} is not in the files given`;
      return unknown({
        ...words,
        found,
        fix: "Give the files, the plan or the state that have the load balancer.",
      });
    }
    const kind = kindOf(loadBalancer);
    if (kind === "application")
      return broken({ ...words, found: `${loadBalancer.address} is an Application Load Balancer` });
    if (kind instanceof Unknown) return unknown({ ...words, found: kind.reason });
    const { listeners, complete } = listenersOf(graph, loadBalancer);
    if (listeners.length > 0) return proven(`${service.address} leads to ${loadBalancer.address}`);
    return unknown({
      ...words,
      at: loadBalancer,
      found: `${loadBalancer.address} has no listener: ${String(complete)}`,
      fix: `resource "aws_lb_listener" "${loadBalancer.name}" {\n  load_balancer_arn = ${loadBalancer.address}.arn\n  ...\n}`,
    });
  },
};
