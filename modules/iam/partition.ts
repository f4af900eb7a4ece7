import { Fn, Token } from "cdktf";
import { partitionOf } from "../../aws/partitions";

/** The partition's name in ARNs; for a Region that only Terraform knows, an expression that tells the four public ones apart. */
export function partitionIn(region: string): string {
  if (!Token.isUnresolved(region)) return partitionOf(region).name;
  const either = (prefix: string, name: string, otherwise: string) =>
    Token.asString(Fn.conditional(Fn.startswith(region, prefix), name, otherwise));
  return either("cn-", "aws-cn", either("us-gov-", "aws-us-gov", either("eusc-", "aws-eusc", "aws")));
}
