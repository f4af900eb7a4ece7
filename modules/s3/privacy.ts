import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { policyJson } from "../iam";
import type { Bucket } from "./bucket";

/** Lets nobody make a bucket or its objects public, by policy or by list, and nobody ask for them without TLS. */
export function keepPrivate(scope: Bucket): void {
  const { bucketArn, bucketName: bucket } = scope;
  const publicAccess = new S3BucketPublicAccessBlock(scope, "public-access", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new S3BucketOwnershipControls(scope, "ownership", {
    bucket,
    rule: { objectOwnership: "BucketOwnerEnforced" },
    // S3 refuses what conflicts with a change that is under way (OperationAborted).
    dependsOn: [publicAccess],
  });
  new S3BucketPolicy(scope, "policy", {
    bucket,
    policy: policyJson([
      {
        Effect: "Deny",
        Principal: "*",
        Action: ["s3:*"],
        Resource: [bucketArn, `${bucketArn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]),
    dependsOn: [publicAccess],
  });
}
