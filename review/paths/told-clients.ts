import { toldOf } from "../data-services/told-databases";
import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { flagOf } from "../network/flags";
import { lookUp } from "../network/look-up";
import type { Peer } from "../network/peer";
import { same, VPC_TYPES } from "../network/vpc";
import { linkBetween } from "../network/vpc-links";

/** A workload that is told the address of a database, as its client. */
export interface ToldClient {
  readonly peer: Peer;
  /** Whether it may be meant to connect over something else, if there is something. */
  readonly onlyIfAlone: boolean;
  /** Why it may be that another address is meant; undefined if it evidently is not. */
  readonly doubt: string | undefined;
}

/** @param others who is a client of the database for another reason */
export function toldClients(graph: Graph, to: Peer, others: ReadonlySet<Resource>): readonly ToldClient[] {
  const { resource: database } = to;
  if (!database) return [];
  return toldOf(graph, database).flatMap(({ workload, doubt }) => {
    const { peer } = workload.caller;
    // Tasks without a network interface of their own connect from their instances, which may be known as clients already.
    if (others.has(workload.resource) || (peer.resource && others.has(peer.resource))) return [];
    const link = linkBetween(graph, peer.vpc, to.vpc);
    const apart = link instanceof Unknown ? undefined : link.kind !== "same VPC";
    // From elsewhere the name of such a database leads to its public address.
    const isPublic = flagOf(database, "publicly_accessible") ?? false;
    if (apart !== false && isPublic !== false) return [];
    const onlyIfAlone =
      apart !== false && ((!(link instanceof Unknown) && link.kind === "none") || hasDoor(graph, peer.vpc));
    return [
      {
        peer: { ...peer, label: workload.resource.address, resource: workload.resource },
        onlyIfAlone,
        doubt,
      },
    ];
  });
}

const LEADS_TO = ["resource_configuration_arn", "service_network_arn"];

/** Whether a VPC has an endpoint or an association over which the name of a database may lead to it as well. */
function hasDoor(graph: Graph, vpc: Found): boolean {
  if (vpc === undefined || vpc instanceof Unknown) return true;
  const isThere = (of: Resource, argument: string) =>
    same(lookUp(graph, of.get(argument), ...VPC_TYPES), vpc) !== false;
  return (
    graph
      .ofType("aws_vpclattice_service_network_vpc_association")
      .some((association) => isThere(association, "vpc_identifier")) ||
    graph
      .ofType("aws_vpc_endpoint")
      .some(
        (endpoint) =>
          LEADS_TO.some((argument) => endpoint.get(argument) !== undefined) && isThere(endpoint, "vpc_id"),
      )
  );
}
