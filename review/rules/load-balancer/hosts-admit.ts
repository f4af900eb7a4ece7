import type { Graph } from "../../graph/graph";
import { isSet } from "../../load-balancer/argument";
import { connectionsToTarget } from "../../load-balancer/connection";
import type { Forwarding } from "../../load-balancer/forwarding";
import { hostsOf } from "../../load-balancer/hosts";
import { type Judgement, type Objection, proven, unknown } from "../../verdict";
import type { Connection } from "../network/connection";
import { judgeSide, sidesOf } from "../network/group-admission";
import type { Rule } from "../rule";

/**
 * From these Docker chooses a port of the instance, by its version and that of Linux: the first range of either, and the last port
 * of both. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
const CHOSEN = { first: 32768, last: 65535, certain: 49153, others: [32768, 60999] } as const;

export const hostsAdmit: Rule<Forwarding> = {
  id: "LB-08",
  title: "The instances of tasks admit the ports that Docker chooses",
  awsCode: "ENI_SG_RULES_MISMATCH",
  check: (forwarding, graph) => {
    const { target, loadBalancer } = forwarding;
    if (target?.kind !== "ECS service" || isSet(target.resource.get("network_configuration")))
      return undefined;
    const { resource: service } = target;
    if (!hostsOf(graph, service)) {
      return unknown({
        at: service,
        found: `on which instances the tasks of ${service.address} run is not in the files given`,
        needed: `instances whose security groups admit ${loadBalancer.address}`,
        why: "Tasks without a network interface of their own are connected to at their instance, whose security groups decide.",
        fix: "Give the files or the plan that have the instances, or set network_mode to awsvpc.",
      });
    }
    if (!target.hasChosenPort) return undefined;
    return connectionsToTarget(graph, forwarding).flatMap((connection) => [
      ...judge(graph, connection, "egress"),
      ...judge(graph, connection, "ingress"),
    ]);
  },
};

function judge(graph: Graph, connection: Connection, direction: "egress" | "ingress"): Judgement[] {
  const side = sidesOf(connection)[direction];
  const at = (port: number) => judgeSide(graph, { ...connection, port }, side);
  const certain = at(CHOSEN.certain);
  if (!certain) return [];
  if ("at" in certain) return [withRange(certain)];
  const doubt = CHOSEN.others.map(at).find((one) => one !== undefined && "at" in one);
  if (doubt && "at" in doubt) {
    return [
      withRange({
        ...doubt,
        verdict: "UNKNOWN",
        found: `only a part of the ports that Docker may choose is let through: ${doubt.found}`,
      }),
    ];
  }
  return [proven(`${inRange(certain.evidence)}`)];
}

function withRange(objection: Objection): Objection {
  return {
    ...objection,
    needed: inRange(objection.needed),
    why: `${objection.why} A port mapping without a host port gets one from ${CHOSEN.first} on, which ECS registers.`,
    fix: inRange(objection.fix),
  };
}

/** Words about one of the ports, made words about all. */
function inRange(words: string): string {
  const ports = [CHOSEN.certain, ...CHOSEN.others].join("|");
  return words
    .replace(new RegExp(`/(?:${ports})\\b`, "g"), `/${CHOSEN.first}-${CHOSEN.last}`)
    .replace(new RegExp(`(from_port\\s*=\\s*)(?:${ports})\\b`, "g"), `$1${CHOSEN.first}`)
    .replace(new RegExp(`(to_port\\s*=\\s*)(?:${ports})\\b`, "g"), `$1${CHOSEN.last}`)
    .replace(new RegExp(`_(?:${ports})"`, "g"), `_${CHOSEN.first}"`);
}
