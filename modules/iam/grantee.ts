import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { AwsService } from "../../aws/services";
import type { ISecurityGroup } from "../security";
import type { Statement } from "./statement";

/** Use of an AWS service: the IAM actions, and the way there. */
export interface Access extends Statement {
  /** The service that is called, to which the network gets an endpoint. */
  readonly service: AwsService;
}

/** What runs in a network and can be granted the use of something, like a service's tasks. */
export interface IGrantee extends IConstruct {
  /** The role whose credentials the application has. */
  readonly roleArn: string;
  /** Carried by whatever runs. */
  readonly securityGroup: ISecurityGroup;
  /**
   * Grants the use of an AWS service: allows the actions in the role, and leads the network to the service.
   *
   * @throws Refusal for actions of another service
   */
  grant(access: Access): void;
  /** Allows actions that AWS takes in the application's name, or that have a way of their own: in the role alone. */
  allow(statement: Statement): void;
  /**
   * Leads the network to an AWS service for calls without the role's credentials, which it answers to whoever comes.
   *
   * @throws Refusal for actions of another service
   */
  reach(access: Access): void;
  /** Makes whatever runs start only when these are there. */
  waitFor(resources: readonly ITerraformDependable[]): void;
}
