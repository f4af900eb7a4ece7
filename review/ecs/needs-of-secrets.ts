import type { NeededPermission } from "../endpoints/service-call";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Reference, Template, Unknown, type Value } from "../graph/value";
import { isResource } from "../network/look-up";
import { settle } from "../read/expression/settle";
import { type Container, theContainer } from "./container";
import type { TaskNeed, Unclear } from "./needs";
import { type ReferredSecret, referredSecret } from "./referred-secret";
import { ofExecutionRole, type Task } from "./task";

/** Secrets of containers, of their log drivers, and those with which registries are logged in to. */
export function secretNeeds(
  graph: Graph,
  task: Task,
): { readonly services: readonly TaskNeed[]; readonly unclear: readonly Unclear[] } {
  const services: TaskNeed[] = [];
  const unclear: Unclear[] = [];
  for (const container of task.containers.containers) {
    for (const { value, purpose } of valuesOf(container)) {
      const secret = referredSecret(graph, value, task.region);
      if (!(secret instanceof Unknown)) services.push(needOf(graph, task, secret, purpose));
      else if (!unclear.some(({ what }) => what === `secrets of ${theContainer(container.label)}`)) {
        unclear.push({
          what: `secrets of ${theContainer(container.label)}`,
          reason: secret.reason,
          at: task.definition,
          pulls: false,
        });
      }
    }
  }
  return { services, unclear };
}

function valuesOf({ secrets, logConfiguration, repositoryCredentials, label }: Container) {
  const purpose = `get secrets of ${theContainer(label)}`;
  const ofLogs =
    logConfiguration === undefined || logConfiguration instanceof Unknown
      ? []
      : logConfiguration.secretOptions.items;
  const values = [...secrets.items, ...ofLogs].map(({ valueFrom }) => ({ value: valueFrom, purpose }));
  if (repositoryCredentials === undefined) return values;
  return [
    ...values,
    { value: repositoryCredentials, purpose: `log in to the registry of ${theContainer(label)}` },
  ];
}

function needOf(graph: Graph, task: Task, secret: ReferredSecret, purpose: string): TaskNeed {
  const { suffix, resource, arn } = secret;
  const action = suffix === "ssm" ? "ssm:GetParameters" : "secretsmanager:GetSecretValue";
  const permission = ofExecutionRole(task, { actions: [action], resource: arn, purpose });
  return {
    suffix,
    region: secret.region ?? task.region,
    at: task.definition,
    by: "ECS",
    purpose,
    permissions: [permission, ...decryption(graph, task, resource, purpose)],
    parts: resource ? [resource] : [],
  };
}

/**
 * A key of one's own is used with the caller's permissions; one that AWS manages is not.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
function decryption(
  graph: Graph,
  task: Task,
  resource: Resource | undefined,
  purpose: string,
): readonly NeededPermission[] {
  if (!resource || resource.mode === "data") return [];
  const argument = resource.type === "aws_ssm_parameter" ? "key_id" : "kms_key_id";
  const key = graph.find(resource.get(argument), "aws_kms_key");
  if (!isResource(key) || key.mode === "data") return [];
  const permission = ofExecutionRole(task, {
    actions: ["kms:Decrypt"],
    resource: new Reference(key, ["arn"]),
    purpose,
    // The service calls KMS, not the task: no endpoint's policy is asked.
    ask: "identity",
  });
  return [permission];
}

/** Files of environment variables, which ECS gets from S3: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
export function environmentFileNeeds(graph: Graph, task: Task): readonly TaskNeed[] {
  return task.containers.containers.flatMap(({ environmentFiles, label }) =>
    environmentFiles.items.map(({ value }): TaskNeed => {
      const purpose = `get environment files of ${theContainer(label)}`;
      const bucket = bucketOf(graph, value);
      return {
        suffix: "s3",
        region: (bucket && graph.regionOf(bucket)) ?? task.region,
        at: task.definition,
        by: "ECS",
        purpose,
        permissions: [
          ofExecutionRole(task, { actions: ["s3:GetObject"], resource: value && settle(value), purpose }),
        ],
        parts: bucket ? [bucket] : [],
      };
    }),
  );
}

function bucketOf(graph: Graph, value: Value | undefined): Resource | undefined {
  const whole = value instanceof Template ? value.parts[0] : value;
  if (whole instanceof Reference && whole.resource.type === "aws_s3_object") {
    const found = graph.find(whole.resource.get("bucket"), "aws_s3_bucket");
    return isResource(found) ? found : undefined;
  }
  const found = graph.find(whole, "aws_s3_bucket");
  return isResource(found) ? found : undefined;
}
