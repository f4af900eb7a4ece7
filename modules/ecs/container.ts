import type { IResolvable } from "cdktf";
import type { ContainerImage } from "./container-image";
import type { ContainerLogs } from "./container-logs";
import type { ContainerSecret } from "./container-secret";
import type { EnvironmentFile } from "./environment-file";
import type { EnvironmentList, SecretList } from "./terraform-lists";
import type { Volume } from "./volume";

/** What a container that others wait for must have reached. */
export type ContainerCondition = "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";

export interface ContainerHealthCheck {
  /** Shell command that exits with 0 if the container is healthy. It runs in the container, which must have the program. */
  readonly command: string;
  /**
   * Seconds from one to the next, 5 to 300.
   *
   * @default 30
   */
  readonly intervalInSeconds?: number;
  /**
   * Seconds that one may take, 2 to 60.
   *
   * @default 5
   */
  readonly timeoutInSeconds?: number;
  /**
   * How many must fail in a row, 1 to 10.
   *
   * @default 3
   */
  readonly retries?: number;
  /**
   * Seconds after the start in which failures do not count, 0 to 300.
   *
   * @default 0
   */
  readonly startPeriodInSeconds?: number;
  /**
   * Whether there is one, if only Terraform knows.
   *
   * @default there is
   */
  readonly onlyIf?: IResolvable;
}

/** One container of a task. `Name` are the names of all of them. */
export interface ContainerProps<Name extends string = string> {
  /** The image, in a repository of Amazon ECR. */
  readonly image: ContainerImage;
  /**
   * TCP port that it listens on. In a task's network it is the same inside and outside.
   *
   * @default it listens on none
   */
  readonly port?: number;
  /** @default the image's */
  readonly entryPoint?: readonly string[];
  /** @default the image's */
  readonly command?: readonly string[];
  /**
   * Environment variables.
   *
   * @default none
   */
  readonly environment?: Readonly<Record<string, string>> | EnvironmentList;
  /**
   * Environment variables with values from Secrets Manager or Parameter Store.
   *
   * @default none
   */
  readonly secrets?: Readonly<Record<string, ContainerSecret>> | SecretList;
  /**
   * At most ten files with environment variables.
   *
   * @default none
   */
  readonly environmentFiles?: readonly EnvironmentFile[];
  /** @default none: only the load balancer's counts */
  readonly healthCheck?: ContainerHealthCheck;
  /** @default `ContainerLogs.cloudWatch()` */
  readonly logs?: ContainerLogs;
  /**
   * Whether the whole task stops when this container does.
   *
   * @default true
   */
  readonly essential?: boolean;
  /**
   * Which containers this one starts after.
   *
   * @default none
   */
  readonly startsAfter?: Readonly<Partial<Record<Name, ContainerCondition>>>;
  /**
   * Volumes by the path that they are mounted at.
   *
   * @default none
   */
  readonly mounts?: Readonly<Record<string, Volume>>;
  /**
   * Makes it the task's log router, for containers with `ContainerLogs.firelens`.
   *
   * @default it is none
   */
  readonly firelens?: "fluentbit" | "fluentd";
  /**
   * CPU units of the task's that it is guaranteed; 1024 are a virtual CPU.
   *
   * @default a share of what is left
   */
  readonly cpu?: number;
  /**
   * MiB at which it is killed.
   *
   * @default the task's memory
   */
  readonly memory?: number;
  /**
   * User, or user and group, that it runs as.
   *
   * @default the image's
   */
  readonly user?: string;
  /**
   * Whether it cannot write to its own file system; not with ECS Exec.
   *
   * @default false
   */
  readonly readonlyRootFilesystem?: boolean | IResolvable;
  /**
   * Seconds from SIGTERM to SIGKILL, 2 to 120.
   *
   * @default 30
   */
  readonly stopTimeoutInSeconds?: number;
}

/** The containers of a task by name. */
export type Containers<Name extends string = string> = Readonly<Record<Name, ContainerProps<NoInfer<Name>>>>;
