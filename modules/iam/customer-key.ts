import { Token } from "cdktf";
import { partitionOf } from "../../aws/partitions";
import type { AwsService } from "../../aws/services";
import { matching } from "../refusal";
import type { Statement } from "./statement";

/** In permissions a key is named by its ARN alone, not by an alias: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
export const customerKeyArn = matching("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", {
  allowed: "the ARN of a KMS key, not of an alias",
  fix: "copy it from: aws kms describe-key",
});

/**
 * Use of a customer's key by a service in somebody's name: only through that service, which calls KMS by itself, so that no endpoint is
 * needed. https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function keyUseThrough(
  service: AwsService,
  region: string,
  kmsKeyArns: readonly string[],
  actions: readonly string[],
): Statement {
  const dnsSuffix = Token.isUnresolved(region) ? "amazonaws.com" : partitionOf(region).dnsSuffix;
  return {
    actions,
    resources: kmsKeyArns,
    conditions: { StringEquals: { "kms:ViaService": `${service.suffix}.${region}.${dnsSuffix}` } },
  };
}
