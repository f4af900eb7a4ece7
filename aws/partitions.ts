/** A partition of AWS: Regions that share accounts and service names, apart from all others. */
export interface Partition {
  /** As in ARNs, like `aws`. */
  readonly name: string;
  /** What its Regions begin with; empty for the commercial ones. */
  readonly regionPrefix: string;
  /** Behind which its host names stand, like `amazonaws.com`. */
  readonly dnsSuffix: string;
}

/**
 * Names and suffixes are those of botocore's `partitions.json` (August 2026); what a partition is:
 * https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const PARTITIONS: readonly Partition[] = [
  { name: "aws-cn", regionPrefix: "cn-", dnsSuffix: "amazonaws.com.cn" },
  { name: "aws-us-gov", regionPrefix: "us-gov-", dnsSuffix: "amazonaws.com" },
  // The European Sovereign Cloud.
  { name: "aws-eusc", regionPrefix: "eusc-", dnsSuffix: "amazonaws.eu" },
  // Isolated from the internet, for governments.
  { name: "aws-iso", regionPrefix: "us-iso-", dnsSuffix: "c2s.ic.gov" },
  { name: "aws-iso-b", regionPrefix: "us-isob-", dnsSuffix: "sc2s.sgov.gov" },
  { name: "aws-iso-e", regionPrefix: "eu-isoe-", dnsSuffix: "cloud.adc-e.uk" },
  { name: "aws-iso-f", regionPrefix: "us-isof-", dnsSuffix: "csp.hci.ic.gov" },
];

const COMMERCIAL: Partition = { name: "aws", regionPrefix: "", dnsSuffix: "amazonaws.com" };

/** The partition that a Region, like `eu-central-1`, belongs to. */
export function partitionOf(region: string): Partition {
  return PARTITIONS.find(({ regionPrefix }) => region.startsWith(regionPrefix)) ?? COMMERCIAL;
}

/** What the name of a Region of any partition looks like, from `us-east-1` to `eusc-de-east-1`; a part of larger patterns. */
export const REGION_PATTERN = "[a-z]{2,4}(?:-[a-z]+)+-[0-9]+";
