import type { Found, Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { isManaged, isResource } from "../network/look-up";
import { nestedBlocks } from "../network/nested-blocks";
import { settle } from "../read/expression/settle";
import { clusterOf } from "./cluster";
import { joining } from "./joining";

/** On what the tasks of a service run. */
export type Launch =
  | { readonly kind: "FARGATE" }
  /**
   * Instances, or Auto Scaling groups of them: those of its capacity providers, or those that join its cluster as they start.
   * `all` if the files given tell all of them.
   */
  | { readonly kind: "EC2"; readonly hosts: readonly Resource[]; readonly all: boolean }
  /** Hosts outside of AWS. */
  | { readonly kind: "EXTERNAL" }
  /** Instances that ECS itself makes. */
  | { readonly kind: "MANAGED_INSTANCES"; readonly provider: Resource };

/**
 * On what the tasks of a service run: its launch type, else its capacity providers, else those of the cluster, else EC2.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function launchOf(graph: Graph, service: Resource): Launch | Unknown {
  const given = service.get("launch_type");
  if (given !== undefined) {
    const type = settle(given);
    if (type === "FARGATE" || type === "EXTERNAL") return { kind: type };
    if (type === "EC2") return onInstances(graph, clusterOf(graph, service));
    return new Unknown(`launch_type of ${service.address} is not known`);
  }
  const own = nestedBlocks(service.get("capacity_provider_strategy"));
  return own.length > 0 ? throughProviders(graph, service, own) : ofCluster(graph, service);
}

/** Whether the tasks run on Fargate; undefined if that is not known. */
export function isOnFargate(graph: Graph, service: Resource): boolean | undefined {
  const launch = launchOf(graph, service);
  return launch instanceof Unknown ? undefined : launch.kind === "FARGATE";
}

function ofCluster(graph: Graph, service: Resource): Launch | Unknown {
  const cluster = clusterOf(graph, service);
  if (!isResource(cluster) || cluster.mode === "data") {
    return new Unknown(
      `${service.address} names no launch type, and what its cluster does then is not in the files given`,
    );
  }
  const { resources, uncertain } = graph.referring(
    "aws_ecs_cluster_capacity_providers",
    "cluster_name",
    cluster,
  );
  if (uncertain[0])
    return new Unknown(`${uncertain[0].address} may set the capacity providers of ${cluster.address}`);
  const blocks = [...resources, cluster].flatMap((one) =>
    nestedBlocks(one.get("default_capacity_provider_strategy")),
  );
  return blocks.length > 0 ? throughProviders(graph, service, blocks) : onInstances(graph, cluster);
}

/** Without a capacity provider, tasks run on whatever instances are in the cluster. */
function onInstances(graph: Graph, cluster: Found): Launch {
  const hosts = isManaged(cluster) ? joining(graph, cluster) : [];
  return { kind: "EC2", hosts, all: hosts.length > 0 };
}

function throughProviders(
  graph: Graph,
  service: Resource,
  blocks: ReturnType<typeof nestedBlocks>,
): Launch | Unknown {
  const launches: Launch[] = [];
  for (const block of blocks) {
    if (block instanceof Unknown) return block;
    const launch = throughProvider(graph, service, block.capacity_provider ?? null);
    if (launch instanceof Unknown) return launch;
    launches.push(launch);
  }
  const [first] = launches;
  if (!first || launches.some(({ kind }) => kind !== first.kind)) {
    return new Unknown(`${service.address} runs on capacity providers of several kinds`);
  }
  if (first.kind !== "EC2") return first;
  const all = launches.filter((launch) => launch.kind === "EC2");
  return {
    kind: "EC2",
    hosts: [...new Set(all.flatMap(({ hosts }) => hosts))],
    all: all.every((launch) => launch.all),
  };
}

function throughProvider(
  graph: Graph,
  service: Resource,
  named: Parameters<typeof settle>[0],
): Launch | Unknown {
  const name = settle(named);
  if (name === "FARGATE" || name === "FARGATE_SPOT") return { kind: "FARGATE" };
  const provider = graph.find(named, "aws_ecs_capacity_provider");
  if (!isResource(provider)) {
    return new Unknown(`a capacity provider of ${service.address} is not in the files given`);
  }
  if (nestedBlocks(provider.get("managed_instances_provider")).length > 0)
    return { kind: "MANAGED_INSTANCES", provider };
  const [block] = nestedBlocks(provider.get("auto_scaling_group_provider"));
  const group =
    block instanceof Unknown ? block : graph.find(block?.auto_scaling_group_arn, "aws_autoscaling_group");
  if (!isResource(group)) {
    return { kind: "EC2", hosts: [], all: false };
  }
  return { kind: "EC2", hosts: [group], all: group.mode === "managed" };
}
