import { layerBucket } from "../../aws/ecr";
import { AwsService } from "../../aws/services";
import { keyUseThrough, type Statement } from "../iam";
import type { ContainerProps } from "./container";
import type { ContainerSecret } from "./container-secret";
import { type Volume, volumesOf } from "./volume";

/** Something that a task needs from AWS: what, by whose credentials, and over which way. */
export interface Need {
  /** What in the task needs it. */
  readonly because: string;
  /** The services whose endpoints it goes through; none if AWS does it by itself. */
  readonly services: readonly AwsService[];
  readonly statement: Statement;
  /**
   * Whose credentials it is done with: the role that ECS starts the task with, the role that the application has, or none that AWS
   * would recognise, as with addresses that a service has signed.
   */
  readonly as: "execution role" | "task role" | "nobody";
  /** Who opens the connection: the ECS agent, or something in the task. On Fargate both have the task's network interface. */
  readonly by: "agent" | "task";
}

/** What the needs of a task follow from. */
export interface TaskFacts {
  readonly containers: Readonly<Record<string, ContainerProps>>;
  readonly region: string;
  readonly partition: string;
  readonly account: string;
  /** ARN of the task's own log group, if a container uses it. */
  readonly logGroupArn: string | undefined;
  /** How ECS Exec is kept by the cluster, if the task allows it. */
  readonly exec: { readonly kmsKeyArn?: string; readonly logGroupArn: string } | undefined;
  readonly serviceConnect: boolean;
  readonly tracing: boolean;
}

/** Everything that a task needs from AWS, and nothing else. */
export function needsOf(task: TaskFacts): readonly Need[] {
  const containers = Object.entries(task.containers);
  return [
    ...imagePull(containers, task),
    ...containers.flatMap(([name, container]) => [
      ...logDelivery(name, container, task),
      ...Object.values(container.secrets ?? {}).flatMap((secret) => reading(name, secret, task)),
      ...environmentFiles(name, container, task),
    ]),
    ...volumesOf(task.containers).flatMap((volume) => fileSystem(volume)),
    ...execSessions(task),
    ...(task.serviceConnect ? [serviceConnect, delivery("Service Connect", task.logGroupArn)] : []),
    ...(task.tracing ? [tracing] : []),
  ];
}

