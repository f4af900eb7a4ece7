import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { LOG_RETENTION_DAYS } from "../../aws/logs";
import { claimName, description, Inspection, matching, type Requirement } from "../refusal";

/** A CloudWatch log group, made here (`LogGroup`) or described (`LogGroup.fromAttributes`). */
export interface ILogGroup {
  /** Without `:*` at its end: the streams in it are `<ARN>:*`. */
  readonly logGroupArn: string;
  /** The log group's name, as its ARN has it. */
  readonly logGroupName: string;
}

/** What is known of a log group that this app does not make. */
export interface LogGroupAttributes {
  /** With or without `:*` at its end. */
  readonly logGroupArn: string;
  /** @default the one in the ARN, which then must be known at synthesis */
  readonly logGroupName?: string;
}

export interface LogGroupProps {
  /** The name, or the last part of it if there is a `path`: letters, digits and any of `_ / . # -`; with the path up to 512. */
  readonly name: string;
  /**
   * What the name stands behind, like `/aws/vendedlogs/vpc-lattice/`.
   *
   * @default nothing
   */
  readonly path?: string;
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
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A CloudWatch log group that forgets in time. */
export class LogGroup extends Construct implements ILogGroup {
  readonly logGroupArn: string;
  readonly logGroupName: string;
  /** For `dependsOn`. */
  readonly dependable: ITerraformDependable;

  /** @throws Refusal for a name or a retention that CloudWatch does not take, and a name that another log group of the stack has */
  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    const { name, path = "", retentionInDays = 30, kmsKeyArn, tags } = props;
    const inspection = new Inspection(this);
    inspection.require("name", name, nameBehind(path));
    inspection.require("retentionInDays", retentionInDays, {
      allowed: `one of ${LOG_RETENTION_DAYS.join(", ")}`,
      fix: "choose the next longer retention",
      isMet: (days) => LOG_RETENTION_DAYS.includes(days),
      condition: (days) => Fn.contains([...LOG_RETENTION_DAYS], days),
    });
    claimName(inspection, this, { kind: "log group", name, path });
    const decidedByTerraform = inspection.conclude();
    const group = new CloudwatchLogGroup(this, "Resource", {
      name: `${path}${name}`,
      retentionInDays,
      kmsKeyId: kmsKeyArn,
      tags: { ...tags, Name: tagOf(`${path}${name}`) },
      lifecycle: decidedByTerraform,
    });
    this.logGroupArn = group.arn;
    this.logGroupName = group.name;
    this.dependable = group;
  }

  /**
   * A log group that exists already.
   *
   * @throws Refusal for an ARN that is no log group's, and one that only Terraform knows if there is no name beside it
   */
  static fromAttributes({ logGroupArn, logGroupName }: LogGroupAttributes): ILogGroup {
    const inspection = new Inspection(description("LogGroup.fromAttributes", logGroupName ?? logGroupArn));
    // As it is written in the console and by older versions of the provider.
    const arn = logGroupArn.replace(/:\*$/, "");
    inspection.require("logGroupArn", arn, logGroupArnPattern);
    inspection.refuseUnless(logGroupName !== undefined || !Token.isUnresolved(arn), {
      input: "logGroupName",
      allowed: "the name, where the ARN that it would follow from is known only to Terraform",
      fix: "pass the name of the same aws_cloudwatch_log_group",
    });
    inspection.conclude();
    return { logGroupArn: arn, logGroupName: logGroupName ?? arn.replace(/^.*:/, "") };
  }
}

/**
 * A name as the value of a tag, which has up to 256 characters and no `#` among them. A name that only Terraform knows stays as it is.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html
 */
function tagOf(name: string): string {
  return Token.isUnresolved(name) ? name : name.slice(0, LONGEST_TAG).replaceAll("#", "-");
}

const LONGEST_TAG = 256;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const LONGEST_NAME = 512;

function nameBehind(path: string): Requirement<string> {
  const longest = LONGEST_NAME - path.length;
  return matching(`^[A-Za-z0-9_/.#-]{1,${longest}}$`, {
    allowed: `1 to ${longest} letters, digits and any of _ / . # -`,
    fix: "choose a name like orders-database",
  });
}

const logGroupArnPattern = matching("^arn:[a-z-]+:logs:[a-z0-9-]+:[0-9]{12}:log-group:[^:]+$", {
  allowed: "the ARN of a CloudWatch log group",
  fix: "copy it from: aws logs describe-log-groups",
});
