import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Fn, type IResolvable } from "cdktf";
import { Construct } from "constructs";
import { partitionIn, Role } from "../iam";
import { type ILogGroup, LogGroup, type LogGroupProps } from "../logs";
import type { DecidedByTerraform } from "../refusal";
import { asExpression, numberText, upperCase } from "../tokens";
import type { ContainerProps } from "./container";
import { containerDefinition, needsTerraform } from "./container-definition";
import type { Need } from "./need";
import { needsOf } from "./needs";
import type { IPrivateCluster } from "./private-cluster";
import { TextInJson } from "./text-in-json";
import { type Volume, volumesOf } from "./volume";

export interface TaskDefinitionProps {
  readonly name: string;
  readonly cluster: IPrivateCluster;
  readonly region: string;
  readonly containers: Readonly<Record<string, ContainerProps>>;
  readonly cpu: number;
  readonly memory: number;
  readonly architecture: "x86_64" | "arm64";
  readonly launchType: "FARGATE" | "EC2";
  readonly ephemeralStorageInGib: number | undefined;
  readonly logGroup: Pick<LogGroupProps, "retentionInDays" | "kmsKeyArn">;
  readonly permissionsBoundaryArn: string | undefined;
  readonly exec: boolean | IResolvable;
  readonly serviceConnect: boolean;
  /** Containers that it offers to other services. */
  readonly offered: readonly string[];
  readonly tracing: boolean;
  /** What synthesis left of the service's input: here, since the provider holds this resource first and in its own words. */
  readonly decidedByTerraform: DecidedByTerraform | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}

/** What ECS starts: containers, the role that it starts them with, the role that they have, and their log group. */
export class TaskDefinition extends Construct {
  readonly taskDefinitionArn: string;
  readonly executionRole: Role;
  readonly taskRole: Role;
  /** The task's own log group, if anything is logged there. */
  readonly logGroup: ILogGroup | undefined;
  /** Everything that the task needs from AWS. */
  readonly needs: readonly Need[];

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { name, cluster, region, containers, exec, tags, permissionsBoundaryArn } = props;
    const partition = partitionIn(region);
    const { account } = cluster;
    this.executionRole = new Role(this, "execution-role", {
      assumedBy: ECS_TASKS,
      description: `Starts tasks of ${name}: images, logs, secrets`,
      permissionsBoundaryArn,
      tags,
    });
    this.taskRole = new Role(this, "role", {
      assumedBy: ECS_TASKS,
      // Else ECS could be made to take the role for another account's tasks:
      // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
      onlyIf: { ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${account}:*` } },
      description: `Application ${name}`,
      permissionsBoundaryArn,
      tags,
    });
    const logsHere =
      props.serviceConnect ||
      Object.values(containers).some(
        ({ logs }) => logs === undefined || (logs.driver === "awslogs" && logs.group.kind === "own"),
      );
    this.logGroup = logsHere
      ? new LogGroup(this, "logs", { ...props.logGroup, name, path: `/ecs/${cluster.name}/`, tags })
      : undefined;
    this.needs = needsOf({
      containers,
      region,
      partition,
      account,
      logGroupArn: this.logGroup?.logGroupArn,
      exec:
        exec === false
          ? undefined
          : {
              kmsKeyArn: cluster.execKmsKeyArn,
              logGroupArn: cluster.execLog.logGroupArn,
              onlyIf: exec === true ? undefined : exec,
            },
      serviceConnect: props.serviceConnect,
      tracing: props.tracing,
    });
    const definition = new EcsTaskDefinition(this, "Resource", {
      family: `${cluster.name}-${name}`,
      requiresCompatibilities: [props.launchType],
      networkMode: "awsvpc",
      cpu: numberText(props.cpu),
      memory: numberText(props.memory),
      runtimePlatform: {
        operatingSystemFamily: "LINUX",
        cpuArchitecture: upperCase(props.architecture),
      },
      executionRoleArn: this.executionRole.roleArn,
      taskRoleArn: this.taskRole.roleArn,
      ephemeralStorage:
        props.ephemeralStorageInGib === undefined ? undefined : { sizeInGib: props.ephemeralStorageInGib },
      volume: volumesOf(containers).map(volumeArguments),
      containerDefinitions: this.definitions(props),
      // What a rollback goes back to must still be there: AWS takes no revision that is not active.
      // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html
      skipDestroy: true,
      tags: { ...tags, Name: name },
      lifecycle: props.decidedByTerraform,
    });
    this.taskDefinitionArn = definition.arn;
  }

  /** The definitions as text: written here, or else by Terraform, which needs no escapes. */
  private definitions({ name, region, containers, offered, exec }: TaskDefinitionProps): string {
    const writtenByTerraform = Object.values(containers).some((container) => needsTerraform(container, exec));
    const texts = writtenByTerraform ? AS_THEY_ARE : new TextInJson(this);
    const surroundings = {
      name,
      region,
      logGroupName: this.logGroup?.logGroupName,
      offered,
      exec,
      writtenByTerraform,
    };
    const definitions = Object.entries(containers).map(([containerName, container]) =>
      containerDefinition(containerName, container, surroundings, texts),
    );
    return writtenByTerraform ? Fn.jsonencode(asExpression(definitions)) : JSON.stringify(definitions);
  }
}

const AS_THEY_ARE: Pick<TextInJson, "of" | "ofImage"> = {
  of: (_, text) => text,
  ofImage: (_, uri) => uri,
};

const ECS_TASKS = "ecs-tasks.amazonaws.com";

function volumeArguments(volume: Volume) {
  if (volume.kind === "ephemeral") return { name: volume.name };
  const { name, fileSystemId, accessPointId } = volume;
  return {
    name,
    efsVolumeConfiguration: {
      fileSystemId,
      transitEncryption: "ENABLED",
      authorizationConfig: { accessPointId, iam: "ENABLED" },
    },
  };
}
