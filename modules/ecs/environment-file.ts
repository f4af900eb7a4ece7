/** A file of lines `NAME=value` in S3 that ECS reads when a task starts. */
export interface EnvironmentFile {
  /** ARN of the bucket that the file is in. */
  readonly bucketArn: string;
  /** Ends in `.env`. */
  readonly key: string;
  /** ARN of the customer's KMS key that the bucket is encrypted with, if there is one. */
  readonly kmsKeyArn: string | undefined;
}

export const EnvironmentFile = {
  /** @param key of the object, ending in `.env` */
  inBucket(
    { bucketArn, kmsKeyArn }: { readonly bucketArn: string; readonly kmsKeyArn?: string },
    key: string,
  ): EnvironmentFile {
    return { bucketArn, key, kmsKeyArn };
  },
};
