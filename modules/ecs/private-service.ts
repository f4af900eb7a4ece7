import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { type IResolvable, type ITerraformDependable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import type { Caller } from "../endpoints";
import { type Access, type IGrantee, inspectAccess, inspectStatement, type Statement } from "../iam";
import type { LoadBalancerTarget, Registration } from "../load-balancer";
import type { SubnetGroup } from "../network";
import { type Fault, Inspection } from "../refusal";
import { allowConnection, SecurityGroup } from "../security";
import { Capacity, readyFor } from "./capacity";
import type { ContainerProps } from "./container";
import { inspectService } from "./inspect-service";
import type { Need } from "./need";
import type { PrivateServiceProps } from "./private-service-props";
import { type ScaledTasks, ScalingTarget, ServiceScaling } from "./scaling";
import { serviceArguments } from "./service-arguments";
import { TaskAccess } from "./task-access";
import { TaskDefinition } from "./task-definition";
import { withCollector } from "./tracing";
import { volumesOf } from "./volume";

/** Of a container that something is to connect to. */
export const portMissing: Fault = {
  input: "port",
  allowed: "a port, for something to connect to",
  fix: "give the port that the container listens on",
};

/**
 * An ECS service in subnets without internet. It takes nothing but its containers: log group, roles, security-group rules and the
 * network's endpoints follow from them, and from what it is granted later.
 */
export class PrivateService<Name extends string = string> extends Construct implements IGrantee, Caller {
  /** The name, by a reference that waits for the service. */
  readonly serviceName: string;
  readonly securityGroup: SecurityGroup;
  readonly subnets: SubnetGroup;
  /** Everything that the tasks need from AWS by themselves, beside what they are granted. */
  readonly needs: readonly Need[];
  /** Name of the task's own log group, if anything is logged there. */
  readonly logGroupName: string | undefined;
  private readonly service: EcsService;
  private readonly task: TaskDefinition;
  private readonly access: TaskAccess;
  private readonly scaling: ServiceScaling | undefined;
  private readonly registrations: { targetGroupArn: string; containerName: string; containerPort: number }[] =
    [];
  private readonly containers: Readonly<Record<string, ContainerProps>>;

  /** @throws Refusal for everything that ECS refuses, or that would not start in a network without internet */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: PrivateServiceProps<Name>,
  ) {
    super(scope, id);
    const { name, cluster, subnets, endpoints, tracing, tags, tasks = 2, exec = false } = props;
    const { cpu = 256, capacity = Capacity.fargate() } = props;
    const memory = props.memory ?? (Token.isUnresolved(cpu) ? Token.asNumber(Op.mul(cpu, 2)) : 2 * cpu);
    const onEc2 = capacity.kind === "EC2";
    this.containers = tracing ? withCollector(props.containers, tracing.collector) : props.containers;
    const decidedByTerraform = inspectService(this, {
      ...props,
      own: props.containers,
      containers: this.containers,
      cpu,
      memory,
      capacity,
      tasks,
    });
    this.subnets = subnets;
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: subnets.network,
      description: `Tasks of ${name}`,
      tags,
    });
    this.task = new TaskDefinition(this, "task", {
      ...props,
      region: subnets.network.region,
      containers: this.containers,
      cpu,
      memory,
      architecture: props.architecture ?? (onEc2 ? capacity.instances.architecture : "x86_64"),
      launchType: onEc2 ? "EC2" : "FARGATE",
      ephemeralStorageInGib: props.ephemeralStorageInGib,
      logGroup: props.logGroup ?? {},
      permissionsBoundaryArn: props.permissionsBoundaryArn,
      exec,
      serviceConnect: props.serviceConnect !== undefined,
      offered: Object.keys(props.serviceConnect?.offers ?? {}),
      tracing: tracing !== undefined,
      decidedByTerraform,
      tags,
    });
    this.needs = this.task.needs;
    this.logGroupName = this.task.logGroup?.logGroupName;
    const { task, containers } = this;
    const { securityGroup } = this;
    this.service = new EcsService(
      this,
      "Resource",
      serviceArguments(props, { task, securityGroup, capacity, containers }),
    );
    this.access = new TaskAccess(this.service, task, endpoints, this, capacity);
    this.serviceName = this.service.name;
    this.access.waitFor(readyFor(capacity, cluster));
    for (const need of this.needs) this.access.meet(need);
    for (const volume of volumesOf(containers)) {
      if (volume.kind === "efs") {
        // On EC2 the host mounts it: https://repost.aws/knowledge-center/efs-mount-on-ecs-container-or-task
        const mounting = capacity.kind === "EC2" ? [this, capacity.instances] : [this];
        for (const { securityGroup: from } of mounting) {
          this.access.waitFor(allowConnection({ from, to: volume.securityGroup, port: NFS }));
        }
      }
    }
    this.scaling = typeof tasks === "number" ? undefined : this.scaleIn(tasks);
  }

  /** The role whose credentials the application has. */
  get roleArn(): string {
    return this.task.taskRole.roleArn;
  }

  /**
   * The port of one of the containers, as a load balancer leads to it.
   *
   * @throws Refusal for a container without a port
   */
  container(name: Name): LoadBalancerTarget {
    const port = this.containers[name]?.port;
    if (port === undefined) {
      const inspection = new Inspection(this);
      inspection.refuse({ ...portMissing, input: `containers.${name}.port` });
      inspection.conclude();
    }
    return {
      name: `${this.props.name}-${name}`,
      port: port as number,
      subnets: this.subnets,
      securityGroup: this.securityGroup,
      registerIn: (registration) => this.register(name, port as number, registration),
    };
  }

  grant(access: Access): void {
    const inspection = new Inspection(this);
    inspectAccess(inspection, "actions", access);
    inspection.conclude();
    this.access.grant(access);
  }

  allow(statement: Statement): void {
    this.access.allow(statement);
  }

  /**
   * Allows the application what a list of statements says that only Terraform knows, in the words of IAM: Effect, Action, Resource. The ways
   * to the services must be made besides.
   */
  allowListed(statements: IResolvable): void {
    this.access.waitFor([this.task.taskRole.allowListed(statements)]);
  }

  reach(access: Access): void {
    const inspection = new Inspection(this);
    inspectAccess(inspection, "actions", access);
    inspectStatement(inspection, access);
    inspection.conclude();
    this.access.reach(access);
  }

  waitFor(resources: readonly ITerraformDependable[]): void {
    this.access.waitFor(resources);
  }

  /**
   * Lets the number of tasks follow one thing more, like the requests of an API that was made after the service.
   *
   * @throws Refusal for a service whose number of tasks is fixed
   */
  scaleOn(target: ScalingTarget): void {
    const inspection = new Inspection(this);
    inspection.refuseUnless(this.scaling !== undefined, {
      input: "tasks",
      given: this.props.tasks ?? 2,
      allowed: "a range, since a fixed number follows nothing",
      fix: "write tasks: { minimum: 2, maximum: 10 }",
    });
    inspection.conclude();
    this.scaling?.follow(target);
  }

  private register(containerName: string, containerPort: number, registration: Registration): void {
    this.registrations.push({ targetGroupArn: registration.targetGroupArn, containerName, containerPort });
    this.service.putLoadBalancer(this.registrations);
    this.service.healthCheckGracePeriodSeconds = this.props.healthCheckGracePeriodInSeconds ?? 60;
    this.access.waitFor(registration.listeners.map((fqn) => ({ fqn })));
  }

  private scaleIn({ minimum, maximum, follow = [ScalingTarget.cpu(60)] }: ScaledTasks): ServiceScaling {
    const { cluster } = this.props;
    const scaling = new ServiceScaling(this, "scaling", {
      clusterName: cluster.clusterName,
      serviceName: this.serviceName,
      containerInsights: cluster.containerInsights,
      minimum,
      maximum,
    });
    for (const target of follow) scaling.follow(target);
    return scaling;
  }
}

/** https://docs.aws.amazon.com/efs/latest/ug/network-access.html */
const NFS = 2049;
