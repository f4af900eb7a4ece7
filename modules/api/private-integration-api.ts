import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { Annotations } from "cdktf";
import { Construct } from "constructs";
import type { IGrantee } from "../iam";
import type { Listener } from "../load-balancer";
import type { ILogGroup } from "../logs";
import type { Metric } from "../metrics";
import { connect, regionOf } from "./backend";
import { hidesExecuteApi, mapDomain } from "./domain-mapping";
import { ApiEndpoint } from "./endpoint";
import { inspectRestApi } from "./inspect-rest-api";
import { grantInvoke, type Invocable } from "./invocation";
import { resourcePolicy } from "./resource-policy";
import type { PrivateIntegrationApiProps } from "./rest-api-props";
import { RestAuthorizer } from "./rest-authorizer";
import { deploy } from "./rest-deployment";
import { RestLogs } from "./rest-logs";
import { RestRoutes } from "./rest-routes";
import { RestStage } from "./rest-stage";
import { asksForIam, routesOf } from "./route";
import { UsagePlan } from "./usage-plan";

/**
 * A REST API in front of something in a VPC: API Gateway -> VPC link -> load balancer -> tasks. Port and scheme of the integration
 * are those of the listener, always.
 */
export class PrivateIntegrationApi extends Construct {
  /** Id of the API. */
  readonly apiId: string;
  /** ARN of the API, as permissions to call it have it. */
  readonly executionArn: string;
  /** The name of its only stage. */
  readonly stageName: string;
  /** ARN of the stage, which a web ACL can be associated with. */
  readonly stageArn: string;
  /**
   * The URL that AWS gives the stage. A private one works where the VPC endpoint has private DNS; with a custom domain it answers 403,
   * unless the domain says otherwise.
   */
  readonly invokeUrl: string;
  /** The URL on the custom domain, if there is one. */
  readonly customUrl: string | undefined;
  /** Where the integration leads to. */
  readonly listener: Listener;
  /** Of the access logs, if there are any. */
  readonly logGroup: ILogGroup | undefined;
  /** The API keys, if there is a usage plan. */
  readonly usagePlan: UsagePlan | undefined;
  /** Requests to the stage. */
  readonly requestCount: Metric;
  private readonly invocable: Invocable;

  /**
   * @throws Refusal for a listener port that API Gateway does not connect to, routes that it does not take, an authorizer that is none,
   * API keys without a usage plan, and a private endpoint without a VPC endpoint
   */
  constructor(scope: Construct, id: string, props: PrivateIntegrationApiProps) {
    super(scope, id);
    const { name, endpoint = ApiEndpoint.regional(), binaryMediaTypes = ["*/*"], usagePlan, tags } = props;
    const routes = routesOf(props);
    const { decidedByTerraform, authorizers } = inspectRestApi(this, props, routes);
    if (props.logs === undefined) {
      Annotations.of(this).addWarning(
        "Without logs nobody can see why a request failed. Once in each account and Region make new ApiGatewayLogging(...), and give " +
          "it: logs: RestLogs.on(logging). If the account has the role already, RestLogs.on(ApiGatewayLogging.existing()); to do " +
          "without, RestLogs.off().",
      );
    }
    const connection = connect(this, name, props, tags);
    this.listener = connection.listener;

    const disableExecuteApiEndpoint = endpoint.type === "REGIONAL" && hidesExecuteApi(endpoint.domain);
    const api = new ApiGatewayRestApi(this, "Resource", {
      name,
      // Without its VPC endpoints, whose policies name the API: only the resource policy comes after them.
      endpointConfiguration: { types: [endpoint.type] },
      binaryMediaTypes: [...binaryMediaTypes],
      disableExecuteApiEndpoint,
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    const made = authorizers.map(
      (options) =>
        new RestAuthorizer(this, `authorizer-${options.name}`, { api, region: regionOf(props), options }),
    );
    const paths = new RestRoutes(this, "routes", { api, routes, connection, authorizers: made });
    const deployment = deploy(this, {
      api,
      routes: paths,
      authorizers: made,
      settings: { endpoint: endpoint.type, binaryMediaTypes, disableExecuteApiEndpoint },
      policy: resourcePolicy(this, api, endpoint, routes),
    });
    const { stageName = "prod" } = props;
    const stage = new RestStage(this, "stage", {
      ...props,
      api,
      deployment,
      stageName,
      logs: props.logs ?? RestLogs.off(),
    });
    this.invocable = {
      api: this,
      stageName,
      endpointType: endpoint.type,
      takesSigned: routes.some(asksForIam),
      takesUnsigned: !routes.every(asksForIam),
    };
    this.stageName = stage.stageName;
    this.stageArn = stage.stageArn;
    this.invokeUrl = stage.invokeUrl;
    this.logGroup = stage.logGroup;
    this.requestCount = {
      namespace: "AWS/ApiGateway",
      metricName: "Count",
      dimensions: { ApiName: name, Stage: this.stageName },
      statistic: "Sum",
    };
    if (endpoint.type === "REGIONAL" && endpoint.domain) {
      this.customUrl = mapDomain(this, endpoint.domain, this);
    }
    if (usagePlan)
      this.usagePlan = new UsagePlan(this, "usage-plan", { ...usagePlan, api: this, name, tags });
  }

  /**
   * Lets something call the API: allows it in its role, if a route asks for IAM, and leads its network to a private API. What other
   * routes ask for, like a token or a key, the caller has to have.
   *
   * @throws Refusal for a regional API none of whose routes asks for IAM, so that there is nothing to allow
   */
  grantInvoke(grantee: IGrantee): void {
    grantInvoke(this.invocable, grantee);
  }
}
