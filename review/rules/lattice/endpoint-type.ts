import { readArn } from "../../../aws/arn";
import { RESOURCE_CONFIGURATION_ARN_PATTERN, SERVICE_NETWORK_ARN_PATTERN } from "../../../aws/lattice";
import type { Graph } from "../../graph/graph";
import type { Resource } from "../../graph/resource";
import { Reference, Unknown } from "../../graph/value";
import { ENDPOINT, LEADS_TO, meantType } from "../../lattice/endpoint";
import { CONFIGURATION, groupOf, isSet, typeOf } from "../../lattice/resource-configuration";
import { SERVICE_NETWORK } from "../../lattice/service-network";
import { follow, isResource, lookUp } from "../../network/look-up";
import { broken, type Judgement, unknown } from "../../verdict";
import type { ResourceRule } from "../rule";

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html (VpcEndpointType) */
export const endpointType: ResourceRule = {
  id: "LAT-35",
  title: "The type of a VPC endpoint is the one for what it leads to",
  types: [ENDPOINT],
  check(endpoint, graph) {
    const meant = meantType(endpoint);
    if (!meant) return undefined;
    const both = isSet(endpoint, LEADS_TO.Resource) && isSet(endpoint, LEADS_TO.ServiceNetwork);
    const named = isSet(endpoint, "service_name")
      ? "service_name"
      : both
        ? LEADS_TO.ServiceNetwork
        : undefined;
    return [
      ...wrongType(endpoint, meant),
      ...(isSet(endpoint, LEADS_TO[meant]) ? [] : [nothingNamed(endpoint, meant)]),
      ...(named && isSet(endpoint, LEADS_TO[meant]) ? [twoNamed(endpoint, LEADS_TO[meant], named)] : []),
      ...wrongTarget(graph, endpoint, meant),
    ];
  },
};

function wrongType(endpoint: Resource, meant: string): readonly Judgement[] {
  const type = follow(endpoint.get("vpc_endpoint_type"));
  if (type === meant) return [];
  const words = {
    at: endpoint,
    needed: `vpc_endpoint_type = "${meant}"`,
    why: "Unless it is told another type, the provider asks for an endpoint of type Gateway, and AWS refuses one that leads into VPC Lattice.",
    fix: `vpc_endpoint_type = "${meant}"`,
  };
  const argument = meant === "Resource" ? LEADS_TO.Resource : LEADS_TO.ServiceNetwork;
  if (type === undefined || typeof type === "string") {
    const is = type === undefined ? "is not set, and so Gateway" : `is ${type}`;
    return [
      broken({ ...words, found: `vpc_endpoint_type of ${endpoint.address} ${is}, and it has a ${argument}` }),
    ];
  }
  const reason = type instanceof Unknown ? type.reason : "it is known only after an apply";
  return [unknown({ ...words, found: `vpc_endpoint_type of ${endpoint.address} is not known: ${reason}` })];
}

function nothingNamed(endpoint: Resource, meant: "Resource" | "ServiceNetwork"): Judgement {
  const argument = LEADS_TO[meant];
  return broken({
    at: endpoint,
    found: `${endpoint.address} is of type ${meant}, and has no ${argument}`,
    needed: argument,
    why: "AWS refuses an endpoint that leads nowhere.",
    fix: `${argument} = ${meant === "Resource" ? CONFIGURATION : SERVICE_NETWORK}.<name>.arn`,
  });
}

function twoNamed(endpoint: Resource, argument: string, other: string): Judgement {
  return broken({
    at: endpoint,
    found: `${endpoint.address} has both ${argument} and ${other}`,
    needed: `${argument} alone`,
    why: "An endpoint leads to one thing, and the provider refuses two.",
    fix: `Take out ${other}.`,
  });
}

const NAMED = {
  Resource: {
    type: CONFIGURATION,
    pattern: new RegExp(RESOURCE_CONFIGURATION_ARN_PATTERN),
    words: "resource configuration",
  },
  ServiceNetwork: {
    type: SERVICE_NETWORK,
    pattern: new RegExp(SERVICE_NETWORK_ARN_PATTERN),
    words: "service network",
  },
} as const;

function wrongTarget(
  graph: Graph,
  endpoint: Resource,
  meant: "Resource" | "ServiceNetwork",
): readonly Judgement[] {
  const { type, pattern, words } = NAMED[meant];
  const value = endpoint.get(LEADS_TO[meant]);
  const found = lookUp(graph, value, type);
  if (isResource(found)) {
    const attribute = value instanceof Reference && value.resource === found ? value.path[0] : "arn";
    const isArn = typeof attribute !== "string" || attribute.endsWith("arn");
    return isArn
      ? ofChild(graph, endpoint, found)
      : [elsewhere(endpoint, meant, `${found.address}.${attribute}`, words, found.address)];
  }
  const followed = follow(value);
  if (
    followed instanceof Reference &&
    followed.resource.mode === "managed" &&
    /^aws_/.test(followed.resource.type)
  ) {
    return [elsewhere(endpoint, meant, followed.resource.address, words)];
  }
  if (typeof followed !== "string" || followed === "") return [];
  const region = graph.regionOf(endpoint);
  const isThere = region === undefined || readArn(followed)?.region === region;
  return pattern.test(followed) && isThere ? [] : [elsewhere(endpoint, meant, followed, words)];
}

function elsewhere(
  endpoint: Resource,
  meant: "Resource" | "ServiceNetwork",
  to: string,
  words: string,
  right = `${NAMED[meant].type}.<name>`,
): Judgement {
  const argument = LEADS_TO[meant];
  return broken({
    at: endpoint,
    found: `${argument} of ${endpoint.address} is ${to}`,
    needed: `the ARN of a ${words} in the Region of the endpoint`,
    why: `AWS refuses an endpoint of type ${meant} that leads to anything else.`,
    fix: `${argument} = ${right}.arn`,
  });
}

function ofChild(graph: Graph, endpoint: Resource, configuration: Resource): readonly Judgement[] {
  if (configuration.type !== CONFIGURATION || typeOf(configuration) !== "CHILD") return [];
  const group = groupOf(graph, configuration);
  const name = isResource(group) ? group.address : "its group";
  return [
    broken({
      at: endpoint,
      found: `${endpoint.address} leads to ${configuration.address}, which is of type CHILD`,
      needed: `the ARN of ${name}, which is of type GROUP`,
      why: "A resource configuration of type CHILD is reached through its GROUP only; the endpoint of the group reaches all children.",
      fix: `${LEADS_TO.Resource} = ${isResource(group) ? `${group.address}.arn` : "..."}`,
    }),
  ];
}
