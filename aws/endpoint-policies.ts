/**
 * Endpoints that are shown to take a policy, by what shows it. The API tells it of one Region: `VpcEndpointPolicySupported` of
 * `aws ec2 describe-vpc-endpoint-services`, see
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html#vpce-endpoint-policy-support. AWS has no
 * list for all, and its guides speak of the commercial Regions. Where sources differ, the later one is believed: many services, like
 * Glue and ECS, took no policy in 2020.
 */
const SHOWN_BY = {
  /** The column "Supports VPC endpoint policies" of the VPC guide, December 2020: nothing later takes one of them back. */
  tableOf2020: `acm-pca application-autoscaling athena autoscaling cassandra codeartifact.api codeartifact.repositories codebuild
    codecommit codedeploy ec2 ecr.api ecr.dkr elasticfilesystem elasticloadbalancing elasticmapreduce events execute-api
    git-codecommit kinesis-firehose kinesis-streams kms lambda logs monitoring rds rds-data redshift sagemaker.api
    sagemaker.runtime secretsmanager sns sqs states sts`,
  /**
   * The service's own guide, 2023 to 2026: it names the endpoint and tells how to write its policy, as in
   * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#vpc-endpoint-policy. For ECS, a user reported in
   * 2026 that GovCloud refuses it.
   */
  guides: `aoss appconfig appconfigdata backup batch bedrock bedrock-agent-runtime bedrock-runtime cloudformation cloudtrail
    cognito-identity cognito-idp dynamodb-streams ecs eks elasticache fsx glue guardduty-data lakeformation memory-db scheduler
    sync-states xray`,
  /** Answers of the API: those of S3 and DynamoDB of both kinds, 2021 and 2024. */
  answers: "dynamodb s3",
  /**
   * Networks that AWS publishes give these a policy, 2023 to 2026: `config/network-config.yaml` in
   * https://github.com/aws-samples/landing-zone-accelerator-on-aws-for-cccs-medium
   */
  publishedNetworks: "ec2messages ssm ssmmessages",
  /**
   * AWS's guidance for data perimeters, 2025: it applies endpoint policies to these, and names those that take none.
   * https://github.com/aws-samples/data-perimeter-policy-examples/tree/main/service_specific_guidance
   */
  dataPerimeters: "aps-workspaces config kafka",
};

/** Services whose endpoint is shown to take a policy, by suffix. */
export const TAKING_POLICIES: ReadonlySet<string> = new Set(
  Object.values(SHOWN_BY).flatMap((suffixes) => suffixes.split(/\s+/)),
);

/**
 * Whether an endpoint is shown to take a policy. AWS refuses to create one with a policy that it does not take ("only supports the
 * full-access endpoint policy"), so what is not known counts as no: such an endpoint lets every request through, and IAM and
 * security groups alone limit it.
 *
 * Not shown are the ECS agent's `ecs-agent` and `ecs-telemetry`: the guide of ECS leaves open which of its endpoints it means, and
 * a user found in 2018 that these two took none. https://github.com/awsdocs/amazon-ecs-developer-guide/issues/55
 *
 * @param suffix what follows the Region in the endpoint's service name, like `ecr.api`
 */
export function takesEndpointPolicy(suffix: string): boolean {
  return TAKING_POLICIES.has(suffix);
}
