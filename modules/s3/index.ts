export { Bucket, type BucketProps } from "./bucket";
export type { BucketAttributes, IBucket, ObjectSelection } from "./bucket-access";
