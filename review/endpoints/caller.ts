import { External, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import type { Answer } from "../network/answer";
import { isResource, lookUp } from "../network/look-up";
import { nestedBlocks, valuesAt } from "../network/nested-blocks";
import { type Peer, peerOf } from "../network/peer";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";

/** Somebody in a VPC who calls AWS services. */
export interface ServiceCaller {
  readonly peer: Peer;
  /** Whether its network interfaces have public addresses, without which an internet gateway is of no use to it. */
  readonly publicAddress: Answer;
  /** The Region in which it stands; undefined if it cannot be told. */
  readonly region: string | undefined;
}

/**
 * A resource as a caller of AWS services.
 *
 * @returns undefined if it has no network interface in a VPC
 */
export function callerOf(graph: Graph, resource: Resource): ServiceCaller | undefined {
  const peer = peerOf(graph, resource);
  if (!peer) return undefined;
  const vpc = isResource(peer.vpc) ? peer.vpc : undefined;
  const region = graph.regionOf(resource) ?? (vpc && graph.regionOf(vpc));
  return { peer, publicAddress: publicAddressOf(graph, resource, peer), region };
}

function publicAddressOf(graph: Graph, resource: Resource, peer: Peer): Answer {
  switch (resource.type) {
    case "aws_ecs_service": {
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html: DISABLED unless said. The provider sends it.
      const [given] = valuesAt(resource, "network_configuration.assign_public_ip");
      return given === undefined ? false : answer(given, `assign_public_ip of ${resource.address}`);
    }
    case "aws_instance":
      return ofInstance(resource, resource.get("associate_public_ip_address"), peer);
    case "aws_autoscaling_group":
      return ofScalingGroup(graph, resource, peer);
    // https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html
    case "aws_lambda_function":
      return false;
    default:
      return new Unknown(`whether ${resource.address} has a public address is not known`);
  }
}

function ofScalingGroup(graph: Graph, group: Resource, peer: Peer): Answer {
  const [named] = valuesAt(group, "launch_template.id");
  const template = lookUp(graph, named, "aws_launch_template");
  if (!isResource(template)) return new Unknown(`the launch template of ${group.address} is not known`);
  const [given] = valuesAt(template, "network_interfaces.associate_public_ip_address");
  return ofInstance(template, given, peer);
}

/** Where nothing is said, the subnet says it. */
function ofInstance(resource: Resource, given: Value | undefined, { subnets }: Peer): Answer {
  if (given !== undefined && given !== null) {
    return answer(given, `associate_public_ip_address of ${resource.address}`);
  }
  const ofSubnets = subnets.map((subnet): Answer => {
    if (subnet instanceof Unknown) return subnet;
    if (subnet instanceof External || subnet.mode === "data" || subnet.type !== "aws_subnet") {
      return new Unknown("whether its subnet gives public addresses is not known");
    }
    const value = subnet.get("map_public_ip_on_launch");
    return value === undefined ? false : answer(value, `map_public_ip_on_launch of ${subnet.address}`);
  });
  const [first = new Unknown("its subnet is not known")] = ofSubnets;
  return ofSubnets.every((one) => one === first)
    ? first
    : new Unknown("some of its subnets give public addresses, others not");
}

function answer(value: Value, name: string): Answer {
  return booleanOf(settle(value)) ?? new Unknown(`${name} is not known`);
}

/** The `network_configuration` of a service; undefined if its tasks have no network interface of their own. */
export function networkConfigurationOf(service: Resource) {
  return nestedBlocks(service.get("network_configuration"))[0];
}
