import { describeService as service } from "./service-description";

/**
 * The services that private workloads call most, each under its suffix in camel case.
 *
 * Suffixes: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html and the list of the AWS CDK
 * (`aws-ec2/lib/vpc-endpoint.ts`). IAM prefixes: the signing names of botocore's service models, and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/. Left out are services without a Region in their endpoint's
 * name (like IAM) and those that make their endpoints themselves (like OpenSearch Service's domains).
 */
export const CATALOGUE = {
  acm: service("acm"),
  acmPca: service("acm-pca"),
  /** The control plane of OpenSearch Serverless: https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc-cp.html */
  aoss: service("aoss"),
  /**
   * The data of OpenSearch Serverless, in collections of generation NEXTGEN alone: CLASSIC ones have an endpoint that the service
   * manages. https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-vpc.html
   */
  aossData: service("aoss-data", { actionPrefixes: ["aoss"] }),
  appconfig: service("appconfig"),
  appconfigdata: service("appconfigdata", { actionPrefixes: ["appconfig"] }),
  applicationAutoscaling: service("application-autoscaling"),
  /** Queries and remote writes of Prometheus; `aps` alone would be its control plane. */
  apsWorkspaces: service("aps-workspaces", { actionPrefixes: ["aps"] }),
  athena: service("athena"),
  autoscaling: service("autoscaling"),
  backup: service("backup"),
  batch: service("batch"),
  bedrock: service("bedrock"),
  bedrockAgentRuntime: service("bedrock-agent-runtime", { actionPrefixes: ["bedrock"] }),
  bedrockRuntime: service("bedrock-runtime", { actionPrefixes: ["bedrock"] }),
  /** Keyspaces speaks CQL: https://docs.aws.amazon.com/keyspaces/latest/devguide/vpc-endpoints.html */
  cassandra: service("cassandra", { ports: [9142] }),
  cloudformation: service("cloudformation"),
  cloudtrail: service("cloudtrail"),
  codeartifactApi: service("codeartifact.api"),
  codeartifactRepositories: service("codeartifact.repositories"),
  codebuild: service("codebuild"),
  codecommit: service("codecommit"),
  codedeploy: service("codedeploy"),
  codepipeline: service("codepipeline"),
  cognitoIdentity: service("cognito-identity"),
  /** Not for managed login and client credentials: https://docs.aws.amazon.com/cognito/latest/developerguide/vpc-interface-endpoints.html */
  cognitoIdp: service("cognito-idp"),
  config: service("config"),
  dataServicediscovery: service("data-servicediscovery", { actionPrefixes: ["servicediscovery"] }),
  datasync: service("datasync"),
  dms: service("dms"),
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-interface-endpoints.html */
  dynamodb: service("dynamodb", { kinds: ["Gateway", "Interface"], privateDns: false }),
  /** The gateway does not lead to streams: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html */
  dynamodbStreams: service("dynamodb-streams", { privateDns: false, actionPrefixes: ["dynamodb"] }),
  ec2: service("ec2"),
  ec2messages: service("ec2messages"),
  ecrApi: service("ecr.api"),
  ecrDkr: service("ecr.dkr"),
  /** The API alone: images of public.ecr.aws have no endpoint. https://github.com/aws/containers-roadmap/issues/1160 */
  ecrPublicApi: service("ecr-public.api", { onlyIn: ["us-east-1"] }),
  ecs: service("ecs"),
  ecsAgent: service("ecs-agent", { actionPrefixes: ["ecs"] }),
  ecsTelemetry: service("ecs-telemetry", { actionPrefixes: ["ecs"] }),
  eks: service("eks"),
  eksAuth: service("eks-auth"),
  elasticache: service("elasticache"),
  elasticfilesystem: service("elasticfilesystem"),
  elasticloadbalancing: service("elasticloadbalancing"),
  elasticmapreduce: service("elasticmapreduce"),
  email: service("email", { actionPrefixes: ["ses"] }),
  /** Mail over TLS from the start or by STARTTLS: https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html */
  emailSmtp: service("email-smtp", { ports: [587, 2587, 465, 2465, 25], actionPrefixes: ["ses"] }),
  events: service("events"),
  /**
   * Calls of private REST APIs. Its private DNS takes the public ones out of the VPC's reach:
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
   */
  executeApi: service("execute-api"),
  fsx: service("fsx"),
  gitCodecommit: service("git-codecommit", { actionPrefixes: ["codecommit"] }),
  glue: service("glue"),
  /**
   * GuardDuty makes it where it manages its agents, and it costs nothing:
   * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-connectivity.html
   */
  guarddutyData: service("guardduty-data", { actionPrefixes: ["guardduty"] }),
  kafka: service("kafka"),
  kinesisFirehose: service("kinesis-firehose", { actionPrefixes: ["firehose"] }),
  kinesisStreams: service("kinesis-streams", { actionPrefixes: ["kinesis"] }),
  kms: service("kms"),
  lakeformation: service("lakeformation"),
  lambda: service("lambda"),
  logs: service("logs"),
  memoryDb: service("memory-db", { actionPrefixes: ["memorydb"] }),
  /** CloudWatch's metrics and alarms. */
  monitoring: service("monitoring", { actionPrefixes: ["cloudwatch"] }),
  mq: service("mq"),
  rds: service("rds"),
  rdsData: service("rds-data"),
  redshift: service("redshift"),
  redshiftData: service("redshift-data"),
  redshiftServerless: service("redshift-serverless"),
  /**
   * Private DNS that serves inbound resolvers alone takes a gateway endpoint beside it:
   * https://docs.aws.amazon.com/AmazonS3/latest/userguide/privatelink-interface-endpoints.html
   */
  s3: service("s3", { kinds: ["Gateway", "Interface"] }),
  s3tables: service("s3tables"),
  sagemakerApi: service("sagemaker.api"),
  sagemakerRuntime: service("sagemaker.runtime"),
  scheduler: service("scheduler"),
  secretsmanager: service("secretsmanager"),
  servicediscovery: service("servicediscovery"),
  sns: service("sns"),
  sqs: service("sqs"),
  ssm: service("ssm"),
  ssmmessages: service("ssmmessages"),
  states: service("states"),
  sts: service("sts"),
  /** Express workflows that are waited for. */
  syncStates: service("sync-states", { actionPrefixes: ["states"] }),
  transfer: service("transfer"),
  verifiedpermissions: service("verifiedpermissions"),
  xray: service("xray"),
};
