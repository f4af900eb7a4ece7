import { layerBucket } from "../../aws/ecr";
import { AwsService } from "../../aws/services";
import { keyUseThrough, type Statement } from "../iam";
import type { ContainerProps } from "./container";
import type { Need, TaskFacts } from "./need";
import { SecretList } from "./terraform-lists";

// What the ECS agent does before and while a task runs.

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html */
export function imagePull(
  containers: readonly (readonly [name: string, container: ContainerProps])[],
  { region, partition }: TaskFacts,
): readonly Need[] {
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
export function logDelivery(name: string, { logs }: ContainerProps, task: TaskFacts): readonly Need[] {
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

export function delivery(
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
export function secretsReading(
  name: string,
  { secrets = {} }: ContainerProps,
  { region }: TaskFacts,
): readonly Need[] {
  const because = `secrets of ${name}`;
  const reading = (services: readonly AwsService[], statement: Statement): Need => ({
    because,
    services,
    statement,
    as: "execution role",
    by: "agent",
  });
  if (secrets instanceof SecretList) {
    return secrets.stores.flatMap(({ store, arns, haveAny, kmsKeyArns, haveAnyKey }) => {
      const { service, action } = STORES[store];
      const decryption = keyUseThrough(service, region, kmsKeyArns, ["kms:Decrypt"]);
      return [
        reading([service], { actions: [action], resources: arns, onlyIf: haveAny }),
        reading([], { ...decryption, onlyIf: haveAnyKey }),
      ];
    });
  }
  return Object.values(secrets).flatMap(({ store, arn, kmsKeyArn }) => {
    const { service, action } = STORES[store];
    const value = reading([service], { actions: [action], resources: [arn] });
    if (kmsKeyArn === undefined) return [value];
    return [value, reading([], keyUseThrough(service, region, [kmsKeyArn], ["kms:Decrypt"]))];
  });
}

const STORES = {
  "Secrets Manager": { service: AwsService.secretsmanager, action: "secretsmanager:GetSecretValue" },
  "Parameter Store": { service: AwsService.ssm, action: "ssm:GetParameters" },
};

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
export function environmentFiles(
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
      : [reading([], keyUseThrough(AwsService.s3, region, [kmsKeyArn], ["kms:Decrypt"]))]),
  ]);
}
