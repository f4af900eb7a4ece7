import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { checks } from "../paths/draft";
import { booleanOf } from "../read/expression/convert";
import { settle } from "../read/expression/settle";
import { execCanWrite } from "../rules/ecs/exec-can-write";
import { arnIn } from "./arn-in";
import { clusterOf, type ExecConfiguration, execConfigurationOf } from "./cluster";
import { namedLogGroup } from "./log-group";
import type { TaskNeed } from "./needs";
import { ofTaskRole, type Task } from "./task";

/** Whether `aws ecs execute-command` is on. */
function hasExec({ service }: Task): boolean {
  return booleanOf(settle(service.get("enable_execute_command") ?? null)) === true;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
export function execNeeds(graph: Graph, task: Task): readonly TaskNeed[] {
  if (!hasExec(task)) return [];
  const purpose = "answer aws ecs execute-command";
  const common = { at: task.service, by: "containers", purpose, region: task.region } as const;
  const channels = ofTaskRole(task, { actions: CHANNELS, resource: "*", purpose });
  const writing = checks(
    { containers: task.containers.containers, definition: task.definition },
    execCanWrite,
  );
  const needs: TaskNeed[] = [{ ...common, suffix: "ssmmessages", permissions: [channels], checks: writing }];
  const cluster = clusterOf(graph, task.service);
  const configuration = execConfigurationOf(cluster);
  if (configuration instanceof Unknown || !isResource(cluster)) return needs;
  return [...needs, ...encryption(graph, task, configuration), ...logging(graph, task, configuration)];
}

const CHANNELS = ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"].map(
  (action) => `ssmmessages:${action}`,
);

function encryption(graph: Graph, task: Task, { key }: ExecConfiguration): readonly TaskNeed[] {
  if (key === undefined) return [];
  const found = graph.find(key, "aws_kms_key");
  const purpose = "encrypt sessions of aws ecs execute-command";
  const resource = isResource(found) ? new Reference(found, ["arn"]) : settle(key);
  return [
    {
      suffix: "kms",
      at: task.service,
      by: "containers",
      via: VIA,
      purpose,
      region: task.region,
      permissions: [ofTaskRole(task, { actions: ["kms:Decrypt"], resource, purpose })],
      parts: isResource(found) ? [found] : [],
    },
  ];
}

/** What sessions are logged to says nothing of the containers' own logs, nor of their files. */
const VIA = "ECS Exec";

/**
 * What a cluster logs of sessions of its own accord, the task's role has to write. The agent in the container looks for the log group
 * first, and gives up without it; that it may not write breaks no session, but leaves it without its log:
 * https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/agentlogstocloudwatch/cloudwatchlogspublisher/cloudwatchlogsservice.go
 */
function logging(graph: Graph, task: Task, configuration: ExecConfiguration): readonly TaskNeed[] {
  if (configuration.logging !== "OVERRIDE") return [];
  const purpose = "log sessions of aws ecs execute-command";
  const common = { at: task.service, by: "containers", via: VIA, purpose, region: task.region } as const;
  const needs: TaskNeed[] = [];
  if (configuration.logGroup !== undefined) {
    const group = namedLogGroup(graph, configuration.logGroup, task.region);
    needs.push({
      ...common,
      suffix: "logs",
      permissions: [
        ofTaskRole(task, {
          actions: ["logs:DescribeLogGroups"],
          resource: arnIn(task.region, "logs", "log-group:*"),
          purpose,
        }),
        ofTaskRole(task, {
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resource: group.arn,
          purpose,
        }),
      ],
      parts: group.resource ? [group.resource] : [],
    });
  }
  if (configuration.bucket !== undefined) {
    const bucket = graph.find(configuration.bucket, "aws_s3_bucket");
    const resource = isResource(bucket) ? bucket : undefined;
    needs.push({
      ...common,
      suffix: "s3",
      region: (resource && graph.regionOf(resource)) ?? task.region,
      // The policy of a bucket that is not in the files may allow it.
      permissions: resource
        ? [
            ofTaskRole(task, {
              actions: ["s3:PutObject"],
              resource: objectsOf(resource, configuration.keyPrefix),
              purpose,
            }),
          ]
        : [],
      parts: resource ? [resource] : [],
    });
  }
  return needs;
}

/** Each session's log is an object of its own. */
function objectsOf(bucket: Resource, prefix: Value | undefined): Value {
  const folder = prefix === undefined ? [] : [prefix, "/"];
  return new Template([new Reference(bucket, ["arn"]), "/", ...folder, "*"]);
}
