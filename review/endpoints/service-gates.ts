import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isResource, type Named, nameOf } from "../network/look-up";
import { internetPeer, type Peer, peerOf, servicePeer } from "../network/peer";
import { connectionGates } from "../paths/connection-gates";
import { type Check, checks, type Element, type Gate, type PathDraft } from "../paths/draft";
import { gatewayIsRouted } from "../rules/endpoints/gateway-is-routed";
import { nameLeadsToEndpoint } from "../rules/endpoints/name-leads-to-endpoint";
import { wayToService } from "../rules/endpoints/way-to-service";
import { endpointPolicyAllows } from "../rules/iam/endpoint-policy-allows";
import { identityAllows, taskRoleAllows } from "../rules/iam/identity-allows";
import { registryTokenIsUnconditional } from "../rules/iam/registry-token-is-unconditional";
import { roleIsSet } from "../rules/iam/role-is-set";
import { roleTrusts } from "../rules/iam/role-trusts";
import { egressOpens } from "../rules/network/egress-opens";
import { vpcResolvesPrivateDns } from "../rules/network/vpc-resolves-private-dns";
import type { ServiceCaller } from "./caller";
import type { SubnetWay } from "./internet";
import { type ServiceCall, type ServiceNeed, serviceCall } from "./service-call";

/** A path to an AWS service: all that it passes between its two ends, and the gates on it. */
export interface ServiceGates {
  readonly call: ServiceCall;
  readonly elements: readonly Element[];
  readonly gates: readonly Gate[];
}

/** The path from a caller to an AWS service, with everything on the way that has to hold. */
export function servicePath(
  graph: Graph,
  source: Element,
  caller: ServiceCaller,
  need: ServiceNeed,
): PathDraft {
  const { call, elements, gates } = serviceGates(graph, source, caller, need);
  return { from: source.name, to: call.name, port: call.service.ports[0], elements, gates };
}

/**
 * The gates between a caller and an AWS service.
 *
 * @param source the element with which the path begins
 * @param destination the element with which it ends, where that is not the service as a whole
 */
export function serviceGates(
  graph: Graph,
  source: Element,
  caller: ServiceCaller,
  need: ServiceNeed,
  destination?: Element,
): ServiceGates {
  const call = serviceCall(graph, caller, need);
  const end: Element = destination ?? {
    name: call.name,
    kind: "AWS service",
    lane: "AWS",
    ...(need.parts && need.parts.length > 0 ? { parts: need.parts } : {}),
  };
  const between = elementsBetween(call);
  const elements = [source, ...between, end];
  const last = elements.length - 1;
  const gates = [
    {
      title: `way to ${call.name}`,
      between: [0, Math.min(1, last)] as const,
      checks: checks(call, wayToService),
    },
    ...gatesOfWay(graph, call),
    ...permissionGates(call, last),
    ...(need.checks && need.checks.length > 0
      ? [{ title: `what is used of ${call.name}`, between: [last, last] as const, checks: need.checks }]
      : []),
  ];
  return { call, elements, gates };
}

function elementsBetween({ way, ways, caller }: ServiceCall): readonly Element[] {
  const lane = laneOf(caller.peer);
  switch (way.kind) {
    case "interface":
    case "gateway": {
      const { resource } = way.endpoint;
      return [
        {
          name: resource.address,
          resource,
          kind: way.kind === "gateway" ? "gateway endpoint" : "interface endpoint",
          lane,
        },
      ];
    }
    case "internet":
      return gatewayElements(ways.internet, lane);
    case "none":
      return [];
  }
}

/** The NAT or internet gateways on the way out, as one element: each subnet may have its own. */
export function gatewayElements(ways: readonly SubnetWay[], lane: string): readonly Element[] {
  const gateways = new Map<Named, string>();
  for (const { way } of ways) {
    if ("route" in way && (way.kind === "NAT gateway" || way.kind === "internet gateway")) {
      gateways.set(way.route.target.named, way.kind);
    }
  }
  const [first] = gateways;
  if (!first) return [];
  const [named, kind] = first;
  const parts = [...gateways.keys()].filter(isResource);
  const resource = isResource(named) ? named : undefined;
  return [{ name: nameOf(named), ...(resource ? { resource } : {}), kind, lane, parts }];
}

