import type { Graph } from "../../graph/graph";
import { Unknown } from "../../graph/value";
import { coverageOfAll } from "../../network/addresses";
import { isResource } from "../../network/look-up";
import type { Peer } from "../../network/peer";
import { ipv4BlocksOf } from "../../network/vpc";
import { linkBetween, type VpcLink } from "../../network/vpc-links";
import { broken, type Judgement, proven, unknown } from "../../verdict";
import type { Rule } from "../rule";
import type { Connection } from "./connection";
import { oneWay } from "./peering-route";

/** Within a VPC everything is routed; between two, there has to be a way, and a way back. */
export const routeBetween: Rule<Connection> = {
  id: "RT-01",
  title: "A route leads from the source to the destination, and back",
  awsCode: "NO_ROUTE_TO_DESTINATION",
  check({ from, to }, graph) {
    if (from.addresses.kind !== "places" || to.addresses.kind !== "places") return undefined;
    const link = linkBetween(graph, from.vpc, to.vpc);
    if (link instanceof Unknown) {
      if (isLocal(graph, from, to))
        return proven(`${to.label} is within the addresses of the VPC of ${from.label}`);
      const homeless = [from, to].find(({ vpc }) => vpc === undefined);
      const reason = homeless ? `in which VPC ${homeless.label} is, is not known` : link.reason;
      return unknown({ at: from.resource, ...notTold(from, to, reason) });
    }
    switch (link.kind) {
      case "same VPC":
        return proven(
          `${from.label} and ${to.label} are in one VPC, which every route table has a route for`,
        );
      case "none":
        return broken({ at: from.resource, ...disconnected(from, to) });
      case "transit":
        return unknown({
          at: link.attachment,
          ...notTold(from, to, `${link.attachment.address} leads on, and what is behind it is not looked at`),
        });
      case "peering":
        return [
          accepted(link),
          ...oneWay(graph, from, to, link.peering),
          ...oneWay(graph, to, from, link.peering),
        ];
    }
  },
};

/** Whether a destination that is given by its addresses alone has some of the source's own VPC. */
function isLocal(graph: Graph, from: Peer, to: Peer): boolean {
  if (to.vpc !== undefined) return false;
  const blocks = ipv4BlocksOf(graph, from.vpc);
  if (blocks instanceof Unknown || to.addresses.kind !== "places") return false;
  return to.addresses.places.every(
    ({ within }) => within !== undefined && coverageOfAll(within, blocks) === "all",
  );
}

function notTold(from: Peer, to: Peer, reason: string) {
  return {
    found: `whether ${from.label} and ${to.label} are in one VPC, or in two that are connected, cannot be told: ${reason}`,
    needed: "both in one VPC, or in two with routes to each other",
    why: "Only within one VPC is every address routed without a word.",
    fix: "Give the files, the plan or the state that tell the VPC of both.",
  };
}

function disconnected(from: Peer, to: Peer) {
  const name = ({ vpc }: Peer) => (isResource(vpc) ? vpc.address : "another VPC");
  return {
    found: `${from.label} is in ${name(from)}, ${to.label} in ${name(to)}, and nothing connects the two`,
    needed: "both in one VPC, or a peering, a transit gateway or PrivateLink between the two",
    why: "VPCs are isolated from each other (DISCONNECTED_VPCS).",
    fix: "Put a resource gateway and a Resource endpoint between them, or move one of them into the other's VPC.",
  };
}

function accepted({ peering, accepted: answer }: Extract<VpcLink, { kind: "peering" }>): Judgement {
  if (answer === true) return proven(`${peering.address} connects the two VPCs`);
  return unknown({
    at: peering,
    found: answer instanceof Unknown ? answer.reason : `${peering.address} is not accepted`,
    needed: "a peering that the other VPC's owner accepts",
    why: "A peering that is only requested carries nothing.",
    fix: `Set auto_accept = true within one account and Region, or write an aws_vpc_peering_connection_accepter for ${peering.address}.`,
  });
}
