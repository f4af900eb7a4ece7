/** A partition of AWS: Regions that share accounts and service names, apart from all others. */
export interface Partition {
  /** As in ARNs, like `aws`. */
  readonly name: string;
  /** What its Regions begin with; empty for the commercial ones. */
  readonly regionPrefix: string;
  /** Behind which its host names stand, like `amazonaws.com`. */
  readonly dnsSuffix: string;
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html and botocore's partitions.json */
const PARTITIONS: readonly Partition[] = [
  { name: "aws-cn", regionPrefix: "cn-", dnsSuffix: "amazonaws.com.cn" },
  { name: "aws-us-gov", regionPrefix: "us-gov-", dnsSuffix: "amazonaws.com" },
];

const COMMERCIAL: Partition = { name: "aws", regionPrefix: "", dnsSuffix: "amazonaws.com" };

/** The partition that a Region, like `eu-central-1`, belongs to. */
export function partitionOf(region: string): Partition {
  return PARTITIONS.find(({ regionPrefix }) => region.startsWith(regionPrefix)) ?? COMMERCIAL;
}
