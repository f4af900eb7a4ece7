import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Unknown } from "../graph/value";
import type { Answer } from "../network/answer";
import { follow, isResource, lookUpAll, type Named } from "../network/look-up";
import { valuesAt } from "../network/nested-blocks";
import { SUBNET_TYPES } from "../network/vpc";

/** The Availability Zone of a subnet, as far as it can be compared with that of another. */
export interface ZoneOfSubnet {
  readonly subnet: Resource;
  /** Ids are the same in every account; names, and places in a list of zones, can be compared only among themselves. */
  readonly form: "id" | "name" | "place in a list";
  /** Like `euc1-az1`, `eu-central-1a` or `data.aws_availability_zones.all 0`. */
  readonly text: string;
}

/** The subnets of an endpoint or a resource gateway. */
export function subnetsOf(graph: Graph, resource: Resource): readonly Named[] {
  const paths = ["subnet_ids", "subnet_configuration.subnet_id"];
  const all = paths.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => lookUpAll(graph, value, ...SUBNET_TYPES)),
  );
  return [...new Set(all)];
}

/** The zone of a subnet; undefined if it cannot be told. */
export function zoneOf(subnet: Named): ZoneOfSubnet | undefined {
  if (!isResource(subnet) || subnet.type === "aws_subnets") return undefined;
  for (const [attribute, form] of [
    ["availability_zone_id", "id"],
    ["availability_zone", "name"],
  ] as const) {
    const value = follow(subnet.get(attribute));
    if (typeof value === "string" && value !== "") return { subnet, form, text: value };
    const place = placeInList(value);
    if (place !== undefined) return { subnet, form: "place in a list", text: place };
  }
  return undefined;
}

// The names and the ids of one data source stand in one order, that of the names.
function placeInList(value: unknown): string | undefined {
  if (!(value instanceof Reference)) return undefined;
  const [list, index] = value.path;
  const isList =
    value.resource.type === "aws_availability_zones" && (list === "names" || list === "zone_ids");
  return isList && typeof index === "number" ? `${value.resource.address} ${index}` : undefined;
}

/** Whether one zone has subnets of both; Unknown if it cannot be told. */
export function shareZone(a: readonly Named[], b: readonly Named[]): Answer {
  const zonesOfA = a.map(zoneOf);
  const zonesOfB = b.map(zoneOf);
  if (zonesOfA.some((one) => zonesOfB.some((other) => one && other && sameZone(one, other) === true)))
    return true;
  const apart =
    a.length > 0 &&
    b.length > 0 &&
    zonesOfA.every((one) => zonesOfB.every((other) => one && other && sameZone(one, other) === false));
  return apart ? false : new Unknown("the Availability Zones of the subnets are not known");
}

function sameZone(a: ZoneOfSubnet, b: ZoneOfSubnet): boolean | undefined {
  if (a.form !== b.form) return undefined;
  if (a.text === b.text) return true;
  if (a.form !== "place in a list") return false;
  // Two places in one list are two zones; two lists may begin with different ones.
  const list = ({ text }: ZoneOfSubnet) => text.slice(0, text.lastIndexOf(" "));
  return list(a) === list(b) ? false : undefined;
}

/** Zones with more than one of the subnets. */
export function sharedZones(subnets: readonly Named[]): readonly (readonly ZoneOfSubnet[])[] {
  const byZone = new Map<string, ZoneOfSubnet[]>();
  for (const zone of subnets.map(zoneOf)) {
    if (!zone) continue;
    const key = `${zone.form} ${zone.text}`;
    byZone.set(key, [...(byZone.get(key) ?? []), zone]);
  }
  return [...byZone.values()].filter((zones) => zones.length > 1);
}

/** The number of zones, if every subnet's is known. */
export function numberOfZones(subnets: readonly Named[]): number | undefined {
  const zones = subnets.map(zoneOf);
  if (zones.some((zone) => zone === undefined)) return undefined;
  return new Set(zones.map((zone) => `${zone?.form} ${zone?.text}`)).size;
}
