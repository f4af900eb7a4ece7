import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";
import { follow, lookUp } from "../network/look-up";
import { type Peer, peerOf, peerOfGroup } from "../network/peer";
import { defaultGroupOf, securityGroups } from "../network/security-groups";
import { VPC_TYPES } from "../network/vpc";
import { isSet } from "./resource-configuration";
import { subnetsOf } from "./zones";

export const ENDPOINT = "aws_vpc_endpoint";

/** The two kinds of VPC endpoint that lead into VPC Lattice. */
export type LatticeEndpointType = "Resource" | "ServiceNetwork";

/** By which argument each of them says where it leads. */
export const LEADS_TO: Readonly<Record<LatticeEndpointType, string>> = {
  Resource: "resource_configuration_arn",
  ServiceNetwork: "service_network_arn",
};

/** What an endpoint is evidently meant to be: as its arguments say, and only then as its type does, which is easily left out. */
export function meantType(endpoint: Resource): LatticeEndpointType | undefined {
  const byArgument = (["Resource", "ServiceNetwork"] as const).find((type) =>
    isSet(endpoint, LEADS_TO[type]),
  );
  if (byArgument) return byArgument;
  const type: Value | undefined = follow(endpoint.get("vpc_endpoint_type"));
  return type === "Resource" || type === "ServiceNetwork" ? type : undefined;
}

/** The endpoint as clients see it; also where its type is wrong, so that all else that is wrong can be told at once. */
export function peerOfEndpoint(graph: Graph, endpoint: Resource): Peer {
  const peer = peerOf(graph, endpoint);
  if (peer) return peer;
  const vpc = lookUp(graph, endpoint.get("vpc_id"), ...VPC_TYPES);
  const given = securityGroups(graph, endpoint.get("security_group_ids"));
  const groups = given.length > 0 ? given : [defaultGroupOf(graph, vpc)];
  const addresses = peerOfGroup(graph, endpoint).addresses;
  const subnets = subnetsOf(graph, endpoint);
  return { label: endpoint.address, resource: endpoint, groups, groupsKnown: true, subnets, vpc, addresses };
}
