import { readArn } from "../../../aws/arn";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference } from "../../graph/value";
import { membersOf, SERVICE_NETWORK } from "../../lattice/service-network";
import { follow, isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement, warning } from "../../verdict";
import type { ResourceRule } from "../rule";

const DESTINATIONS: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "logs",
  aws_s3_bucket: "s3",
  aws_kinesis_firehose_delivery_stream: "firehose",
};

/** https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html */
export const accessLog: ResourceRule = {
  id: "LAT-29",
  title: "An access log records connections to resources, where AWS can write it",
  types: ["aws_vpclattice_access_log_subscription"],
  check(subscription, graph) {
    return [...ofNetwork(subscription, graph), ...ofDestination(subscription, graph)];
  },
};

function ofNetwork(subscription: Resource, graph: Graph): readonly Judgement[] {
  const network = lookUp(graph, subscription.get("resource_identifier"), SERVICE_NETWORK);
  if (!isResource(network) || network.type !== SERVICE_NETWORK || membersOf(graph, network).length === 0)
    return [];
  const type = follow(subscription.get("service_network_log_type"));
  if (type !== undefined && type !== "SERVICE") return [];
  const others = graph.referring(
    "aws_vpclattice_access_log_subscription",
    "resource_identifier",
    network,
  ).resources;
  if (others.some((one) => follow(one.get("service_network_log_type")) === "RESOURCE")) return [];
  return [
    warning({
      at: subscription,
      found: `service_network_log_type of ${subscription.address} is ${type === undefined ? "not set, and so SERVICE" : "SERVICE"}, and ${network.address} has resources in it`,
      needed: 'service_network_log_type = "RESOURCE"',
      why: "Services and resources are logged apart: this one records no connection to a database.",
      fix: 'service_network_log_type = "RESOURCE"',
    }),
  ];
}

function ofDestination(subscription: Resource, graph: Graph): readonly Judgement[] {
  const value = subscription.get("destination_arn");
  const followed = follow(value);
  if (typeof followed === "string") {
    const arn = readArn(followed.replace(/:\*$/, ""));
    if (!arn) return [];
    if (!Object.values(DESTINATIONS).includes(arn.service)) return [refused(subscription, followed)];
    const region = graph.regionOf(subscription);
    // The ARN of a bucket has no Region.
    return arn.region === "" || region === undefined || arn.region === region
      ? []
      : [refused(subscription, `${followed}, which is in another Region`)];
  }
  const reference = value instanceof Reference ? value.resource : lookUp(graph, value);
  if (!isResource(reference) || reference.mode === "data") return [];
  return reference.type in DESTINATIONS || !reference.type.startsWith("aws_")
    ? []
    : [refused(subscription, reference.address)];
}

function refused(subscription: Resource, destination: string): Judgement {
  return broken({
    at: subscription,
    found: `${subscription.address} writes to ${destination}`,
    needed: "a CloudWatch log group, an S3 bucket or a Firehose delivery stream in the own Region",
    why: "VPC Lattice writes access logs to no other kind of destination.",
    fix: "destination_arn = aws_cloudwatch_log_group.<name>.arn",
  });
}
