import type { Access } from "../iam";
import type { ILogGroup } from "../logs";

/** Where a container's output goes. */
export type ContainerLogs =
  | { readonly driver: "awslogs"; readonly group: LogsGroup; readonly options: CloudWatchOptions }
  | {
      readonly driver: "awsfirelens";
      readonly options: Readonly<Record<string, string>>;
      readonly uses: readonly Access[];
    }
  | { readonly driver: "none" };

/** The log group: the task's own, one that is there, or one that ECS creates when the first task starts. */
export type LogsGroup =
  | { readonly kind: "own" }
  | { readonly kind: "existing"; readonly group: ILogGroup }
  | { readonly kind: "created by ECS"; readonly name: string };

export interface CloudWatchOptions {
  /**
   * Beginning of the names of log streams, before the container's name and the task's id.
   *
   * @default the service's name
   */
  readonly streamPrefix?: string;
  /**
   * Whether a container waits while its output cannot be delivered, or loses what does not fit into the buffer.
   *
   * @default "non-blocking", as of AWS
   */
  readonly mode?: "blocking" | "non-blocking";
  /**
   * Size of the buffer in MiB, from 1; only if the mode is non-blocking.
   *
   * @default 10, as of AWS
   */
  readonly maxBufferSizeInMib?: number;
  /**
   * Where a record begins: a strftime format of dates, or a regular expression, in records of more than one line.
   *
   * @default every line is a record
   */
  readonly recordBegins?: { readonly datetimeFormat: string } | { readonly pattern: string };
}

export const ContainerLogs = {
  /** The task's own CloudWatch log group, made before the first task starts. This is the default. */
  cloudWatch(options: CloudWatchOptions = {}): ContainerLogs {
    return { driver: "awslogs", group: { kind: "own" }, options };
  },
  /** A CloudWatch log group that is made elsewhere. */
  cloudWatchGroup(group: ILogGroup, options: CloudWatchOptions = {}): ContainerLogs {
    return { driver: "awslogs", group: { kind: "existing", group }, options };
  },
  /**
   * A CloudWatch log group that ECS creates if there is none of the name (`awslogs-create-group`): it keeps records for ever, and Terraform
   * does not know of it. The execution role is then allowed to create it.
   */
  cloudWatchCreatingGroup(name: string, options: CloudWatchOptions = {}): ContainerLogs {
    return { driver: "awslogs", group: { kind: "created by ECS", name }, options };
  },
  /**
   * The log router of the same task: a container with `firelens`.
   *
   * @param options of the router's output plugin, like `{ Name: "cloudwatch_logs", ... }`
   * @param uses what the output does in AWS, with the task's role
   */
  firelens(options: Readonly<Record<string, string>>, uses: readonly Access[] = []): ContainerLogs {
    return { driver: "awsfirelens", options, uses };
  },
  /** Nowhere: nobody can see what the container says. */
  none(): ContainerLogs {
    return { driver: "none" };
  },
};
