import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { dependable, type ITerraformDependable } from "cdktf";
import type { Caller, IVpcEndpoints } from "../endpoints";
import type { Access, Statement } from "../iam";
import type { Capacity } from "./capacity";
import type { Need } from "./need";
import type { TaskDefinition } from "./task-definition";

/** What the tasks of a service may do in AWS, and their ways there, without which the service is not started. */
export class TaskAccess {
  private readonly awaited = new Set<ITerraformDependable>();

  constructor(
    private readonly service: EcsService,
    private readonly task: Pick<TaskDefinition, "executionRole" | "taskRole">,
    private readonly endpoints: IVpcEndpoints,
    private readonly tasks: Caller,
    private readonly capacity: Capacity,
  ) {}

  /** On Fargate everything comes from the task's network interface; on EC2 what the agent does comes from the instance's. */
  meet({ services, statement, as, by }: Need): void {
    const role = as === "execution role" ? this.task.executionRole : this.task.taskRole;
    if (as !== "nobody") this.waitFor([role.allow(statement)]);
    const caller = this.capacity.kind === "EC2" && by === "agent" ? this.capacity.instances : this.tasks;
    for (const service of services) {
      const roleArn = as === "nobody" ? undefined : role.roleArn;
      this.waitFor(this.endpoints.admit(caller, { ...statement, service }, roleArn));
    }
  }

  /** Lets the application use a service. */
  grant({ service, ...statement }: Access): void {
    this.allow(statement);
    this.waitFor(this.endpoints.admit(this.tasks, { ...statement, service }, this.task.taskRole.roleArn));
  }

  /** Leads to a service for calls that are not signed. */
  reach(access: Access): void {
    this.waitFor(this.endpoints.admit(this.tasks, access));
  }

  /** Allows the application what AWS does in its name, or what has a way of its own. */
  allow(statement: Statement): void {
    this.waitFor([this.task.taskRole.allow(statement)]);
  }

  /** Makes the service wait for what must be there first. */
  waitFor(resources: readonly ITerraformDependable[]): void {
    for (const resource of resources) this.awaited.add(resource);
    this.service.dependsOn = [...this.awaited].map((resource) => dependable(resource));
  }
}
