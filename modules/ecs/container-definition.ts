import { conditional, type IResolvable, Op, Token } from "cdktf";
import { asExpression } from "../tokens";
import type { ContainerProps } from "./container";
import type { ContainerLogs } from "./container-logs";
import { EnvironmentList, SecretList } from "./terraform-lists";
import type { TextInJson } from "./text-in-json";

/** What the definition of a container takes from the task that it is in. */
export interface Surroundings {
  /** The service's name: what log streams begin with. */
  readonly name: string;
  readonly region: string;
  /** Name of the task's own log group, if a container uses it. */
  readonly logGroupName: string | undefined;
  /** Containers that Service Connect offers to other services. */
  readonly offered: readonly string[];
  /** Whether somebody may open a shell in the container. */
  readonly exec: boolean | IResolvable;
  /** Whether Terraform writes the definition's JSON, which then may have lists of its own, and nulls. */
  readonly writtenByTerraform: boolean;
}

/** Whether a container has what only Terraform can write: a list of which it alone knows the length, or something that may be there or not. */
export function needsTerraform(
  { command, entryPoint, environment, secrets, healthCheck }: ContainerProps,
  exec: boolean | IResolvable,
): boolean {
  return (
    [command, entryPoint, exec, healthCheck?.onlyIf].some((value) => Token.isUnresolved(value)) ||
    environment instanceof EnvironmentList ||
    secrets instanceof SecretList
  );
}

/** A container in the words of the ECS API, which is what Terraform takes. */
export function containerDefinition(
  name: string,
  container: ContainerProps,
  task: Surroundings,
  texts: Pick<TextInJson, "of" | "ofImage">,
): object {
  const text = <Text extends string | undefined>(what: string, value: Text) =>
    texts.of(`${name}_${what}`, value);
  const words = (what: string, list: readonly string[] | undefined) =>
    Token.isUnresolved(list) ? list : list?.map((word, index) => text(`${what}_${index}`, word));
  const { image, port, environment, secrets, environmentFiles, healthCheck, startsAfter, mounts } = container;
  return {
    name,
    image: texts.ofImage(`${name}_image`, image.uri),
    essential: container.essential ?? true,
    entryPoint: words("entry-point", container.entryPoint),
    command: words("command", container.command),
    cpu: container.cpu,
    memory: container.memory,
    user: container.user,
    stopTimeout: container.stopTimeoutInSeconds,
    readonlyRootFilesystem: container.readonlyRootFilesystem ?? false,
    portMappings: portMappings(name, port, task),
    environment:
      environment instanceof EnvironmentList
        ? environment.list
        : pairs(environment, (value, variable) => ({ value: text(`environment_${variable}`, value) })),
    secrets:
      secrets instanceof SecretList ? secrets.list : pairs(secrets, ({ valueFrom }) => ({ valueFrom })),
    environmentFiles: environmentFiles?.map(({ bucketArn, key }) => ({
      type: "s3",
      value: `${bucketArn}/${key}`,
    })),
    healthCheck:
      healthCheck &&
      onlyIf(healthCheck.onlyIf, {
        command: ["CMD-SHELL", text("health-check", healthCheck.command)],
        interval: healthCheck.intervalInSeconds ?? 30,
        timeout: healthCheck.timeoutInSeconds ?? 5,
        retries: healthCheck.retries ?? 3,
        startPeriod: healthCheck.startPeriodInSeconds,
      }),
    dependsOn:
      startsAfter &&
      Object.entries(startsAfter).map(([containerName, condition]) => ({ containerName, condition })),
    mountPoints:
      mounts &&
      Object.entries(mounts).map(([containerPath, volume]) => ({
        containerPath,
        sourceVolume: volume.name,
        readOnly: volume.kind === "efs" && volume.readOnly === true,
      })),
    // Collects what a shell leaves behind: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
    linuxParameters: task.exec === false ? undefined : onlyIf(task.exec, { initProcessEnabled: true }),
    firelensConfiguration: container.firelens && { type: container.firelens },
    logConfiguration: logConfiguration(container.logs, task, text),
  };
}

/** Only Service Connect asks for the name, which may be less than that of a container. A port that Terraform alone knows may be none. */
function portMappings(name: string, port: number | undefined, { offered, writtenByTerraform }: Surroundings) {
  if (port === undefined) return undefined;
  const mappings = [
    {
      name: offered.includes(name) ? name : undefined,
      containerPort: port,
      hostPort: port,
      protocol: "tcp",
    },
  ];
  const mayBeNone = writtenByTerraform && Token.isUnresolved(port);
  return mayBeNone ? onlyIf(Op.neq(port, Token.nullValue()), mappings) : mappings;
}

/** What is there on a condition that only Terraform knows, or else null. */
function onlyIf<T>(condition: boolean | IResolvable | undefined, value: T): T | IResolvable {
  return Token.isUnresolved(condition)
    ? conditional(condition, asExpression(value), Token.nullValue())
    : value;
}

/** Sorted, as the API returns them, so that their order is no change. */
function pairs<T, Pair>(
  named: Readonly<Record<string, T>> | undefined,
  pair: (value: T, name: string) => Pair,
) {
  return (
    named &&
    Object.keys(named)
      .sort()
      .map((name) => ({ name, ...pair(named[name] as T, name) }))
  );
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specify-log-config.html */
function logConfiguration(
  logs: ContainerLogs | undefined,
  task: Surroundings,
  text: (what: string, value: string) => string,
) {
  if (logs?.driver === "none") return undefined;
  if (logs?.driver === "awsfirelens") {
    const options = Object.entries(logs.options).map(([name, value]) => [name, text(`logs_${name}`, value)]);
    return { logDriver: "awsfirelens", options: Object.fromEntries(options) };
  }
  const group = logs?.group ?? { kind: "own" };
  const { streamPrefix = task.name, mode, maxBufferSizeInMib, recordBegins } = logs?.options ?? {};
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group":
        group.kind === "own"
          ? task.logGroupName
          : group.kind === "existing"
            ? group.group.logGroupName
            : group.name,
      "awslogs-create-group": group.kind === "created by ECS" ? "true" : undefined,
      "awslogs-region": task.region,
      // Fargate demands one.
      "awslogs-stream-prefix": streamPrefix,
      mode,
      "max-buffer-size": maxBufferSizeInMib === undefined ? undefined : `${maxBufferSizeInMib}m`,
      "awslogs-datetime-format":
        recordBegins && "datetimeFormat" in recordBegins ? recordBegins.datetimeFormat : undefined,
      "awslogs-multiline-pattern":
        recordBegins && "pattern" in recordBegins ? recordBegins.pattern : undefined,
    },
  };
}
