import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { Bucket } from "./bucket";

/** Days after which the parts of an upload that was never completed go. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/** Keeps what is overwritten or deleted, for so many days, and leaves nothing behind that nobody can see. */
export function keepVersions(scope: Bucket, noncurrentVersionRetentionInDays: number): void {
  const { bucketName: bucket } = scope;
  const versioning = new S3BucketVersioningA(scope, "versioning", {
    bucket,
    versioningConfiguration: { status: "Enabled" },
  });
  new S3BucketLifecycleConfiguration(scope, "expiry", {
    bucket,
    rule: [
      {
        id: "older-versions",
        status: "Enabled",
        // Every object.
        filter: [{}],
        noncurrentVersionExpiration: [{ noncurrentDays: noncurrentVersionRetentionInDays }],
        expiration: [{ expiredObjectDeleteMarker: true }],
        abortIncompleteMultipartUpload: [{ daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS }],
      },
    ],
    // https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket_lifecycle_configuration
    dependsOn: [versioning],
  });
}
