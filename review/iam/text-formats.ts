/** Stands for the six characters that Secrets Manager adds to a secret's name in its ARN. */
export const SELF_SUFFIX = "six characters";

/**
 * How AWS makes attributes of resources from others of their attributes, by type of resource: with it a policy that spells an ARN
 * out and a resource that is not made yet can be compared. ARNs are those of the Service Authorization Reference,
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html; which
 * attributes repeat others is told by the "Attribute Reference" of each resource,
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs.
 */
const FORMATS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_cloudwatch_log_group: {
    arn: "arn:{partition}:logs:{region}:{account}:log-group:{name}",
    id: "{name}",
  },
  aws_dynamodb_table: {
    arn: "arn:{partition}:dynamodb:{region}:{account}:table/{name}",
    id: "{name}",
    stream_arn: "arn:{partition}:dynamodb:{region}:{account}:table/{name}/stream/{stream_label}",
  },
  aws_ecr_repository: {
    arn: "arn:{partition}:ecr:{region}:{account}:repository/{name}",
    id: "{name}",
  },
  aws_iam_policy: { arn: "arn:{partition}:iam::{account}:policy{path}{name}", id: "{arn}" },
  aws_iam_role: { arn: "arn:{partition}:iam::{account}:role{path}{name}", id: "{name}" },
  aws_kinesis_stream: { arn: "arn:{partition}:kinesis:{region}:{account}:stream/{name}", id: "{arn}" },
  aws_kms_alias: { arn: "arn:{partition}:kms:{region}:{account}:{name}", id: "{name}" },
  aws_kms_key: { arn: "arn:{partition}:kms:{region}:{account}:key/{key_id}", id: "{key_id}" },
  aws_lambda_function: {
    arn: "arn:{partition}:lambda:{region}:{account}:function:{function_name}",
    id: "{function_name}",
  },
  aws_opensearchserverless_collection: { arn: "arn:{partition}:aoss:{region}:{account}:collection/{id}" },
  aws_s3_bucket: { arn: "arn:{partition}:s3:::{bucket}", id: "{bucket}" },
  aws_secretsmanager_secret: {
    arn: `arn:{partition}:secretsmanager:{region}:{account}:secret:{name}-{${SELF_SUFFIX}}`,
    id: "{arn}",
  },
  // A version's ARN is its secret's.
  aws_secretsmanager_secret_version: { arn: "{secret_id}" },
  aws_sfn_state_machine: {
    arn: "arn:{partition}:states:{region}:{account}:stateMachine:{name}",
    id: "{arn}",
  },
  aws_sns_topic: { arn: "arn:{partition}:sns:{region}:{account}:{name}", id: "{arn}" },
  aws_sqs_queue: { arn: "arn:{partition}:sqs:{region}:{account}:{name}" },
  aws_ssm_parameter: {
    arn: "arn:{partition}:ssm:{region}:{account}:parameter{/name}",
    id: "{name}",
  },
};

/**
 * The parts of which an attribute is made: plain texts, and names of other attributes, or of `{partition}`, `{region}` and
 * `{account}`, in braces.
 *
 * @returns undefined if nothing is known of it
 */
export function textFormatOf(type: string, attribute: string): readonly string[] | undefined {
  const key = `${type}.${attribute}`;
  const known = cache.get(key);
  if (known) return known;
  const format = FORMATS[type]?.[attribute];
  if (format === undefined) return undefined;
  const parts = format.split(/(\{[^}]+\})/).filter((part) => part !== "");
  cache.set(key, parts);
  return parts;
}

const cache = new Map<string, readonly string[]>();
