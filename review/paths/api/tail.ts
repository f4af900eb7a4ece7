import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { type Clients, connectionsToTarget, keptConnection } from "../../load-balancer/connection";
import { type Forwarding, forwardingsOf, leadsOn } from "../../load-balancer/forwarding";
import { listenerPort, listenersOf } from "../../load-balancer/listeners";
import { kindName } from "../../load-balancer/load-balancer";
import type { Target } from "../../load-balancer/targets";
import { isResource, nameOf } from "../../network/look-up";
import { containerPortExists } from "../../rules/load-balancer/container-port-exists";
import { functionPermits } from "../../rules/load-balancer/function-permits";
import { groupHasTargets } from "../../rules/load-balancer/group-has-targets";
import { healthCheckReaches } from "../../rules/load-balancer/health-check-reaches";
import { hostsAdmit } from "../../rules/load-balancer/hosts-admit";
import { listenerForwards } from "../../rules/load-balancer/listener-forwards";
import { listenerOnPort } from "../../rules/load-balancer/listener-on-port";
import { protocolsFit } from "../../rules/load-balancer/protocols-fit";
import { sameVpc } from "../../rules/load-balancer/same-vpc";
import { serviceWaitsForListener } from "../../rules/load-balancer/service-waits-for-listener";
import { targetTypeFits } from "../../rules/load-balancer/target-type-fits";
import { taskTargetType } from "../../rules/load-balancer/task-target-type";
import { zonesCovered } from "../../rules/load-balancer/zones-covered";
import { ingressAdmits } from "../../rules/network/ingress-admits";
import { networkAclsAdmit } from "../../rules/network/network-acls-admit";
import { routeBetween } from "../../rules/network/route-between";
import { connectionGates } from "../connection-gates";
import { checks, type Element, type Gate } from "../draft";
import { loadBalancerElement, targetElement } from "./elements";

/** The end of a path, from a load balancer on. */
export interface Tail {
  readonly to: string;
  readonly port: number | undefined;
  readonly elements: readonly Element[];
  readonly gates: readonly Gate[];
}

/**
 * The ways from a listener to each of its targets.
 *
 * @param at index that the load balancer has among the elements of the path
 */
export function tailsFrom(
  graph: Graph,
  loadBalancer: Resource,
  listener: Resource,
  clients: Clients,
  at: number,
): readonly Tail[] {
  const byTarget = new Map<string, Forwarding[]>();
  for (const forwarding of forwardingsOf(graph, loadBalancer, listener)) {
    const key = `${endOf(forwarding)} ${String(forwarding.target?.port)}`;
    const same = byTarget.get(key);
    if (same) same.push(forwarding);
    else byTarget.set(key, [forwarding]);
  }
  return [...byTarget.values()].flatMap((same) => tailsOf(graph, same, clients, at));
}

function tailsOf(graph: Graph, same: readonly Forwarding[], clients: Clients, at: number): Tail[] {
  const [first] = same;
  if (!first) return [];
  const head = loadBalancerElement(graph, first.loadBalancer, partsOf(same));
  const gates = [
    {
      title: `${head.kind}: listener and target group`,
      between: [at, at] as const,
      checks: same.flatMap((one) =>
        checks(one, listenerForwards, groupHasTargets, protocolsFit, targetTypeFits, serviceWaitsForListener),
      ),
    },
  ];
  const { target, group, listener } = first;
  if (!target) {
    const end = endOf(first);
    const port = group ? undefined : numberOrNone(listenerPort(listener));
    const kind = group ? "target group" : "listener";
    const resource = group ? (isResource(group) ? group : undefined) : listener;
    const last = { name: end, ...(resource && { resource }), kind, lane: head.lane };
    return [{ to: end, port, elements: [head, last], gates }];
  }
  const passed = [...gates, ...targetGates(graph, same, target, clients, head.kind, at)];
  if (leadsOn(target) && at < LONGEST) return onwards(graph, target, head, passed, at);
  const elements = [head, targetElement(graph, first, target)];
  return [{ to: endOf(first), port: numberOrNone(target.port), elements, gates: passed }];
}

