/** A file of lines `NAME=value` in S3 that ECS reads when a task starts. */
export interface EnvironmentFile {
  readonly bucketArn: string;
  /** Ends in `.env`. */
  readonly key: string;
}

export const EnvironmentFile = {
  /** @param key of the object, ending in `.env` */
  inBucket({ bucketArn }: { readonly bucketArn: string }, key: string): EnvironmentFile {
    return { bucketArn, key };
  },
};
