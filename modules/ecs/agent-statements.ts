import { partitionIn, type Statement } from "../iam";
import type { IPrivateCluster } from "./private-cluster";

/** What the agent on an instance does: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html */
const OF_ANY = ["ecs:DiscoverPollEndpoint"];
const OF_CLUSTER = [
  "ecs:DeregisterContainerInstance",
  "ecs:Poll",
  "ecs:RegisterContainerInstance",
  "ecs:StartTelemetrySession",
  "ecs:SubmitAttachmentStateChanges",
  "ecs:SubmitContainerStateChange",
  "ecs:SubmitTaskStateChange",
  "ecs:UpdateContainerInstancesState",
];

/** What the agent on an instance of a cluster may do. */
export function agentStatements(cluster: IPrivateCluster, region: string): readonly Statement[] {
  const { clusterArn, clusterName, account } = cluster;
  const instances = `arn:${partitionIn(region)}:ecs:${region}:${account}:container-instance/${clusterName}`;
  return [
    // Knows no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html
    { actions: OF_ANY, resources: ["*"] },
    { actions: OF_CLUSTER, resources: [clusterArn, `${instances}/*`] },
  ];
}
