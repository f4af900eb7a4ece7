import type { IResolvable } from "cdktf";
import type { IVpcEndpoints } from "../endpoints";
import type { LogGroupProps } from "../logs";
import type { SubnetGroup } from "../network";
import type { Capacity } from "./capacity";
import type { Containers } from "./container";
import type { ContainerImage } from "./container-image";
import type { IPrivateCluster } from "./private-cluster";
import type { ScaledTasks } from "./scaling";
import type { ServiceConnect } from "./service-connect";
import type { TaskSize } from "./task-size";

/** A service: its containers and where they run. All else follows, or has a default. */
export interface PrivateServiceProps<Name extends string = string> extends TaskSize {
  /** 1 to 200 letters, digits, underscores and hyphens, unique in the cluster. Changing it replaces the service. */
  readonly name: string;
  /** The cluster that the service runs in. */
  readonly cluster: IPrivateCluster;
  /** Where the tasks are: one subnet in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /** The ways from the tasks' network to AWS; the service adds those that it needs. */
  readonly endpoints: IVpcEndpoints;
  /** The containers of a task, by name. */
  readonly containers: Containers<Name>;
  /** @default `Capacity.fargate()` */
  readonly capacity?: Capacity;
  /**
   * What the images are made for.
   *
   * @default "x86_64", on EC2 the instances'
   */
  readonly architecture?: "x86_64" | "arm64";
  /**
   * How many tasks run, always or in a range.
   *
   * @default 2, which with two zones is one in each
   */
  readonly tasks?: number | ScaledTasks;
  /**
   * GiB of ephemeral storage, 21 to 200, on Fargate.
   *
   * @default 20, as of AWS
   */
  readonly ephemeralStorageInGib?: number;
  /**
   * Whether somebody who may can open a shell in a container; sessions are logged to the cluster's log group.
   *
   * @default false
   */
  readonly exec?: boolean | IResolvable;
  /**
   * How the service finds others in the cluster, and is found.
   *
   * @default it does not
   */
  readonly serviceConnect?: ServiceConnect<NoInfer<Name>>;
  /**
   * Adds a collector that sends traces to X-Ray.
   *
   * @default none
   */
  readonly tracing?: { readonly collector: ContainerImage };
  /**
   * Of the task's own log group.
   *
   * @default 30 days, and CloudWatch's own encryption
   */
  readonly logGroup?: Pick<LogGroupProps, "retentionInDays" | "kmsKeyArn">;
  /**
   * Percent of the tasks that must run during a deployment, and that may.
   *
   * @default 100 and 200
   */
  readonly deployment?: { readonly minimumPercent: number; readonly maximumPercent: number };
  /**
   * Whether a deployment is over only when the new tasks run, and fails if they do not; Terraform waits for 20 minutes.
   *
   * @default false: Terraform is done when ECS has begun
   */
  readonly waitForSteadyState?: boolean | IResolvable;
  /**
   * Seconds after its start in which the load balancer's health check does not stop a task.
   *
   * @default 60
   */
  readonly healthCheckGracePeriodInSeconds?: number;
  /**
   * ARN of a policy that bounds what both roles can ever do.
   *
   * @default none
   */
  readonly permissionsBoundaryArn?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}
