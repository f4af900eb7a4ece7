import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Unknown } from "../../graph/value";
import { type Block, contains, overlaps } from "../../network/addresses";
import { type Answer, everywhere } from "../../network/answer";
import { isResource, nameOf } from "../../network/look-up";
import type { Peer } from "../../network/peer";
import type { Place } from "../../network/places";
import { type Route, routesOf, routeTableOf, tableName } from "../../network/routes";
import { attributeOf, block, tableId } from "../../network/terraform-lines";
import { broken, type Judgement, proven, unknown } from "../../verdict";

/** Whether the subnets of one peer send what is for the other into a peering. */
export function oneWay(graph: Graph, from: Peer, to: Peer, peering: Resource): Judgement[] {
  if (from.addresses.kind !== "places" || to.addresses.kind !== "places") return [];
  const { places: ends, stands } = to.addresses;
  const all: Sending[] = [];
  const answers = from.addresses.places.map((start) => {
    const each = ends.map((end) => send(graph, start, end, peering));
    all.push(...each);
    return everywhere(
      stands,
      each.map(({ answer }) => answer),
      `${to.label} may stand in a subnet that is not routed to`,
    );
  });
  const answer = everywhere(
    from.addresses.stands,
    answers,
    `${from.label} may stand in a subnet without a route`,
  );
  const fault = all.find((sending) =>
    answer === false ? sending.answer === false : sending.answer !== true,
  );
  if (answer === true || !fault) return [...new Set(all.map(({ told }) => told))].slice(0, 1).map(proven);
  const reason =
    fault.answer instanceof Unknown || answer === false ? fault.told : `${fault.told}: ${answer.reason}`;
  return [(answer === false ? broken : unknown)({ ...wordsOf(fault, peering), found: reason })];
}

interface Sending {
  readonly start: Place;
  readonly end: Place;
  readonly table: ReturnType<typeof routeTableOf>;
  readonly answer: Answer;
  /** What is there, in words. */
  readonly told: string;
}

function send(graph: Graph, start: Place, end: Place, peering: Resource): Sending {
  const table =
    start.of === undefined || start.of === start.vpc
      ? new Unknown(`the subnet of ${start.name} is not known`)
      : routeTableOf(graph, start.of);
  const { routes, complete } = routesOf(graph, table);
  const result = (answer: Answer, told: string): Sending => ({ start, end, table, answer, told });
  const doubt = (reason: string) => result(new Unknown(reason), reason);
  if (complete !== true) return doubt(complete);
  if (!end.within) return doubt(`the addresses of ${end.name} are not known`);
  const unclear = routes.find(({ destination }) => destination instanceof Unknown);
  if (unclear) return doubt(`the destination of ${unclear.label} is not known`);
  const chosen = end.within.map((target) => mostSpecific(routes, target));
  const wrong = chosen.find((route) => route && !leadsInto(route, peering));
  if (wrong && wrong.target.kind !== "internet gateway") {
    return doubt(
      `${wrong.label} leads to ${end.name} through ${nameOf(wrong.target.named)}, and what is behind it is not looked at`,
    );
  }
  const narrower = routes.find((route) => end.within?.some((target) => isPartOf(route, target)));
  if (narrower) return doubt(`${narrower.label} is for a part of ${end.name}`);
  if (wrong)
    return result(false, `${wrong.label} leads to ${end.name}, but through ${nameOf(wrong.target.named)}`);
  const first = chosen.find((route) => route !== undefined);
  if (!first) return result(false, `${tableName(table)} has no route to ${end.name}`);
  if (chosen.includes(undefined))
    return doubt(`${tableName(table)} has routes to only a part of the addresses of ${end.name}`);
  return result(true, `${first.label} leads to ${end.name} through ${peering.address}`);
}

/** The route that decides: of those that contain the whole block, the narrowest. */
function mostSpecific(routes: readonly Route[], target: Block): Route | undefined {
  let best: { route: Route; size: bigint } | undefined;
  for (const route of routes) {
    if (route.destination instanceof Unknown) continue;
    for (const destination of route.destination) {
      if (!contains(destination, target)) continue;
      const size = BigInt(destination.last) - BigInt(destination.first);
      if (!best || size < best.size) best = { route, size };
    }
  }
  return best?.route;
}

function isPartOf({ destination }: Route, target: Block): boolean {
  if (destination instanceof Unknown) return false;
  return destination.some((part) => overlaps(part, target) && !contains(part, target));
}

function leadsInto({ target: { kind, named } }: Route, peering: Resource): boolean {
  if (kind !== "peering" || !isResource(named)) return false;
  return named === peering || named.type === "aws_vpc_peering_connection_accepter";
}

function wordsOf({ start, end, table }: Sending, peering: Resource) {
  const at = isResource(table) ? table : peering;
  return {
    at,
    needed: `a route of ${table instanceof Unknown ? `the table of ${start.name}` : tableName(table)} to ${end.name} through ${peering.address}`,
    why: "Between two VPCs only what a route table names is sent to the other; answers need a route of their own.",
    fix: block('resource "aws_route" "to_peer"', {
      route_table_id: tableId(table, peering),
      destination_cidr_block: end.within?.length === 1 ? `"${end.within[0]?.text}"` : "...",
      vpc_peering_connection_id: attributeOf(peering, "id", at),
    }),
  };
}
