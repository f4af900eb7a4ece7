import { External, type Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference, Unknown, type Value } from "../../graph/value";
import { ENDPOINT, type LatticeEndpointType, LEADS_TO, meantType } from "../../lattice/endpoint";
import { CONFIGURATION, childrenOf, gatewayOf, typeOf } from "../../lattice/resource-configuration";
import { membersOf, networksOf, SERVICE_NETWORK, VPC_ASSOCIATION } from "../../lattice/service-network";
import { type Share, sharesOf } from "../../lattice/sharing";
import { type Target, targetsOf } from "../../lattice/target";
import { follow, isResource, lookUp, type Named } from "../../network/look-up";

/** Where clients come in. */
export type Entrance =
  | { readonly kind: "endpoint"; readonly type: LatticeEndpointType; readonly at: Resource }
  /** Of a VPC with a service network. */
  | { readonly kind: "association"; readonly at: Resource }
  /** In another account. */
  | { readonly kind: "share"; readonly at: Share; readonly principal: Resource | undefined }
  /** Nowhere in the files given. */
  | { readonly kind: "none" };

/** The service network that lies between an entrance and a resource configuration. */
export interface ThroughNetwork {
  readonly network: Resource;
  readonly association: Resource;
}

/** What a way leads to where the other half of it is not in the files given. */
export interface Beyond {
  /** The ARN, or a name in words. */
  readonly name: string;
  /** Set if it cannot be told what is meant at all. */
  readonly reason?: string;
}

/** From where clients come in to one database, or to where the files end. */
export interface Way {
  readonly entrance: Entrance;
  readonly through?: ThroughNetwork;
  readonly to: Target | Beyond;
}

interface Ways {
  readonly all: readonly Way[];
  readonly byEntrance: ReadonlyMap<Resource, readonly Way[]>;
}

const known = new WeakMap<Graph, Ways>();

/** All ways over VPC Lattice that the files have. */
export function waysOf(graph: Graph): readonly Way[] {
  return read(graph).all;
}

/** Those that begin at an endpoint or an association. */
export function waysThrough(graph: Graph, entrance: Resource): readonly Way[] {
  return read(graph).byEntrance.get(entrance) ?? [];
}

function read(graph: Graph): Ways {
  const before = known.get(graph);
  if (before) return before;
  const own = [...fromEndpoints(graph), ...fromAssociations(graph)];
  const byEntrance = new Map<Resource, Way[]>();
  for (const way of own) {
    if (way.entrance.kind !== "endpoint" && way.entrance.kind !== "association") continue;
    const { at } = way.entrance;
    byEntrance.set(at, [...(byEntrance.get(at) ?? []), way]);
  }
  const ways = { all: [...own, ...fromOthers(graph, own)], byEntrance };
  known.set(graph, ways);
  return ways;
}

export function isTarget(to: Way["to"]): to is Target {
  return "configuration" in to;
}

function fromEndpoints(graph: Graph): readonly Way[] {
  return graph.ofType(ENDPOINT).flatMap((endpoint): readonly Way[] => {
    const type = endpoint.mode === "managed" ? meantType(endpoint) : undefined;
    if (!type) return [];
    const entrance = { kind: "endpoint", type, at: endpoint } as const;
    const value = endpoint.get(LEADS_TO[type]);
    if (type === "Resource") {
      const configuration = lookUp(graph, value, CONFIGURATION);
      return toConfiguration(graph, entrance, configuration, value);
    }
    return toNetwork(graph, entrance, lookUp(graph, value, SERVICE_NETWORK), value);
  });
}

function fromAssociations(graph: Graph): readonly Way[] {
  return graph.ofType(VPC_ASSOCIATION).flatMap((association) => {
    const value = association.get("service_network_identifier");
    const network = lookUp(graph, value, SERVICE_NETWORK);
    return toNetwork(graph, { kind: "association", at: association }, network, value);
  });
}

function toNetwork(
  graph: Graph,
  entrance: Entrance,
  network: Named | undefined,
  value: Value | undefined,
): readonly Way[] {
  if (network === undefined) return [];
  const members = isResource(network) ? membersOf(graph, network) : [];
  // What else is in a service network that exists outside of the files given is not known.
  if (!isResource(network) || (members.length === 0 && network.mode === "data"))
    return [{ entrance, to: beyond(network, value, "the service network") }];
  return members.flatMap(({ association, configuration }) => {
    const argument = association.get("resource_configuration_identifier");
    return toConfiguration(graph, entrance, configuration, argument).map((way) => ({
      ...way,
      through: { network, association },
    }));
  });
}

function toConfiguration(
  graph: Graph,
  entrance: Entrance,
  configuration: Named | undefined,
  value: Value | undefined,
): readonly Way[] {
  if (configuration === undefined) return [];
  if (!isResource(configuration))
    return [{ entrance, to: beyond(configuration, value, "the resource configuration") }];
  return targetsOf(graph, configuration).map((to) => ({ entrance, to }));
}

/** Configurations that no client of these files uses: those that are shared, and those that somebody else may use. */
function fromOthers(graph: Graph, own: readonly Way[]): readonly Way[] {
  const used = new Set(
    own.flatMap(({ to }) => (isTarget(to) ? [to.configuration, ...(to.group ? [to.group] : [])] : [])),
  );
  return graph.ofType(CONFIGURATION).flatMap((configuration) => {
    if (used.has(configuration) || configuration.mode === "data") return [];
    // A child is reached through its group.
    if (typeOf(configuration) === "CHILD") return [];
    const entrances = entrancesOfOthers(graph, configuration);
    return entrances.flatMap(({ entrance, through }) =>
      targetsOf(graph, configuration).map((to): Way => ({ entrance, ...(through && { through }), to })),
    );
  });
}

function entrancesOfOthers(
  graph: Graph,
  configuration: Resource,
): readonly { readonly entrance: Entrance; readonly through?: ThroughNetwork }[] {
  // Whoever shares the gateway, or a child, means what it leads to.
  const meant = [configuration, ...childrenOf(graph, configuration), gatewayOf(graph, configuration)];
  const own = meant
    .filter((one) => isResource(one))
    .flatMap((one) => sharesOf(graph, one).map((share) => ({ share, through: undefined })));
  const ofNetworks = networksOf(graph, configuration).flatMap((network) => {
    const association = membersOf(graph, network).find(
      (member) => member.configuration === configuration,
    )?.association;
    const through = association && { network, association };
    return sharesOf(graph, network).map((share) => ({ share, through }));
  });
  const shared = [...own, ...ofNetworks].flatMap(({ share, through }) => {
    const principals = share.principals.length > 0 ? share.principals : [undefined];
    return principals.map((principal) => ({
      entrance: { kind: "share", at: share, principal } as const,
      ...(through && { through }),
    }));
  });
  return shared.length > 0 ? shared : [{ entrance: { kind: "none" } }];
}

/**
 * The other half of a path, as far as it has a name here. An id or ARN that is written down, a variable without a value and what a
 * data source finds are meant to come from outside; anything else should have led to a resource, and did not.
 */
function beyond(found: Named, value: Value | undefined, what: string): Beyond {
  if (found instanceof External) return { name: found.id };
  if (!(found instanceof Unknown)) return { name: found.address };
  const followed = follow(value);
  if (followed instanceof Reference && followed.resource.mode === "data") {
    return { name: `${followed.resource.address}.${followed.path.join(".")}` };
  }
  const [, variable] = /^variable (\S+) has no value/.exec(found.reason) ?? [];
  if (variable) return { name: `var.${variable}` };
  return { name: what, reason: found.reason };
}
