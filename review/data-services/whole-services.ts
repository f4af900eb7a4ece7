/** Services whose calls by applications show in the actions that a role is allowed, by what the actions begin with. */
const SUFFIXES: Readonly<Record<string, string>> = {
  appconfig: "appconfigdata",
  aps: "aps-workspaces",
  athena: "athena",
  cloudwatch: "monitoring",
  dynamodb: "dynamodb",
  events: "events",
  firehose: "kinesis-firehose",
  kinesis: "kinesis-streams",
  lambda: "lambda",
  "rds-data": "rds-data",
  "redshift-data": "redshift-data",
  s3: "s3",
  scheduler: "scheduler",
  secretsmanager: "secretsmanager",
  ses: "email",
  sns: "sns",
  sqs: "sqs",
  ssm: "ssm",
  states: "states",
  sts: "sts",
  xray: "xray",
};

/** Of these services only some actions are calls of applications, or they lead to another endpoint than the others. */
const SINGLE: Readonly<Record<string, string>> = {
  "bedrock:InvokeModel": "bedrock-runtime",
  "bedrock:InvokeModelWithResponseStream": "bedrock-runtime",
  // Services call KMS themselves for what they encrypt, but nobody else signs for the application.
  "kms:GenerateMac": "kms",
  "kms:GetPublicKey": "kms",
  "kms:Sign": "kms",
  "kms:Verify": "kms",
  "kms:VerifyMac": "kms",
  "sagemaker:InvokeEndpoint": "sagemaker.runtime",
  "servicediscovery:DiscoverInstances": "data-servicediscovery",
};

/**
 * The service that an application calls with an action, by its endpoint's suffix.
 *
 * @param action as it is written in a policy; one with a wildcard tells no intent
 */
export function serviceCalledWith(action: string): string | undefined {
  if (/[*?]/.test(action)) return undefined;
  return SINGLE[action] ?? SUFFIXES[action.split(":", 1).join().toLowerCase()];
}
