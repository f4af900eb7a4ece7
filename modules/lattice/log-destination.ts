import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { LOG_RETENTION_DAYS } from "../../aws/logs";
import { claim, Inspection, matching, type Requirement } from "../refusal";

/** Where access logs go. A resource or service network has at most one destination of each kind. */
export interface LogDestination {
  readonly kind: "log group" | "bucket" | "delivery stream";
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

export interface AccessLogGroupProps {
  /** Last part of the log group's name, behind `/aws/vendedlogs/vpc-lattice/`. */
  readonly name: string;
  /**
   * Days that records are kept: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
   * 2922, 3288 or 3653.
   *
   * @default 30
   */
  readonly retentionInDays?: number;
  /**
   * ARN of a KMS key whose policy admits CloudWatch Logs.
   *
   * @default CloudWatch's own encryption
   */
  readonly kmsKeyArn?: string;
  /** @default no tags */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A CloudWatch log group for access logs of VPC Lattice. */
export class AccessLogGroup extends Construct implements LogDestination {
  readonly kind = "log group";
  readonly destinationArn: string;
  readonly logGroupName: string;

  /** @throws Refusal for a retention or a name that CloudWatch does not take */
  constructor(scope: Construct, id: string, props: AccessLogGroupProps) {
    super(scope, id);
    const { name, retentionInDays = 30, kmsKeyArn, tags } = props;
    const inspection = new Inspection(this);
    inspection.require("name", name, logGroupName);
    inspection.require("retentionInDays", retentionInDays, {
      allowed: `one of ${LOG_RETENTION_DAYS.join(", ")}`,
      fix: "choose the next longer retention",
      isMet: (days) => LOG_RETENTION_DAYS.includes(days),
    });
    const other = claim(TerraformStack.of(this), `log group ${name}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "name",
      given: name,
      allowed: `a name that ${other} does not have`,
      fix: "rename one of the two",
    });
    const decidedByTerraform = inspection.conclude();
    const group = new CloudwatchLogGroup(this, "Resource", {
      // Groups under this prefix need no resource policy of their own, of which a Region takes ten:
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html
      name: `/aws/vendedlogs/vpc-lattice/${name}`,
      retentionInDays,
      kmsKeyId: kmsKeyArn,
      tags,
      lifecycle: decidedByTerraform,
    });
    this.destinationArn = group.arn;
    this.logGroupName = group.name;
  }
}

const logGroupName = matching("^[A-Za-z0-9_/.#-]{1,480}$", {
  allowed: "1 to 480 letters, digits and any of _ / . # -",
  fix: "choose a name like orders-database",
});
