import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isList, Reference, Unknown, type Value } from "../graph/value";
import { portAt } from "../network/databases";
import { follow, isResource, lookUp } from "../network/look-up";
import { nestedBlocks, valuesAt } from "../network/nested-blocks";
import type { PortRange } from "../network/ports";

export const CONFIGURATION = "aws_vpclattice_resource_configuration";
export const GATEWAY = "aws_vpclattice_resource_gateway";

/** The ways in which a resource configuration can say what it leads to. */
export type DefinitionKind = "arn" | "dns" | "ip";

/** One block of `resource_configuration_definition`. */
export interface Definition {
  readonly kind: DefinitionKind;
  /** Like `dns_resource`. */
  readonly block: string;
  /** The ARN, the host name or the address. */
  readonly value: Value | undefined;
}

const BLOCKS: readonly (readonly [DefinitionKind, string, string])[] = [
  ["arn", "arn_resource", "arn"],
  ["dns", "dns_resource", "domain_name"],
  ["ip", "ip_resource", "ip_address"],
];

/** `SINGLE`, `GROUP`, `CHILD` or `ARN`; SINGLE if nothing is said, whatever the definition is. */
export function typeOf(configuration: Resource): string | Unknown {
  const type = follow(configuration.get("type"));
  if (type === undefined || type === null || type === "") return "SINGLE";
  return typeof type === "string" ? type : new Unknown(`the type of ${configuration.address} is not known`);
}

/** What a configuration says that it leads to; none for a group, whose children say it. */
export function definitionsOf(configuration: Resource): readonly (Definition | Unknown)[] {
  return nestedBlocks(configuration.get("resource_configuration_definition")).flatMap((definition) => {
    if (definition instanceof Unknown) return [definition];
    return BLOCKS.flatMap(([kind, block, member]) =>
      nestedBlocks(definition[block]).map((one) =>
        one instanceof Unknown ? one : { kind, block, value: one[member] },
      ),
    );
  });
}

/** The one definition of a configuration; undefined if it has none. */
export function definitionOf(configuration: Resource): Definition | Unknown | undefined {
  return definitionsOf(configuration)[0];
}

/** The group that a configuration of type CHILD belongs to. */
export function groupOf(graph: Graph, configuration: Resource): Found {
  return lookUp(graph, configuration.get("resource_configuration_group_id"), CONFIGURATION);
}

/** Children of a configuration of type GROUP. */
export function childrenOf(graph: Graph, group: Resource): readonly Resource[] {
  return graph.referring(CONFIGURATION, "resource_configuration_group_id", group).resources;
}

/** The gateway through which a configuration leads: its own, or for a child that of its group. */
export function gatewayOf(graph: Graph, configuration: Resource): Found {
  const own = lookUp(graph, configuration.get("resource_gateway_identifier"), GATEWAY);
  if (own !== undefined) return own;
  const group = groupOf(graph, configuration);
  return isResource(group) && group !== configuration
    ? lookUp(graph, group.get("resource_gateway_identifier"), GATEWAY)
    : group;
}

/** The items of `port_ranges`: a range, the text of one that is none, or Unknown; undefined if the argument is not set. */
export function portRangesOf(
  graph: Graph,
  configuration: Resource,
): readonly (PortRange | string | Unknown)[] | Unknown | undefined {
  const values = follow(configuration.get("port_ranges"));
  if (values === undefined || values === null) return undefined;
  if (!isList(values)) {
    return values instanceof Unknown
      ? values
      : new Unknown(`port_ranges of ${configuration.address} is not known`);
  }
  return values.map((value) => {
    const held = follow(value);
    const text = held instanceof Reference ? portAt(graph, held) : held;
    if (typeof text !== "string" && typeof text !== "number") {
      return text instanceof Unknown
        ? text
        : new Unknown(`a port of ${configuration.address} is known only after an apply`);
    }
    return readRange(String(text)) ?? String(text);
  });
}

function readRange(text: string): PortRange | undefined {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const range = { from: Number(from), to: Number(to) };
  return range.from >= 1 && range.from <= range.to && range.to <= 65535 ? range : undefined;
}

/** The one port that a configuration admits; undefined if there are several, or none is said. */
export function onlyPortOf(graph: Graph, configuration: Resource): number | Unknown | undefined {
  const ranges = portRangesOf(graph, configuration);
  if (ranges === undefined || ranges instanceof Unknown) return ranges;
  const [only] = ranges;
  if (ranges.length !== 1 || only === undefined || typeof only === "string") return undefined;
  return only instanceof Unknown ? only : only.from === only.to ? only.from : undefined;
}

/** Whether an argument, or a member of its blocks, is set to anything at all. */
export function isSet(resource: Resource, path: string): boolean {
  return valuesAt(resource, path).some((value) => value !== "" && !(isList(value) && value.length === 0));
}

/**
 * Whether AWS has made the resource already, so that what it holds is not only what somebody wrote, but also what AWS made of it: a
 * port that a configuration by ARN has taken from its database, for one.
 */
export function exists(resource: Resource): boolean {
  return typeof resource.get("id") === "string";
}
