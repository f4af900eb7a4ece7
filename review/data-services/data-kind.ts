import type { Resource } from "../graph/resource";
import { Reference, Template, type Value } from "../graph/value";
import { actionMatches } from "../iam/pattern";

/** A kind of resource that applications call through an AWS service. */
export interface DataKind {
  /** In words, like `DynamoDB table`. */
  readonly kind: string;
  /** What follows the Region in the name of the service's endpoint. */
  readonly suffix: string;
  /** What its IAM actions begin with. */
  readonly prefix: string;
  /** The argument that has its name. */
  readonly name: string;
  /** Finds the name in an ARN of it, or of something in it; a hole in the ARN is a NUL there. */
  readonly arn: RegExp;
  /** Actions that applications call, by which a grant with wildcards is tried, and whoever has no grant at all. */
  readonly actions: readonly string[];
}

/** By the type of the resource. Actions: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const DATA_KINDS: Readonly<Record<string, DataKind>> = {
  aws_dynamodb_table: {
    kind: "DynamoDB table",
    suffix: "dynamodb",
    prefix: "dynamodb",
    name: "name",
    arn: named("dynamodb", "table/([^/:]+)"),
    actions: actions(
      "dynamodb",
      "GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem ConditionCheckItem PartiQLSelect DescribeTable",
    ),
  },
  aws_s3_bucket: {
    kind: "S3 bucket",
    suffix: "s3",
    prefix: "s3",
    name: "bucket",
    arn: /^arn:[^:]*:s3:[^:]*:[^:]*:([^/:*?]+)/,
    actions: actions("s3", "GetObject PutObject DeleteObject ListBucket GetObjectTagging PutObjectTagging"),
  },
  aws_sqs_queue: {
    kind: "SQS queue",
    suffix: "sqs",
    prefix: "sqs",
    name: "name",
    arn: named("sqs", "([^/:]+)"),
    actions: actions("sqs", "SendMessage ReceiveMessage DeleteMessage ChangeMessageVisibility GetQueueUrl"),
  },
  aws_sns_topic: {
    kind: "SNS topic",
    suffix: "sns",
    prefix: "sns",
    name: "name",
    arn: named("sns", "([^/:]+)"),
    actions: actions("sns", "Publish Subscribe GetTopicAttributes"),
  },
  aws_secretsmanager_secret: {
    kind: "secret",
    suffix: "secretsmanager",
    prefix: "secretsmanager",
    name: "name",
    arn: named("secretsmanager", "secret:([^:]+?)(?:-[A-Za-z0-9]{6}|-\\?{6}|-?\\*)?"),
    actions: actions("secretsmanager", "GetSecretValue PutSecretValue DescribeSecret BatchGetSecretValue"),
  },
  aws_ssm_parameter: {
    kind: "SSM parameter",
    suffix: "ssm",
    prefix: "ssm",
    name: "name",
    arn: named("ssm", "parameter(/.+)"),
    actions: actions("ssm", "GetParameter GetParameters PutParameter GetParametersByPath"),
  },
  aws_kinesis_stream: {
    kind: "Kinesis stream",
    suffix: "kinesis-streams",
    prefix: "kinesis",
    name: "name",
    arn: named("kinesis", "stream/([^/:]+)"),
    actions: actions("kinesis", "PutRecord PutRecords GetRecords GetShardIterator SubscribeToShard"),
  },
  aws_kinesis_firehose_delivery_stream: {
    kind: "Firehose stream",
    suffix: "kinesis-firehose",
    prefix: "firehose",
    name: "name",
    arn: named("firehose", "deliverystream/([^/:]+)"),
    actions: actions("firehose", "PutRecord PutRecordBatch"),
  },
  aws_sfn_state_machine: {
    kind: "state machine",
    suffix: "states",
    prefix: "states",
    name: "name",
    arn: named("states", "stateMachine:([^/:]+)"),
    actions: actions("states", "StartExecution SendTaskSuccess SendTaskFailure SendTaskHeartbeat"),
  },
  aws_cloudwatch_event_bus: {
    kind: "event bus",
    suffix: "events",
    prefix: "events",
    name: "name",
    arn: named("events", "event-bus/(.+)"),
    actions: actions("events", "PutEvents"),
  },
  aws_lambda_function: {
    kind: "Lambda function",
    suffix: "lambda",
    prefix: "lambda",
    name: "function_name",
    arn: named("lambda", "function:([^/:]+)"),
    actions: actions("lambda", "InvokeFunction"),
  },
};

/** What lies within the resource has an ARN of its own: objects of a bucket, as against the bucket itself. */
export function wantedOf(resource: Resource, action: string): Value {
  const arn = new Reference(resource, ["arn"]);
  const isOfObjects = resource.type === "aws_s3_bucket" && /Object/.test(action);
  return isOfObjects ? new Template([arn, "/*"]) : arn;
}

/** Streams of tables have a service of their own: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/privatelink-streams.html */
export function suffixFor({ suffix }: DataKind, action: string): string {
  return /^dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)$/i.test(action)
    ? "dynamodb-streams"
    : suffix;
}

/** The actions that a pattern of a policy stands for, as far as applications call them; itself if it is one. */
export function actionsBehind(pattern: Value, { actions: known, prefix }: DataKind): readonly string[] {
  if (typeof pattern !== "string") return [];
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase().startsWith(`${prefix}:`) ? [pattern] : [];
  return known.filter((action) => actionMatches(pattern, action) === "yes");
}

function actions(prefix: string, names: string): readonly string[] {
  return names.split(" ").map((name) => `${prefix}:${name}`);
}

/** An ARN with a name behind Region and account. */
function named(service: string, name: string): RegExp {
  return new RegExp(`^arn:[^:]*:${service}:[^:]*:[^:]*:${name}(?:[/:].*)?$`);
}
