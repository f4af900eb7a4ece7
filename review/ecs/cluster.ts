import { External, type Found, type Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, type Value } from "../graph/value";
import { type NestedBlock, nestedBlocks } from "../network/nested-blocks";
import { settle } from "../read/expression/settle";

/** The cluster of a service; undefined if it names none and so is in the one called `default`. */
export function clusterOf(graph: Graph, service: Resource): Found {
  return graph.find(service.get("cluster"), "aws_ecs_cluster");
}

/** How `aws ecs execute-command` is set up in a cluster. */
export interface ExecConfiguration {
  /** The key that encrypts sessions; undefined if there is none. */
  readonly key: Value | undefined;
  /** `DEFAULT` takes the log configuration of the task, `OVERRIDE` that of the cluster. */
  readonly logging: "DEFAULT" | "NONE" | "OVERRIDE" | Unknown;
  /** For `OVERRIDE`: the log group's name, and the bucket's, with what the names of its objects begin with. */
  readonly logGroup: Value | undefined;
  readonly bucket: Value | undefined;
  readonly keyPrefix: Value | undefined;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html */
export function execConfigurationOf(cluster: Found): ExecConfiguration | Unknown {
  if (cluster instanceof Unknown) return cluster;
  if (cluster === undefined || cluster instanceof External || cluster.mode === "data") {
    const name =
      cluster === undefined
        ? "the default cluster"
        : cluster instanceof External
          ? cluster.id
          : cluster.address;
    return new Unknown(`the configuration of ${name} is not in the files given`);
  }
  const configuration = only(cluster.get("configuration"));
  const exec =
    configuration instanceof Unknown ? configuration : only(configuration?.execute_command_configuration);
  if (exec instanceof Unknown) return exec;
  const log = only(exec?.log_configuration);
  if (log instanceof Unknown) return log;
  const logging = settle(exec?.logging ?? "DEFAULT") ?? "DEFAULT";
  return {
    key: exec?.kms_key_id ?? undefined,
    logging:
      logging === "DEFAULT" || logging === "NONE" || logging === "OVERRIDE"
        ? logging
        : new Unknown(`the logging of ECS Exec in ${cluster.address} is not known`),
    logGroup: log?.cloud_watch_log_group_name ?? undefined,
    bucket: log?.s3_bucket_name ?? undefined,
    keyPrefix: log?.s3_key_prefix ?? undefined,
  };
}

function only(value: Value | undefined): NestedBlock | Unknown | undefined {
  return nestedBlocks(value)[0];
}
