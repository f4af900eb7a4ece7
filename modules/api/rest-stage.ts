import type { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { IResolvable, ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ILogGroup, LogGroup } from "../logs";
import { REST_ACCESS_LOG_FORMAT } from "./access-log-format";
import type { RestLogs } from "./rest-logs";
import type { Throttling } from "./throttling";

export interface RestStageProps {
  readonly name: string;
  readonly api: ApiGatewayRestApi;
  readonly deployment: ApiGatewayDeployment;
  readonly stageName: string;
  readonly logs: RestLogs;
  readonly throttling?: Throttling;
  readonly tracing?: boolean | IResolvable;
  readonly webAclArn?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A stage of a REST API, with its logs, limits and web ACL. */
export class RestStage extends Construct {
  readonly stageName: string;
  readonly stageArn: string;
  readonly invokeUrl: string;
  /** Of the access logs, if there are any. */
  readonly logGroup: ILogGroup | undefined;

  constructor(scope: Construct, id: string, props: RestStageProps) {
    super(scope, id);
    const { name, api, deployment, stageName, logs, tags } = props;
    this.logGroup = this.accessLogGroup(props);
    const stage = new ApiGatewayStage(this, "Resource", {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName,
      xrayTracingEnabled: props.tracing ?? false,
      ...(this.logGroup && {
        accessLogSettings: { destinationArn: this.logGroup.logGroupArn, format: REST_ACCESS_LOG_FORMAT },
      }),
      tags: { ...tags, Name: `${name}-${stageName}` },
      dependsOn: logs.kind === "on" ? logs.logging.dependables : undefined,
    });
    this.stageName = stage.stageName;
    this.stageArn = stage.arn;
    this.invokeUrl = stage.invokeUrl;
    this.makeSettings(props);
    if (props.webAclArn !== undefined) {
      new Wafv2WebAclAssociation(this, "web-acl", { resourceArn: stage.arn, webAclArn: props.webAclArn });
    }
  }

  private accessLogGroup({ name, logs, tags }: RestStageProps): ILogGroup | undefined {
    if (logs.kind === "off") return undefined;
    return (
      logs.options.logGroup ??
      new LogGroup(this, "log-group", { name, path: "/aws/vendedlogs/apigateway/rest/", tags })
    );
  }

  private makeSettings({ api, stageName, logs, throttling, tags }: RestStageProps): void {
    const level = (logs.kind === "on" ? logs.options.executionLevel : undefined) ?? "OFF";
    const dependsOn: ITerraformDependable[] = [];
    if (level !== "OFF") {
      // API Gateway would make a group of this name that keeps records for ever.
      const group = new LogGroup(this, "execution-log-group", {
        name: `${api.id}/${stageName}`,
        path: "API-Gateway-Execution-Logs_",
        tags,
      });
      dependsOn.push(group.dependable);
    }
    new ApiGatewayMethodSettings(this, "settings", {
      restApiId: api.id,
      stageName: this.stageName,
      methodPath: "*/*",
      settings: {
        metricsEnabled: true,
        loggingLevel: level,
        // Bodies may hold secrets.
        dataTraceEnabled: false,
        throttlingRateLimit: throttling?.requestsPerSecond,
        throttlingBurstLimit: throttling?.burst,
      },
      dependsOn,
    });
  }
}
