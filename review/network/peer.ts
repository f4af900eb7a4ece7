import { External, type Found, type Graph } from "../graph/graph";
import { perGraph } from "../graph/per-graph";
import type { Resource } from "../graph/resource";
import { isList } from "../graph/value";
import { type Block, readAddress } from "./addresses";
import { INTERFACES, type InterfaceFacts } from "./interfaces";
import { follow, isResource, lookUp, lookUpAll, type Named } from "./look-up";
import { valuesAt } from "./nested-blocks";
import { groupsOf, subnetsOf } from "./peer-groups";
import { type PeerAddresses, placeInVpc, placeOfSubnet } from "./places";
import { vpcOfGroup } from "./security-groups";
import { SUBNET_TYPES, vpcOf } from "./vpc";

/** One end of a connection, as the network sees it. */
export interface Peer {
  /** As reports call it: its address, or a name for what is outside. */
  readonly label: string;
  readonly resource?: Resource;
  /** Security groups of its network interfaces. None, if these are all known, means that nothing filters there. */
  readonly groups: readonly Named[];
  /** Whether it has no other security groups than these. */
  readonly groupsKnown: boolean;
  /** None if it is not known where it stands, or if it stands in no subnet. */
  readonly subnets: readonly Named[];
  readonly vpc: Found;
  readonly addresses: PeerAddresses;
}

/**
 * The peer that a resource is.
 *
 * @returns undefined if it has no network interface in a VPC
 */
export const peerOf = perGraph((graph: Graph, resource: Resource): Peer | undefined => {
  if (resource.type.endsWith("_cluster_instance")) {
    const cluster = lookUp(graph, resource.get("cluster_identifier"), resource.type.replace("_instance", ""));
    return isResource(cluster) ? peerOf(graph, cluster) : undefined;
  }
  if (/^aws_(default_)?security_group$/.test(resource.type)) return peerOfGroup(graph, resource);
  if (resource.type === "aws_autoscaling_group") return peerOfScalingGroup(graph, resource);
  const own = ownInterface(graph, resource);
  const ofOwn = own && peerOf(graph, own);
  if (ofOwn) return { ...ofOwn, label: resource.address, resource };
  const facts = INTERFACES[resource.type];
  return facts && hasInterfaces(resource) ? peerOfInterfaces(graph, resource, facts) : undefined;
});

/** Whoever has this security group, wherever in its VPC it stands. */
export function peerOfGroup(graph: Graph, group: Resource): Peer {
  return peer(graph, { resource: group, groups: [group], groupsKnown: true, subnets: [], stands: "in some" });
}

/**
 * Somebody with these addresses, of whom nothing else is known.
 *
 * @param blocks none if the addresses are not known
 */
export function peerAt(label: string, blocks: readonly Block[], vpc?: Found): Peer {
  const places = [{ name: label, within: blocks.length > 0 ? blocks : undefined, dualStack: false }];
  return {
    label,
    groups: [],
    groupsKnown: true,
    subnets: [],
    vpc,
    addresses: { kind: "places", places, stands: "in some" },
  };
}

/** @param name of the service, like `com.amazonaws.eu-central-1.s3` */
export function servicePeer(name: string, resource?: Resource): Peer {
  const common = { groups: [], groupsKnown: true, subnets: [], vpc: undefined };
  return { label: name, ...(resource && { resource }), ...common, addresses: { kind: "service", name } };
}

export function internetPeer(label = "the internet"): Peer {
  return {
    label,
    groups: [],
    groupsKnown: true,
    subnets: [],
    vpc: undefined,
    addresses: { kind: "internet" },
  };
}

// Types of endpoints: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
function hasInterfaces(resource: Resource): boolean {
  switch (resource.type) {
    case "aws_vpc_endpoint": {
      const type = follow(resource.get("vpc_endpoint_type"));
      // The provider takes Gateway where nothing is said; what a data source will find, it does not say.
      if (type === undefined) return resource.mode === "data";
      return type !== "Gateway" && type !== "GatewayLoadBalancer";
    }
    case "aws_lambda_function":
    case "aws_codebuild_project":
      // Outside of a VPC, the block is missing, or has lists with nothing in them.
      return ["vpc_config.subnet_ids", "vpc_config.subnets"].some((path) =>
        valuesAt(resource, path)
          .map(follow)
          .some((value) => !isList(value) || value.length > 0),
      );
    default:
      return true;
  }
}

/** The network interface that was made by itself, for an instance to have it. */
function ownInterface(graph: Graph, resource: Resource): Resource | undefined {
  if (resource.type !== "aws_instance") return undefined;
  const [first] = ["primary_network_interface", "network_interface"].flatMap((argument) =>
    valuesAt(resource, `${argument}.network_interface_id`),
  );
  const found = lookUp(graph, first, "aws_network_interface");
  return isResource(found) ? found : undefined;
}

function peerOfInterfaces(graph: Graph, resource: Resource, facts: InterfaceFacts): Peer {
  const subnets = subnetsOf(graph, resource, facts);
  return peer(graph, {
    resource,
    ...groupsOf(graph, resource, facts, subnets),
    subnets,
    stands: facts.stands,
  });
}

// Instances are where the group says; what groups they have, its launch template does.
function peerOfScalingGroup(graph: Graph, resource: Resource): Peer {
  const paths = [
    "launch_template.id",
    "launch_template.name",
    "mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
  ];
  const templates = paths.flatMap((path) =>
    valuesAt(resource, path).flatMap((value) => lookUpAll(graph, value, "aws_launch_template")),
  );
  const groups = templates.filter(isResource).flatMap((template) => peerOf(graph, template)?.groups ?? []);
  const subnets = lookUpAll(graph, resource.get("vpc_zone_identifier"), ...SUBNET_TYPES);
  const certain = templates.length > 0 && templates.every(isResource);
  return peer(graph, { resource, groups, groupsKnown: certain, subnets, stands: "in all" });
}

interface Interfaces {
  readonly resource: Resource;
  readonly groups: readonly Named[];
  readonly groupsKnown: boolean;
  readonly subnets: readonly Named[];
  readonly stands: InterfaceFacts["stands"];
}

function peer(graph: Graph, { resource, groups, groupsKnown, subnets, stands }: Interfaces): Peer {
  const vpc = vpcOfPeer(graph, groups, subnets);
  const own = follow(resource.get("private_ip"));
  const address = typeof own === "string" ? readAddress(own) : undefined;
  const places =
    subnets.length > 0
      ? subnets.map((subnet) => placeOfSubnet(graph, subnet, vpc))
      : [placeInVpc(graph, vpc)];
  return {
    label: resource.address,
    resource,
    groups: [...new Set(groups)],
    groupsKnown,
    subnets,
    vpc,
    addresses: {
      kind: "places",
      places: address ? places.map((place) => ({ ...place, within: [address] })) : places,
      stands,
    },
  };
}

function vpcOfPeer(graph: Graph, groups: readonly Named[], subnets: readonly Named[]): Found {
  const all = [
    ...subnets.map((subnet) => vpcOf(graph, subnet)),
    ...groups.map((group) => vpcOfGroup(graph, group)),
  ];
  return all.find((vpc) => isResource(vpc) || vpc instanceof External) ?? all[0];
}
