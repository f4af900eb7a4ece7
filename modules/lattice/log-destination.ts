import type { Construct } from "constructs";
import { LogGroup, type LogGroupProps } from "../logs";
import { matching, type Requirement } from "../refusal";

/** Where access logs go. A resource or service network has at most one destination of each kind. */
export interface LogDestination {
  /** What it is. */
  readonly kind: "log group" | "bucket" | "delivery stream";
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
};

const PATTERNS: Readonly<Record<LogDestination["kind"], string>> = {
  "log group": "^arn:[a-z-]+:logs:[a-z0-9-]+:[0-9]{12}:log-group:[^:]+(:[*])?$",
  bucket: "^arn:[a-z-]+:s3:::[a-z0-9.-]{3,63}$",
  "delivery stream": "^arn:[a-z-]+:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/.+$",
};

/** What the ARN of a destination must be, by its kind. */
export function destinationArn(kind: LogDestination["kind"]): Requirement<string> {
  return matching(PATTERNS[kind], {
    allowed: `the ARN of a ${kind}`,
    fix: "send access logs to a CloudWatch log group, an S3 bucket or a Firehose delivery stream",
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
