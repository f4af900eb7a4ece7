import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { ISecurityGroup } from "../security";
import { type Capacity, placedOn } from "./capacity";
import type { ContainerProps } from "./container";
import type { PrivateServiceProps } from "./private-service-props";
import { serviceConnectArguments } from "./service-connect";
import type { TaskDefinition } from "./task-definition";

/** A service in the words of its Terraform resource. */
export function serviceArguments(
  props: Pick<
    PrivateServiceProps,
    | "name"
    | "cluster"
    | "subnets"
    | "tasks"
    | "deployment"
    | "waitForSteadyState"
    | "exec"
    | "serviceConnect"
    | "tags"
  >,
  made: {
    readonly task: TaskDefinition;
    readonly securityGroup: ISecurityGroup;
    readonly capacity: Capacity;
    readonly containers: Readonly<Record<string, ContainerProps>>;
  },
): EcsServiceConfig {
  const { name, cluster, subnets, tasks = 2, deployment, exec = false, serviceConnect, tags } = props;
  const { task, securityGroup, capacity, containers } = made;
  const { minimumPercent = 100, maximumPercent = 200 } = deployment ?? {};
  return {
    name,
    cluster: cluster.clusterArn,
    taskDefinition: task.taskDefinitionArn,
    ...placedOn(capacity),
    networkConfiguration: {
      subnets: subnets.subnetIds,
      securityGroups: [securityGroup.securityGroupId],
      assignPublicIp: false,
    },
    desiredCount: typeof tasks === "number" ? tasks : tasks.minimum,
    deploymentMinimumHealthyPercent: minimumPercent,
    deploymentMaximumPercent: maximumPercent,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    // Written out: the provider sends DISABLED where AWS's default is ENABLED. AWS refuses it where no task more may be started.
    availabilityZoneRebalancing: maximumPercent === 100 ? "DISABLED" : "ENABLED",
    waitForSteadyState: props.waitForSteadyState ?? false,
    enableExecuteCommand: exec,
    serviceConnectConfiguration:
      serviceConnect &&
      serviceConnectArguments(serviceConnect, {
        name,
        region: subnets.network.region,
        namespaceArn: cluster.namespaceArn,
        logGroupName: task.logGroup?.logGroupName ?? "",
        containers,
      }),
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
    tags: { ...tags, Name: name },
    // The number of tasks is the scaling's from the first day on.
    lifecycle: typeof tasks === "number" ? undefined : { ignoreChanges: ["desired_count"] },
  };
}
