import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { Construct } from "constructs";
import { nameFromPath } from "../addresses";
import type { IGrantee } from "../iam";
import { BucketAccess, type BucketAttributes, type IBucket, type ObjectSelection } from "./bucket-access";
import { inspectBucket } from "./inspect-bucket";
import { namePrefix } from "./names";
import { keepPrivate } from "./privacy";
import { keepVersions } from "./versions";

export interface BucketProps {
  /**
   * 3 to 63 lower-case letters, digits and hyphens, that no bucket of any account has. Changing it replaces the bucket, which AWS
   * refuses while it has objects.
   *
   * @default the construct path below the stack, with an end that makes it unique
   */
  readonly name?: string;
  /**
   * ARN of a customer's KMS key that objects are encrypted with. Whoever is granted the bucket is granted its use.
   *
   * @default keys of S3
   */
  readonly kmsKeyArn?: string;
  /**
   * Days that a version of an object is kept after it was overwritten or deleted, at least 1.
   *
   * @default 90
   */
  readonly noncurrentVersionRetentionInDays?: number;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket that is never public, asked over TLS only, encrypted, and that keeps older versions for a while. */
export class Bucket extends Construct implements IBucket {
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly kmsKeyArn: string | undefined;
  private readonly access: BucketAccess;

  /** @throws Refusal for a name that S3 does not take or that another bucket of the app has, an ARN that is no key's, and days below 1 */
  constructor(scope: Construct, id: string, props: BucketProps = {}) {
    super(scope, id);
    const { name, kmsKeyArn, noncurrentVersionRetentionInDays = 90, tags } = props;
    const decidedByTerraform = inspectBucket(this, { name, kmsKeyArn, noncurrentVersionRetentionInDays });
    const path = nameFromPath(this);
    const bucket = new S3Bucket(this, "Resource", {
      ...(name === undefined ? { bucketPrefix: namePrefix(path) } : { bucket: name }),
      forceDestroy: false,
      tags: { ...tags, Name: name ?? path },
      lifecycle: decidedByTerraform,
    });
    this.bucketArn = bucket.arn;
    this.bucketName = bucket.bucket;
    this.kmsKeyArn = kmsKeyArn;
    this.access = new BucketAccess({ bucketArn: bucket.arn, kmsKeyArn });
    keepPrivate(this);
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.bucketName,
      rule: [
        kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
              // One request to KMS for many objects: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
              bucketKeyEnabled: true,
            },
      ],
    });
    keepVersions(this, noncurrentVersionRetentionInDays);
  }

  /**
   * A bucket that exists already.
   *
   * @throws Refusal for an ARN that is no bucket's, or no key's
   */
  static fromAttributes(attributes: BucketAttributes): IBucket {
    return new BucketAccess(attributes);
  }

  grantRead(grantee: IGrantee, selection?: ObjectSelection): void {
    this.access.grantRead(grantee, selection);
  }

  grantWrite(grantee: IGrantee, selection?: ObjectSelection): void {
    this.access.grantWrite(grantee, selection);
  }

  grantReadWrite(grantee: IGrantee, selection?: ObjectSelection): void {
    this.access.grantReadWrite(grantee, selection);
  }
}
