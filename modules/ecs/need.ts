import type { IResolvable } from "cdktf";
import type { AwsService } from "../../aws/services";
import type { Statement } from "../iam";
import type { ContainerProps } from "./container";

/** Something that a task needs from AWS: what, by whose credentials, and over which way. */
export interface Need {
  /** What in the task needs it. */
  readonly because: string;
  /** The services whose endpoints it goes through; none if AWS does it by itself. */
  readonly services: readonly AwsService[];
  /** What the role is allowed. */
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
  readonly exec:
    | {
        readonly kmsKeyArn?: string;
        readonly logGroupArn: string;
        /** Whether it does, if only Terraform knows. */
        readonly onlyIf?: IResolvable;
      }
    | undefined;
  readonly serviceConnect: boolean;
  readonly tracing: boolean;
}
