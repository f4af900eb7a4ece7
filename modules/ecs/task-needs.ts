import { AwsService } from "../../aws/services";
import type { Statement } from "../iam";
import type { Need, TaskFacts } from "./need";
import type { Volume } from "./volume";

// What is done from within a task.

/** https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html */
export function fileMounting(volume: Volume): readonly Need[] {
  if (volume.kind === "ephemeral") return [];
  const mounting = ["elasticfilesystem:ClientMount"];
  const actions = volume.readOnly ? mounting : [...mounting, "elasticfilesystem:ClientWrite"];
  const statement: Statement = { actions, resources: [volume.fileSystemArn] };
  // Mounted over NFS within the VPC, so that the service's own endpoint is not needed.
  return [{ because: `volume ${volume.name}`, services: [], statement, as: "task role", by: "task" }];
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
export function execSessions({ exec }: TaskFacts): readonly Need[] {
  if (!exec) return [];
  const need = (service: AwsService, resource: string, actions: readonly string[]): Need => ({
    because: "ECS Exec",
    services: [service],
    statement: { actions, resources: [resource], onlyIf: exec.onlyIf },
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
export const serviceConnect: Need = {
  because: "Service Connect",
  services: [AwsService.ecsAgent],
  statement: { actions: ["ecs:*"], resources: ["*"] },
  as: "nobody",
  by: "task",
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html: no action knows a resource that could be named. */
export const tracing: Need = {
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