/** Load balancers that send to one another in a circle have no end. */
const LONGEST = 4;

function targetGates(
  graph: Graph,
  same: readonly Forwarding[],
  target: Target,
  clients: Clients,
  kind: string,
  at: number,
): Gate[] {
  const name =
    target.kind === "ECS service"
      ? "task"
      : target.kind === "load balancer"
        ? kindName(target.resource)
        : target.kind;
  const title = `${kind} -> ${name}`;
  const between = [at, at + 1] as const;
  const [first] = same;
  const rules = [
    containerPortExists,
    taskTargetType,
    hostsAdmit,
    functionPermits,
    sameVpc,
    healthCheckReaches,
    zonesCovered,
  ];
  return [
    {
      title: `${title}: registration and health check`,
      between,
      checks: same.flatMap((one) => checks(one, ...rules)),
    },
    ...(first ? networkGates(graph, first, title, clients, between) : []),
  ];
}

function networkGates(
  graph: Graph,
  forwarding: Forwarding,
  way: string,
  clients: Clients,
  between: Gate["between"],
): readonly Gate[] {
  const all = connectionsToTarget(graph, forwarding);
  // An API calls by TCP alone.
  const connections = clients === "anybody" ? all : all.filter(({ protocol }) => protocol === "tcp");
  return connections.flatMap((connection): readonly Gate[] => {
    const title = connections.length === 1 ? way : `${way} by ${connection.protocol.toUpperCase()}`;
    const network = {
      title: `${title}: network ACLs and routes`,
      between,
      checks: checks(connection, networkAclsAdmit, routeBetween),
    };
    // Security groups are asked about each port that Docker may choose by a rule of its own.
    if (forwarding.target?.hasChosenPort) return [network];
    const kept = keptConnection(graph, forwarding, clients, connection);
    if (!kept) return connectionGates(title, connection, between);
    return [{ title: `${title}: security groups`, between, checks: checks(kept, ingressAdmits) }, network];
  });
}

/** From a load balancer that is a target itself on to its own targets. */
function onwards(graph: Graph, target: Target, head: Element, passed: readonly Gate[], at: number): Tail[] {
  const { resource: loadBalancer, port, by } = target;
  const gate = {
    title: `${kindName(loadBalancer)}: listener`,
    between: [at + 1, at + 1] as const,
    checks: checks({ loadBalancer, port, by }, listenerOnPort),
  };
  const { listeners } = listenersOf(graph, loadBalancer);
  const fitting = listeners.filter((listener) => typeof port === "number" && listenerPort(listener) === port);
  const tails = (fitting.length > 0 ? fitting : listeners).flatMap((listener) =>
    tailsFrom(graph, loadBalancer, listener, "anybody", at + 1),
  );
  const gates = [...passed, gate];
  if (tails.length === 0) {
    const elements = [head, loadBalancerElement(graph, loadBalancer, [])];
    return [{ to: loadBalancer.address, port: numberOrNone(port), elements, gates }];
  }
  return tails.map((tail) => ({
    ...tail,
    elements: [head, ...tail.elements],
    gates: [...gates, ...tail.gates],
  }));
}

function partsOf(same: readonly Forwarding[]): readonly Resource[] {
  const parts = same.flatMap(({ listener, forward, group }) => [
    listener,
    forward?.by,
    isResource(group) ? group : undefined,
  ]);
  return [...new Set(parts.filter((part) => part !== undefined))];
}

/** Where a way ends: at the target, for addresses at their target group, and where nothing is registered there or at the listener. */
function endOf({ target, group, listener }: Forwarding): string {
  if (target && target.kind !== "address") return target.resource.address;
  return group ? nameOf(group) : listener.address;
}

function numberOrNone(port: unknown): number | undefined {
  return typeof port === "number" ? port : undefined;
}
