import { Token } from "cdktf";
import type { Construct } from "constructs";
import { LogGroup, type LogGroupProps } from "../logs";
import { matching, type Requirement } from "../refusal";

/** Where access logs go. A resource or service network has at most one destination of each kind. */
export interface LogDestination {
  /** What it is; `destination` for one whose kind only Terraform knows. */
  readonly kind: "log group" | "bucket" | "delivery stream" | "destination";
  /** ARN of the log group, bucket or delivery stream. */
  readonly destinationArn: string;
}

/** A log group, bucket or delivery stream that exists already. */
export const LogDestination = {
  /** A CloudWatch log group. Log groups whose name begins with `/aws/vendedlogs/` share one resource policy. */
  logGroup(arn: string): LogDestination {
    return { kind: "log group", destinationArn: arn };
  },
  /** An S3 bucket; AWS adds the policy that it needs, if the caller may. */
  bucket(arn: string): LogDestination {
    return { kind: "bucket", destinationArn: arn };
  },
  /** An Amazon Data Firehose delivery stream. */
  deliveryStream(arn: string): LogDestination {
    return { kind: "delivery stream", destinationArn: arn };
  },
  /** One of the three, by an ARN that only Terraform knows. */
  any(arn: string): LogDestination {
    return { kind: "destination", destinationArn: arn };
  },
};

/**
 * What the ARN of a destination must be, by its kind.
 *
 * @param region where a log group or delivery stream must be; buckets have none in their ARNs
 */
export function destinationArn(kind: LogDestination["kind"], region: string): Requirement<string> {
  const patterns = {
    "log group": `logs:${region}:[0-9]{12}:log-group:[^:]+(:[*])?`,
    bucket: "s3:::[a-z0-9.-]{3,63}",
    "delivery stream": `firehose:${region}:[0-9]{12}:deliverystream/.+`,
  };
  const pattern = kind === "destination" ? Object.values(patterns).join("|") : patterns[kind];
  const what = kind === "destination" ? Object.keys(patterns).join(", ") : kind;
  const where = kind === "bucket" || Token.isUnresolved(region) ? "" : ` in ${region}, where the network is`;
  return matching(`^arn:[a-z-]+:(${pattern})$`, {
    allowed: `the ARN of a ${what}${where}`,
    fix: "send access logs to a CloudWatch log group, an S3 bucket or a Firehose delivery stream of the Region",
  });
}

export interface AccessLogGroupProps extends Omit<LogGroupProps, "path"> {
  /** Last part of the log group's name, behind `/aws/vendedlogs/vpc-lattice/`: 1 to 484 letters, digits and any of `_ / . # -`. */
  readonly name: string;
}

/** A CloudWatch log group for access logs of VPC Lattice. */
export class AccessLogGroup extends LogGroup implements LogDestination {
  readonly kind = "log group";
  readonly destinationArn: string;

  /** @throws Refusal for a retention or a name that CloudWatch does not take, and a name that another one has */
  constructor(scope: Construct, id: string, props: AccessLogGroupProps) {
    // Groups under this path need no resource policy of their own, of which a Region takes ten:
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
    super(scope, id, { ...props, path: "/aws/vendedlogs/vpc-lattice/" });
    this.destinationArn = this.logGroupArn;
  }
}
