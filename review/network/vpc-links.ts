import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import type { Answer } from "./answer";
import { flagOf } from "./flags";
import { follow, isManaged, isResource } from "./look-up";
import { same } from "./vpc";

/** What leads from one VPC to another. */
export type VpcLink =
  | { readonly kind: "same VPC" }
  | {
      readonly kind: "peering";
      readonly peering: Resource;
      readonly accepted: Answer;
      /** Between Regions, security groups of the other VPC cannot be named. */
      readonly acrossRegions: Answer;
    }
  | { readonly kind: "transit"; readonly attachment: Resource }
  | { readonly kind: "none" };

/** What leads from one VPC to another; Unknown if it cannot be told, so also if one of them exists outside of the files given. */
export function linkBetween(graph: Graph, a: Found, b: Found): VpcLink | Unknown {
  const together = same(a, b);
  if (together === true) return { kind: "same VPC" };
  if (together instanceof Unknown) return together;
  if (!isNamed(a) || !isNamed(b)) return new Unknown("which VPC is meant is not known");
  const peering = peeringBetween(graph, a, b) ?? peeringBetween(graph, b, a);
  if (peering instanceof Unknown) return peering;
  if (peering) return peeringLink(graph, peering);
  const attachment = transitOf(graph, a);
  if (attachment && transitOf(graph, b)) return { kind: "transit", attachment };
  if (isManaged(a) && isManaged(b)) return { kind: "none" };
  return new Unknown("a VPC that exists outside of the files given may be connected there");
}

function isNamed(found: Found): found is Resource | External {
  return isResource(found) || found instanceof External;
}

function peeringBetween(
  graph: Graph,
  requester: Resource | External,
  accepter: Resource | External,
): Resource | Unknown | undefined {
  const requested = graph.referring("aws_vpc_peering_connection", "vpc_id", requester);
  const accepted = graph.referring("aws_vpc_peering_connection", "peer_vpc_id", accepter);
  const both = requested.resources.find((peering) => accepted.resources.includes(peering));
  if (both) return both;
  const unclear = [...requested.uncertain, ...accepted.uncertain].find(
    (peering) =>
      [...requested.resources, ...requested.uncertain].includes(peering) &&
      [...accepted.resources, ...accepted.uncertain].includes(peering),
  );
  return unclear && new Unknown(`whether ${unclear.address} connects the two VPCs is not known`);
}

function peeringLink(graph: Graph, peering: Resource): VpcLink {
  const { resources, uncertain } = graph.referring(
    "aws_vpc_peering_connection_accepter",
    "vpc_peering_connection_id",
    peering,
  );
  const accepts = [peering, ...resources].some((one) => flagOf(one, "auto_accept") === true);
  const unclear = uncertain.length > 0 ? `${uncertain[0]?.address} may accept ${peering.address}` : undefined;
  return {
    kind: "peering",
    peering,
    accepted:
      accepts || new Unknown(unclear ?? `nothing here accepts ${peering.address}, which somebody else may`),
    acrossRegions: acrossRegions(graph, peering),
  };
}

function acrossRegions(graph: Graph, peering: Resource): Answer {
  const other = follow(peering.get("peer_region"));
  if (other === undefined) return false;
  const own = graph.regionOf(peering);
  return typeof other === "string" && own !== undefined
    ? other !== own
    : new Unknown(`the Regions of ${peering.address} are not known`);
}

function transitOf(graph: Graph, vpc: Resource | External): Resource | undefined {
  for (const type of ["aws_ec2_transit_gateway_vpc_attachment", "aws_networkmanager_vpc_attachment"]) {
    const attribute = type === "aws_networkmanager_vpc_attachment" ? "vpc_arn" : "vpc_id";
    const { resources, uncertain } = graph.referring(type, attribute, vpc);
    const [attachment] = [...resources, ...uncertain];
    if (attachment) return attachment;
  }
  return undefined;
}
