import type { ContainerProps } from "./container";
import type { ContainerLogs } from "./container-logs";
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
  readonly exec: boolean;
}

/** A container in the words of the ECS API, which is what Terraform takes. */
export function containerDefinition(
  name: string,
  container: ContainerProps,
  task: Surroundings,
  texts: TextInJson,
): object {
  const text = <Text extends string | undefined>(what: string, value: Text) =>
    texts.of(`${name}_${what}`, value);
  const words = (what: string, list: readonly string[] | undefined) =>
    list?.map((word, index) => text(`${what}_${index}`, word));
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
    portMappings:
      port === undefined
        ? undefined
        : // Only Service Connect asks for the name, which may be less than that of a container.
          [
            {
              name: task.offered.includes(name) ? name : undefined,
              containerPort: port,
              hostPort: port,
              protocol: "tcp",
            },
          ],
    environment: pairs(environment, (value, variable) => ({ value: text(`environment_${variable}`, value) })),
    secrets: pairs(secrets, ({ valueFrom }) => ({ valueFrom })),
    environmentFiles: environmentFiles?.map(({ bucketArn, key }) => ({
      type: "s3",
      value: `${bucketArn}/${key}`,
    })),
    healthCheck: healthCheck && {
      command: ["CMD-SHELL", text("health-check", healthCheck.command)],
      interval: healthCheck.intervalInSeconds ?? 30,
      timeout: healthCheck.timeoutInSeconds ?? 5,
      retries: healthCheck.retries ?? 3,
      startPeriod: healthCheck.startPeriodInSeconds,
    },
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
    linuxParameters: task.exec ? { initProcessEnabled: true } : undefined,
    firelensConfiguration: container.firelens && { type: container.firelens },
    logConfiguration: logConfiguration(container.logs, task, text),
  };
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
