import type { Resource } from "../../graph/resource";
import { textArgument } from "../../load-balancer/argument";
import { listenerPort, listenerProtocol } from "../../load-balancer/listeners";
import { kindName, kindOf } from "../../load-balancer/load-balancer";
import { LISTENERS, LOAD_BALANCERS } from "../../load-balancer/types";
import { isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  application: ["HTTP", "HTTPS"],
  network: ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC"],
};

export const listenerWellFormed: ResourceRule = {
  id: "LB-07",
  title: "The listener has a protocol of its load balancer, a port, and a certificate for TLS",
  awsCode: "ELBV2_LISTENER_PORT_RESTRICTION",
  types: LISTENERS,
  check: (listener, graph) => {
    const loadBalancer = lookUp(graph, listener.get("load_balancer_arn"), ...LOAD_BALANCERS);
    if (!isResource(loadBalancer)) return undefined;
    return [...protocolOf(listener, loadBalancer), ...certificateOf(listener, loadBalancer)];
  },
};

function protocolOf(listener: Resource, loadBalancer: Resource): Judgement[] {
  const allowed = PROTOCOLS[String(kindOf(loadBalancer))];
  if (!allowed) return [];
  const protocol = listenerProtocol(listener, loadBalancer);
  const said: Judgement[] = [];
  if (protocol === undefined || (typeof protocol === "string" && !allowed.includes(protocol))) {
    said.push(
      broken({
        at: listener,
        found: `${listener.address} has ${protocol === undefined ? "no protocol" : `protocol ${protocol}`} at a ${kindName(loadBalancer)}`,
        needed: `protocol ${allowed.slice(0, 4).join(", ")}`,
        why: "An Application Load Balancer listens for HTTP and HTTPS, a Network Load Balancer for TCP, TLS and UDP; AWS refuses the listener.",
        fix: `protocol = "${allowed[0]}"`,
      }),
    );
  }
  if (listenerPort(listener) === undefined) {
    said.push(
      broken({
        at: listener,
        found: `${listener.address} has no port`,
        needed: "a port from 1 to 65535",
        why: "AWS refuses a listener without a port.",
        fix: "port = 80",
      }),
    );
  }
  return said;
}

function certificateOf(listener: Resource, loadBalancer: Resource): Judgement[] {
  const protocol = listenerProtocol(listener, loadBalancer);
  if (protocol !== "HTTPS" && protocol !== "TLS") return [];
  if (textArgument(listener, "certificate_arn") !== undefined) return [];
  return [
    broken({
      at: listener,
      found: `${listener.address} has protocol ${protocol} and no certificate_arn`,
      needed: "a default certificate",
      why: "AWS refuses a listener that ends TLS and has no certificate; aws_lb_listener_certificate only adds further ones.",
      fix: "certificate_arn = aws_acm_certificate....arn",
    }),
  ];
}
