import { Token } from "cdktf";
import { readArn } from "../../aws/arn";
import { customerKeyArn } from "../iam";
import { type Inspection, matching, type Requirement } from "../refusal";

/** A value that ECS puts into an environment variable when a task starts, and that is in no state and no definition. */
export interface ContainerSecret {
  /** Where the value is kept. */
  readonly store: "Secrets Manager" | "Parameter Store";
  /** ARN of the secret or of the parameter. */
  readonly arn: string;
  /** As container definitions name it. */
  readonly valueFrom: string;
  /** ARN of the customer's KMS key that it is encrypted with, if there is one. */
  readonly kmsKeyArn: string | undefined;
}

export interface SecretsManagerOptions {
  /**
   * Which key of a secret whose value is JSON.
   *
   * @default the whole value
   */
  readonly key?: string;
  /**
   * Staging label of the version.
   *
   * @default "AWSCURRENT"
   */
  readonly versionStage?: string;
  /**
   * ARN of the customer's KMS key that the secret is encrypted with.
   *
   * @default it is encrypted with the key of AWS, which needs no permission
   */
  readonly kmsKeyArn?: string;
}

export const ContainerSecret = {
  /**
   * A secret of Secrets Manager.
   *
   * @param arn with the six characters that AWS adds to the name, like `...:secret:orders-AbCdEf`
   */
  secretsManager(arn: string, options: SecretsManagerOptions = {}): ContainerSecret {
    const { key = "", versionStage = "", kmsKeyArn } = options;
    // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html
    const valueFrom = key || versionStage ? `${arn}:${key}:${versionStage}:` : arn;
    return { store: "Secrets Manager", arn, valueFrom, kmsKeyArn };
  },
  /**
   * A parameter of Systems Manager Parameter Store.
   *
   * @param arn like `arn:aws:ssm:eu-central-1:111122223333:parameter/orders/password`
   * @param kmsKeyArn of the customer's key that a SecureString is encrypted with
   */
  parameterStore(arn: string, { kmsKeyArn }: { readonly kmsKeyArn?: string } = {}): ContainerSecret {
    return { store: "Parameter Store", arn, valueFrom: arn, kmsKeyArn };
  },
};

const ARNS = {
  "Secrets Manager": {
    service: "secretsmanager",
    resource: "secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}",
    allowed: "the whole ARN of a secret, with the six characters at its end",
    fix: "copy it from: aws secretsmanager describe-secret",
  },
  "Parameter Store": {
    service: "ssm",
    resource: "parameter/[A-Za-z0-9_./-]+",
    allowed: "the ARN of a parameter, like arn:aws:ssm:eu-central-1:111122223333:parameter/orders/password",
    fix: "copy it from: aws ssm get-parameter",
  },
} as const;

/** What the ARN of a secret must be, which an endpoint of this Region leads to. */
export function secretArn(store: ContainerSecret["store"], region: string): Requirement<string> {
  const { service, resource, allowed, fix } = ARNS[store];
  return matching(`^arn:[a-z-]+:${service}:${region}:[0-9]{12}:${resource}$`, { allowed, fix });
}

/** Tells what is wrong with the ARN of a secret. */
export function inspectSecret(
  inspection: Inspection,
  input: string,
  { store, arn, kmsKeyArn }: ContainerSecret,
  region: string,
): void {
  if (kmsKeyArn !== undefined) inspection.require(`${input}.kmsKeyArn`, kmsKeyArn, customerKeyArn);
  const elsewhere = Token.isUnresolved(arn) ? undefined : readArn(arn)?.region;
  if (elsewhere === undefined || Token.isUnresolved(region) || elsewhere === region) {
    inspection.require(input, arn, secretArn(store, region));
    return;
  }
  inspection.refuse({
    input,
    given: arn,
    allowed: `a secret in ${region}, since an endpoint leads to its own Region`,
    fix: `replicate the secret to ${region}`,
  });
}