type Container = readonly [name: string, container: ContainerProps];

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
function imagePull(containers: readonly Container[], { region, partition }: TaskFacts): readonly Need[] {
  const repositories = containers.flatMap(([, { image }]) => image.repositoryArn ?? []);
  if (repositories.length === 0) return [];
  const because = "images in ECR";
  const services = [AwsService.ecrApi, AwsService.ecrDkr];
  return [
    {
      because,
      services,
      // Knows no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
      statement: { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
      as: "execution role",
      by: "agent",
    },
    {
      because,
      services,
      statement: {
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"],
        resources: [...new Set(repositories)],
      },
      as: "execution role",
      by: "agent",
    },
    {
      because: "layers of images in ECR, which are in a bucket of AWS",
      services: [AwsService.s3],
      statement: {
        actions: ["s3:GetObject"],
        resources: [`arn:${partition}:s3:::${layerBucket(region)}/*`],
      },
      as: "nobody",
      by: "agent",
    },
  ];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
function logDelivery(name: string, { logs }: ContainerProps, task: TaskFacts): readonly Need[] {
  if (logs?.driver === "none") return [];
  if (logs?.driver === "awsfirelens") {
    return logs.uses.map(({ service, ...statement }) => ({
      because: `logs of ${name}`,
      services: [service],
      statement,
      as: "task role",
      by: "task",
    }));
  }
  const because = `logs of ${name}`;
  const group = logs?.group ?? { kind: "own" };
  if (group.kind === "own") return [delivery(because, task.logGroupArn)];
  if (group.kind === "existing") return [delivery(because, group.group.logGroupArn)];
  const { partition, region, account } = task;
  const arn = `arn:${partition}:logs:${region}:${account}:log-group:${group.name}`;
  return [delivery(because, arn), delivery(because, arn, ["logs:CreateLogGroup"])];
}

function delivery(
  because: string,
  logGroupArn: string | undefined,
  actions: readonly string[] = ["logs:CreateLogStream", "logs:PutLogEvents"],
): Need {
  return {
    because,
    services: [AwsService.logs],
    statement: { actions, resources: [`${logGroupArn}:*`] },
    as: "execution role",
    by: "agent",
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html#task-execution-secrets */
function reading(
  name: string,
  { store, arn, kmsKeyArn }: ContainerSecret,
  { region }: TaskFacts,
): readonly Need[] {
  const [service, action] =
    store === "Secrets Manager"
      ? ([AwsService.secretsmanager, "secretsmanager:GetSecretValue"] as const)
      : ([AwsService.ssm, "ssm:GetParameters"] as const);
  const because = `secrets of ${name}`;
  const value: Need = {
    because,
    services: [service],
    statement: { actions: [action], resources: [arn] },
    as: "execution role",
    by: "agent",
  };
  if (kmsKeyArn === undefined) return [value];
  const decryption = keyUseThrough(service, region, kmsKeyArn, ["kms:Decrypt"]);
  return [value, { because, services: [], statement: decryption, as: "execution role", by: "agent" }];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
function environmentFiles(
  name: string,
  { environmentFiles: files = [] }: ContainerProps,
  { region }: TaskFacts,
): readonly Need[] {
  const because = `environment files of ${name}`;
  const reading = (services: readonly AwsService[], statement: Statement): Need => ({
    because,
    services,
    statement,
    as: "execution role",
    by: "agent",
  });
  return files.flatMap(({ bucketArn, key, kmsKeyArn }) => [
    reading([AwsService.s3], { actions: ["s3:GetObject"], resources: [`${bucketArn}/${key}`] }),
    reading([AwsService.s3], { actions: ["s3:GetBucketLocation"], resources: [bucketArn] }),
    ...(kmsKeyArn === undefined
      ? []
      : [reading([], keyUseThrough(AwsService.s3, region, kmsKeyArn, ["kms:Decrypt"]))]),
  ]);
}

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
function fileSystem(volume: Volume): readonly Need[] {
  if (volume.kind === "ephemeral") return [];
  const mounting = ["elasticfilesystem:ClientMount"];
  const actions = volume.readOnly ? mounting : [...mounting, "elasticfilesystem:ClientWrite"];
  const statement: Statement = { actions, resources: [volume.fileSystemArn] };
  // Mounted over NFS within the VPC, so that the service's own endpoint is not needed.
  return [{ because: `volume ${volume.name}`, services: [], statement, as: "task role", by: "task" }];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
function execSessions({ exec }: TaskFacts): readonly Need[] {
  if (!exec) return [];
  const need = (service: AwsService, resource: string, actions: readonly string[]): Need => ({
    because: "ECS Exec",
    services: [service],
    statement: { actions, resources: [resource] },
    as: "task role",
    by: "task",
  });
  return [
    need(AwsService.ssmmessages, "*", [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]),
    need(AwsService.logs, "*", ["logs:DescribeLogGroups"]),
    need(AwsService.logs, `${exec.logGroupArn}:*`, [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]),
    ...(exec.kmsKeyArn === undefined ? [] : [need(AwsService.kms, exec.kmsKeyArn, ["kms:Decrypt"])]),
  ];
}

/**
 * The proxy asks the control plane through the ECS agent's endpoint if there is one. Its credentials are not documented, so that none can be
 * demanded: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
const serviceConnect: Need = {
  because: "Service Connect",
  services: [AwsService.ecsAgent],
  statement: { actions: ["ecs:*"], resources: ["*"] },
  as: "nobody",
  by: "task",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html: no action knows a resource that could be named. */
const tracing: Need = {
  because: "tracing",
  services: [AwsService.xray],
  statement: {
    actions: [
      "xray:GetSamplingRules",
      "xray:GetSamplingStatisticSummaries",
      "xray:GetSamplingTargets",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ],
    resources: ["*"],
  },
  as: "task role",
  by: "task",
};
