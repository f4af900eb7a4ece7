import { partitionOf } from "../../aws/partitions";

/**
 * An ARN as a policy may have it, with `*` for an account that is not known. IAM takes none for the partition, which follows from
 * the Region: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 *
 * @param region undefined if it is not known
 */
export function arnIn(region: string | undefined, service: string, what: string, account = "*"): string {
  return `arn:${partition(region)}:${service}:${region ?? "*"}:${account}:${what}`;
}

/** The ARN of an object or of objects in S3, which has neither Region nor account. */
export function objectArnIn(region: string | undefined, path: string): string {
  return `arn:${partition(region)}:s3:::${path}`;
}

function partition(region: string | undefined): string {
  return region === undefined ? "*" : partitionOf(region).name;
}
