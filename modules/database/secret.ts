import { AwsService } from "../../aws/services";
import type { Access } from "../iam";

/** Reading a secret of Secrets Manager that is encrypted with the key of AWS, as those that RDS manages are. */
export function readingOf(secretArn: string): Access {
  return {
    service: AwsService.secretsmanager,
    actions: ["secretsmanager:GetSecretValue"],
    resources: [secretArn],
  };
}