function gatesOfWay(graph: Graph, call: ServiceCall): readonly Gate[] {
  const { way, caller, service, name } = call;
  const port = service.ports[0];
  const from = caller.peer;
  switch (way.kind) {
    case "interface": {
      const { resource } = way.endpoint;
      const to = peerOf(graph, resource);
      const connection = { from, protocol: "tcp", port, identity: "groups" } as const;
      return [
        ...(to ? connectionGates(`${from.label} -> ${resource.address}`, { ...connection, to }, [0, 1]) : []),
        { title: `name of ${name}`, between: [0, 1], checks: namingChecks(call, resource) },
      ];
    }
    case "gateway": {
      const { resource } = way.endpoint;
      const to = servicePeer(name, resource);
      return [
        { title: `routes to ${resource.address}`, between: [0, 1], checks: checks(call, gatewayIsRouted) },
        ...connectionGates(
          `${from.label} -> ${name}`,
          { from, to, protocol: "tcp", port, identity: "addresses" },
          [0, 1],
        ),
      ];
    }
    case "internet":
      return internetGates(caller, name, port);
    case "none":
      // What the caller may do without need not be let out.
      return call.need.dispensable === undefined ? gatesWithoutWay(caller, name, port) : [];
  }
}

/** What has to hold at the caller's end wherever a way will lead, so that the cure of one fault does not lead to the next. */
export function gatesWithoutWay({ peer }: ServiceCaller, name: string, port: number): readonly Gate[] {
  const connection = {
    from: peer,
    to: internetPeer(name),
    protocol: "tcp",
    port,
    identity: "addresses",
  } as const;
  return [
    {
      title: `${peer.label} -> ${name}: security groups`,
      between: [0, 1],
      checks: checks(connection, egressOpens),
    },
  ];
}

/** The gates of a connection that leaves over the internet. */
export function internetGates({ peer }: ServiceCaller, name: string, port: number): readonly Gate[] {
  const to = internetPeer(name);
  return connectionGates(
    `${peer.label} -> ${name}`,
    { from: peer, to, protocol: "tcp", port, identity: "addresses" },
    [0, 1],
  );
}

/** Private DNS wants two attributes of the VPC; who is told the endpoint's URL needs neither. */
function namingChecks(call: ServiceCall, endpoint: Resource): Check[] {
  const naming = checks(call, nameLeadsToEndpoint);
  if (call.way.kind !== "interface" || call.way.endpoint.privateDns === false) return naming;
  return [...naming, ...checks({ vpc: call.caller.peer.vpc, endpoint }, vpcResolvesPrivateDns)];
}

function permissionGates({ need, way }: ServiceCall, last: number): Gate[] {
  const endpoint =
    way.kind === "interface" || way.kind === "gateway"
      ? way.endpoint.resource
      : way.kind === "internet"
        ? "none"
        : undefined;
  const roles = new Map<string, Check[]>();
  const asked = new Set<unknown>();
  const policies: Check[] = [];
  for (const { need: permission, ask, ofApplication } of need.permissions) {
    const whole = { ...permission, endpoint } as const;
    if (ask !== "endpoint") {
      const ofRole = roles.get(permission.roleName) ?? [];
      roles.set(permission.roleName, ofRole);
      if (!asked.has(permission.role)) ofRole.push(...checks(whole, roleIsSet, roleTrusts));
      asked.add(permission.role);
      ofRole.push(
        ...checks(whole, ofApplication ? taskRoleAllows : identityAllows, registryTokenIsUnconditional),
      );
    }
    if (ask !== "identity") policies.push(...checks(whole, endpointPolicyAllows));
  }
  const gates: Gate[] = [...roles].map(([name, ofRole]) => ({
    title: name,
    between: [0, last],
    checks: ofRole,
  }));
  if (policies.length > 0 && last > 1) {
    gates.push({ title: "endpoint policy", between: [1, 1], checks: policies });
  }
  return gates;
}

export function laneOf({ vpc }: Peer): string {
  return vpc === undefined ? "" : nameOf(vpc);
}
