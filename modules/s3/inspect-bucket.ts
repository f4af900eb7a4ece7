import { Op } from "cdktf";
import type { Construct } from "constructs";
import { customerKeyArn } from "../iam";
import { claimName, type DecidedByTerraform, Inspection } from "../refusal";
import type { BucketProps } from "./bucket";
import { bucketName } from "./names";

/** What is inspected of a bucket, with the default filled in. */
type Inspected = BucketProps & Required<Pick<BucketProps, "noncurrentVersionRetentionInDays">>;

/** Tells what is wrong with a bucket: its name, its key, its days. */
export function inspectBucket(
  bucket: Construct,
  { name, kmsKeyArn, noncurrentVersionRetentionInDays }: Inspected,
): DecidedByTerraform | undefined {
  const inspection = new Inspection(bucket);
  if (name !== undefined) {
    inspection.require("name", name, bucketName);
    claimName(inspection, bucket, { kind: "S3 bucket", name, scope: bucket.node.root });
  }
  if (kmsKeyArn !== undefined) inspection.require("kmsKeyArn", kmsKeyArn, customerKeyArn);
  inspection.require("noncurrentVersionRetentionInDays", noncurrentVersionRetentionInDays, {
    allowed: "a whole number of days from 1",
    fix: "give at least 1",
    isMet: (days) => Number.isInteger(days) && days >= 1,
    condition: (days) => Op.gte(days, 1),
  });
  return inspection.conclude();
}
