/**
 * S3 buckets, granted with their way over a gateway endpoint.
 *
 * @module private-paths/s3
 */
export { Bucket, type BucketProps } from "./bucket";
export type { BucketAttributes, IBucket, ObjectSelection } from "./bucket-access";
