import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Role } from "../iam";
import { claim, Inspection } from "../refusal";

/** That API Gateway may write logs in an account and Region. */
export interface IApiGatewayLogging {
  /** For `dependsOn` of what writes logs. */
  readonly dependables: ITerraformDependable[];
}

export interface ApiGatewayLoggingProps {
  /**
   * AWS Region, like `eu-central-1`, in an app of several.
   *
   * @default the app's only one
   */
  readonly region?: string;
  /**
   * Id of the account, in an app of several.
   *
   * @default the app's only one
   */
  readonly account?: string;
  /** @default no tags but Name */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Lets the REST APIs of an account and Region write to CloudWatch Logs, by a role that the account has for it: without it AWS refuses
 * a stage with logs. One in each account and Region, or they take the role from one another:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayLogging extends Construct implements IApiGatewayLogging {
  /** ARN of the role that API Gateway logs with. */
  readonly roleArn: string;
  readonly dependables: ITerraformDependable[];

  /** @throws Refusal for a second one of an account and Region */
  constructor(scope: Construct, id: string, { region, account, tags }: ApiGatewayLoggingProps = {}) {
    super(scope, id);
    const inspection = new Inspection(this);
    const other = claim(this.node.root, `logging of API Gateway in ${account ?? ""} ${region ?? ""}`, this);
    inspection.refuseUnless(other === undefined, {
      input: "region and account",
      told: `those in which ${other} sets the role already`,
      allowed: "one role in each account and Region",
      fix: "give that one to the API too, or write ApiGatewayLogging.existing(); in an app of several, write region and account",
    });
    inspection.conclude();
    const role = new Role(this, "role", {
      assumedBy: "apigateway.amazonaws.com",
      description: "Lets API Gateway write access and execution logs",
      tags,
    });
    // The actions of the managed policy AmazonAPIGatewayPushToCloudWatchLogs, all of which API Gateway looks for.
    const policy = role.allow({
      actions: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogGroups",
        "logs:DescribeLogStreams",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
      ],
      resources: ["*"],
    });
    const setting = new ApiGatewayAccount(this, "Resource", {
      cloudwatchRoleArn: role.roleArn,
      // Else the account goes on naming a role that is gone. Provider 6 always resets, and has no such argument:
      // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade#resource-aws_api_gateway_account
      ...("resetOnDelete" in ApiGatewayAccount.prototype && { resetOnDelete: true }),
      dependsOn: [policy],
    });
    this.roleArn = role.roleArn;
    this.dependables = [setting];
  }

  /** The role that an account and Region have already, or get from another configuration. */
  static existing(): IApiGatewayLogging {
    return { dependables: [] };
  }
}
