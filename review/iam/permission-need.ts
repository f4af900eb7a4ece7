import type { Found } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { Value } from "../graph/value";

/** What a role has to be allowed so that something works: the subject of the rules on permissions. */
export interface PermissionNeed {
  /** undefined if none is set. */
  readonly role: Found;
  /** What the role is to who uses it, like `execution role` or `task role`. */
  readonly roleName: string;
  /** The argument that names it, like `execution_role_arn`. */
  readonly roleArgument: string;
  /** Who uses the role, and lacks it if it is not set: the task definition. */
  readonly at: Resource;
  /** IAM actions, of which all are needed, like `ecr:BatchGetImage`. */
  readonly actions: readonly string[];
  /** What they are about, as for `mayDo`: its ARN, with `*` for what they are not particular about; undefined if it is not known. */
  readonly resource: Value | undefined;
  /** What cannot be done without, as it follows "cannot", like `pull the image of the container app`. */
  readonly purpose: string;
  /** The service of AWS that takes the role, like `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /** The endpoint that the requests go through; `none` if they go through none; undefined if that is not known. */
  readonly endpoint: Resource | "none" | undefined;
  /** Whether the task runs on Fargate; undefined if that is not known, or if it is no task. */
  readonly onFargate: boolean | undefined;
}
