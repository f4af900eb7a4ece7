import type { External, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Unknown, type Value } from "../graph/value";
import { readAddress } from "../network/addresses";
import { follow, isResource, lookUp } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { type Peer, peerAt, peerOf } from "../network/peer";
import { portOf, RDS, wholeOf } from "./database";
import {
  childrenOf,
  type Definition,
  definitionOf,
  gatewayOf,
  groupOf,
  onlyPortOf,
  typeOf,
} from "./resource-configuration";

/** What one resource configuration leads to. */
export interface Target {
  /** The configuration that has the definition: of a group, the child. */
  readonly configuration: Resource;
  /** The group, if the configuration is a child of one. */
  readonly group?: Resource;
  readonly gateway: Resource | External | Unknown | undefined;
  readonly definition: Definition | undefined;
  /** The database, if it is in the files given. */
  readonly destination: Resource | undefined;
  /** As reports call it: its address, its host name, ARN or IP address. */
  readonly name: string;
  readonly port: number | Unknown | undefined;
}

/** All that clients of a configuration reach: of a group each of its children. */
export function targetsOf(graph: Graph, configuration: Resource): readonly Target[] {
  if (typeOf(configuration) === "GROUP") {
    return childrenOf(graph, configuration).map((child) => targetOf(graph, child));
  }
  return [targetOf(graph, configuration)];
}

/** What a configuration with a definition leads to. */
export function targetOf(graph: Graph, configuration: Resource): Target {
  const definition = definitionOf(configuration);
  const group = groupOf(graph, configuration);
  const known = definition instanceof Unknown ? undefined : definition;
  const destination = known && destinationOf(graph, known.value);
  return {
    configuration,
    ...(isResource(group) && group !== configuration ? { group } : {}),
    gateway: gatewayOf(graph, configuration),
    definition: known,
    destination,
    name: destination?.address ?? outsideName(configuration, known),
    port: portOfTarget(graph, configuration, known, destination),
  };
}

/** The resource that a definition names. Others than databases can be reached by a host name or an address too. */
export function destinationOf(graph: Graph, value: Value | undefined, hops = 3): Resource | undefined {
  const found = lookUp(graph, value, ...RDS);
  if (isResource(found)) return found;
  const reference = value instanceof Unknown ? onlyCandidate(value) : value;
  if (!(reference instanceof Reference)) return undefined;
  const { resource } = reference;
  if (hops > 0 && resource.type === "aws_route53_record") {
    const aim = follow(resource.get("records")) ?? nestedBlocks(resource.get("alias"))[0];
    const name = Array.isArray(aim)
      ? aim[0]
      : aim && !(aim instanceof Unknown)
        ? valueOfAlias(aim)
        : undefined;
    return destinationOf(graph, name, hops - 1);
  }
  return resource;
}

function valueOfAlias(alias: unknown): Value | undefined {
  return typeof alias === "object" && alias !== null && "name" in alias ? (alias.name as Value) : undefined;
}

function onlyCandidate({ candidates }: Unknown): Reference | undefined {
  const [only] = candidates;
  return candidates.every(({ resource }) => resource === only?.resource) ? only : undefined;
}

function outsideName(configuration: Resource, definition: Definition | undefined): string {
  const value = follow(definition?.value);
  return typeof value === "string" && value !== "" ? value : `what ${configuration.address} leads to`;
}

// A configuration by ARN takes the port of the database. One by name or address admits the ports that it says.
function portOfTarget(
  graph: Graph,
  configuration: Resource,
  definition: Definition | undefined,
  destination: Resource | undefined,
): number | Unknown | undefined {
  const own = destination && portOf(graph, destination);
  if (definition?.kind === "arn" || typeof own === "number") return own;
  return onlyPortOf(graph, configuration) ?? own;
}

/**
 * The end of the path as the gateway sees it. Of a database that exists outside of the files given, nothing is known but the groups
 * that the gateway is let out to, one of which it will have.
 *
 * @param letOutTo security groups that the gateway's rules name for this port
 */
export function peerOfTarget(graph: Graph, target: Target, letOutTo: Peer["groups"]): Peer {
  const { destination, definition, name } = target;
  // The endpoint of a proxy has security groups of its own.
  const inside =
    destination && destination.type !== "aws_db_proxy_endpoint" && peerOf(graph, wholeOf(graph, destination));
  if (inside && destination) return { ...inside, label: destination.address, resource: destination };
  const text = follow(definition?.value);
  const address = typeof text === "string" ? readAddress(text) : undefined;
  const peer = peerAt(name, address ? [address] : []);
  const places = [{ name, within: address ? [address] : undefined, dualStack: false }];
  return {
    ...peer,
    ...(destination ? { resource: destination } : {}),
    groups: letOutTo,
    groupsKnown: false,
    addresses: { kind: "places", places, stands: "in all" },
  };
}
