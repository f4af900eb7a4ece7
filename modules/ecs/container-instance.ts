import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import { Fn } from "cdktf";
import type { ISecurityGroup } from "../security";

/** An instance that joins a cluster, in the words of a launch template: with no address of the internet, and no SSH. */
export function containerInstance(props: {
  readonly clusterName: string;
  readonly instanceType: string;
  readonly architecture: "x86_64" | "arm64";
  readonly imageId?: string;
  readonly instanceProfileArn: string;
  readonly securityGroup: ISecurityGroup;
  readonly volumeSizeInGib: number;
  readonly tags: Record<string, string>;
}): LaunchTemplateConfig {
  const { architecture, imageId, instanceProfileArn, securityGroup, tags } = props;
  return {
    imageId: imageId ?? newestImage(architecture),
    instanceType: props.instanceType,
    iamInstanceProfile: { arn: instanceProfileArn },
    networkInterfaces: [
      {
        // Written out: a subnet may give addresses of the internet.
        associatePublicIpAddress: "false",
        securityGroups: [securityGroup.securityGroupId],
        deleteOnTermination: "true",
      },
    ],
    userData: Fn.base64encode(agentSettings(props.clusterName)),
    // Only with a token, and not from within containers.
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: {
          volumeSize: props.volumeSizeInGib,
          volumeType: "gp3",
          encrypted: "true",
          deleteOnTermination: "true",
        },
      },
    ],
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html */
function newestImage(architecture: "x86_64" | "arm64"): string {
  const variant = architecture === "arm64" ? "amazon-linux-2023/arm64" : "amazon-linux-2023";
  return `resolve:ssm:/aws/service/ecs/optimized-ami/${variant}/recommended/image_id`;
}

/** https://github.com/aws/amazon-ecs-agent#environment-variables */
function agentSettings(clusterName: string): string {
  return [
    "#!/bin/bash",
    "cat >> /etc/ecs/ecs.config <<'END'",
    `ECS_CLUSTER=${clusterName}`,
    // Tasks must not take the instance's role.
    "ECS_AWSVPC_BLOCK_IMDS=true",
    // Else logs would be sent with the instance's role, which may not.
    "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
    "END",
    "",
  ].join("\n");
}
