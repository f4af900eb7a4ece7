import type { Forwarding } from "../../load-balancer/forwarding";
import { listenerProtocol } from "../../load-balancer/listeners";
import { kindName } from "../../load-balancer/load-balancer";
import { groupProtocol } from "../../load-balancer/target-group";
import { isResource } from "../../network/look-up";
import { broken, proven } from "../../verdict";
import type { Rule } from "../rule";

/**
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html and
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
  HTTP: ["HTTP", "HTTPS"],
  HTTPS: ["HTTP", "HTTPS"],
};

export const protocolsFit: Rule<Forwarding> = {
  id: "LB-11",
  title: "The protocols of listener and target group fit",
  check: ({ loadBalancer, listener, group }) => {
    if (!isResource(group)) return undefined;
    const from = listenerProtocol(listener, loadBalancer);
    const to = groupProtocol(group);
    const fitting = typeof from === "string" ? FITTING[from] : undefined;
    if (typeof to !== "string" || !fitting) return undefined;
    if (fitting.includes(to))
      return proven(`${listener.address} (${from}) forwards to ${group.address} (${to})`);
    return broken({
      at: group,
      found: `${listener.address} has protocol ${from}, and ${group.address} has ${to}`,
      needed: `a target group with protocol ${fitting.join(" or ")}`,
      why: `AWS refuses a listener whose protocol the target group does not fit; a ${kindName(loadBalancer)} does not change one into the other.`,
      fix: `protocol = "${fitting[0]}"`,
    });
  },
};
