import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { EcsCapacityProvider } from "@cdktf/provider-aws/lib/ecs-capacity-provider";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AwsService } from "../../aws/services";
import { nameFromPath } from "../addresses";
import type { Caller, VpcEndpoints } from "../endpoints";
import { Role } from "../iam";
import { inspectZones, type SubnetGroup } from "../network";
import { Inspection, matching } from "../refusal";
import { SecurityGroup } from "../security";
import { agentStatements } from "./agent-statements";
import { containerInstance } from "./container-instance";
import type { IPrivateCluster } from "./private-cluster";

export interface Ec2CapacityProps {
  /** The cluster that the instances join. */
  readonly cluster: IPrivateCluster;
  /** Where the instances are: one subnet in each Availability Zone, at least two zones. */
  readonly subnets: SubnetGroup;
  /** The ways from their network to AWS: through them instances join the cluster, and pull images. */
  readonly endpoints: VpcEndpoints;
  /** Like `m7g.large`. Each task takes a network interface of its own, of which small types have two or three. */
  readonly instanceType: string;
  /** @default "x86_64" */
  readonly architecture?: "x86_64" | "arm64";
  /** How many instances there are at least, from 0. @default 0 */
  readonly minimum?: number;
  /** How many instances there are at most. */
  readonly maximum: number;
  /**
   * GiB of the encrypted root volume, from 30, which is what the image has.
   *
   * @default 30
   */
  readonly volumeSizeInGib?: number;
  /**
   * An image of one's own, by its id or as `resolve:ssm:<parameter>`.
   *
   * @default the newest ECS-optimised Amazon Linux 2023, whenever an instance starts
   */
  readonly imageId?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * EC2 instances for a cluster, as many as its tasks need: an Auto Scaling group of the ECS-optimised image in private subnets, with no
 * address of the internet, no SSH, and the three endpoints that the ECS agent needs.
 */
export class Ec2Capacity extends Construct implements Caller {
  /** Of the capacity provider. */
  readonly name: string;
  /** The cluster that the instances join. */
  readonly cluster: IPrivateCluster;
  readonly subnets: SubnetGroup;
  readonly securityGroup: SecurityGroup;
  /** The endpoints that the agent of the instances uses. */
  readonly endpoints: VpcEndpoints;
  /** What the instances run: images must be made for it. */
  readonly architecture: "x86_64" | "arm64";
  /** What services wait for. */
  readonly ready: readonly ITerraformDependable[];

  /** @throws Refusal for fewer than two zones, a type that is none, and numbers of instances that cannot be */
  constructor(scope: Construct, id: string, props: Ec2CapacityProps) {
    super(scope, id);
    const { cluster, subnets, endpoints, instanceType, architecture = "x86_64", tags } = props;
    const { minimum = 0, maximum, volumeSizeInGib = 30 } = props;
    const inspection = new Inspection(this);
    inspectZones(inspection, "subnets", subnets);
    inspection.require("instanceType", instanceType, instanceTypeName);
    inspection.refuseUnless(
      Number.isInteger(minimum) &&
        Number.isInteger(maximum) &&
        minimum >= 0 &&
        maximum >= Math.max(minimum, 1),
      {
        input: "minimum and maximum",
        given: [minimum, maximum],
        allowed: "whole numbers, the minimum from 0, the maximum not below it and from 1",
        fix: "correct them",
      },
    );
    inspection.refuseUnless(volumeSizeInGib >= 30, {
      input: "volumeSizeInGib",
      given: volumeSizeInGib,
      allowed: "30 or more, which the image has",
      fix: "raise it",
    });
    const decidedByTerraform = inspection.conclude();
    this.cluster = cluster;
    this.subnets = subnets;
    this.endpoints = endpoints;
    this.architecture = architecture;
    const named = { ...tags, Name: nameFromPath(this) };
    this.securityGroup = new SecurityGroup(this, "security-group", {
      network: subnets.network,
      description: "ECS container instances",
      tags,
    });
    const { region } = subnets.network;
    const statements = agentStatements(cluster, region);
    const role = new Role(this, "role", {
      // In China the service has another name: https://docs.amazonaws.cn/en_us/aws/latest/userguide/iam.html
      assumedBy: region.startsWith("cn-") ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com",
      description: "ECS agent of the container instances",
      tags,
    });
    const policies = statements.map((statement) => role.allow(statement));
    const made = statements.flatMap((statement) =>
      [AwsService.ecs, AwsService.ecsAgent, AwsService.ecsTelemetry].flatMap((service) =>
        endpoints.admit(this, { ...statement, service }, role.roleArn),
      ),
    );
    const profile = new IamInstanceProfile(this, "profile", {
      namePrefix: `${named.Name.slice(0, 37)}-`,
      role: role.roleName,
      tags: named,
    });
    const template = new LaunchTemplate(this, "template", {
      namePrefix: `${named.Name.slice(0, 98)}-`,
      ...containerInstance({
        ...props,
        architecture,
        volumeSizeInGib,
        clusterName: cluster.clusterName,
        instanceProfileArn: profile.arn,
        securityGroup: this.securityGroup,
        tags: named,
      }),
      updateDefaultVersion: true,
      tags: named,
      lifecycle: decidedByTerraform,
    });
    const group = new AutoscalingGroup(this, "Resource", {
      namePrefix: `${named.Name.slice(0, 200)}-`,
      minSize: minimum,
      maxSize: maximum,
      vpcZoneIdentifier: subnets.subnetIds,
      launchTemplate: { id: template.id, version: template.latestVersion.toString() },
      healthCheckType: "EC2",
      // Managed termination protection demands it: instances with tasks are not taken away.
      protectFromScaleIn: true,
      // And so would never be, when the group is deleted.
      forceDelete: true,
      tag: [
        // ECS adds it to the groups of its capacity providers: without it every plan would take it away.
        { key: "AmazonECSManaged", value: "true", propagateAtLaunch: true },
        ...Object.entries(named).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
      ],
      // An instance that starts before it can join the cluster never does.
      dependsOn: [...new Set([...policies, ...made])],
      // The cluster decides how many there are.
      lifecycle: { ignoreChanges: ["desired_capacity"] },
    });
    const provider = new EcsCapacityProvider(this, "provider", {
      // AWS keeps names that begin with aws, ecs or fargate.
      name: `${cluster.name}-${named.Name}`.replace(/^(aws|ecs|fargate)/i, "own-$1"),
      autoScalingGroupProvider: {
        autoScalingGroupArn: group.arn,
        managedTerminationProtection: "ENABLED",
        managedDraining: "ENABLED",
        managedScaling: { status: "ENABLED", targetCapacity: 100 },
      },
      tags: named,
    });
    this.name = provider.name;
    this.ready = cluster.addCapacityProvider(provider.name);
  }
}

const instanceTypeName = matching("^[a-z][a-z0-9-]*[.][a-z0-9-]+$", {
  allowed: "an EC2 instance type, like m7g.large",
  fix: "list them with: aws ec2 describe-instance-types",
});
