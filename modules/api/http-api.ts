import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Construct } from "constructs";
import type { IGrantee } from "../iam";
import { type Listener, NetworkLoadBalancer } from "../load-balancer";
import { type ILogGroup, LogGroup } from "../logs";
import type { Metric } from "../metrics";
import { HTTP_ACCESS_LOG_FORMAT } from "./access-log-format";
import { Authorization } from "./authorization";
import { hidesExecuteApi, mapDomain } from "./domain-mapping";
import type { HttpApiProps } from "./http-api-props";
import { HttpAuthorizer } from "./http-authorizer";
import { HttpRoutes } from "./http-routes";
import { authorizationsOf, inspectHttpApi } from "./inspect-http-api";
import { grantInvoke, type Invocable } from "./invocation";
import { inMilliseconds } from "./requirements";
import { type IVpcLinkV2, openLink, VpcLinkV2 } from "./vpc-link-v2";

/**
 * An HTTP API in front of something in a VPC: API Gateway -> VPC link -> listener of a Network or an Application Load Balancer ->
 * tasks. Cheaper and faster than a REST API; it knows no web ACL, no API keys and no private endpoint.
 */
export class HttpApi extends Construct {
  /** Id of the API. */
  readonly apiId: string;
  /** ARN of the API, as permissions to call it have it. */
  readonly executionArn: string;
  /** The name of its only stage. */
  readonly stageName: string;
  /** The URL that AWS gives the stage. With a custom domain it answers 403, unless the domain says otherwise. */
  readonly invokeUrl: string;
  /** The URL on the custom domain, if there is one. */
  readonly customUrl: string | undefined;
  /** Where the integration leads to. */
  readonly listener: Listener;
  /** The link over which it reaches its backend. */
  readonly vpcLink: IVpcLinkV2;
  /** Of the access logs. */
  readonly logGroup: ILogGroup;
  /** Requests to the stage. */
  readonly requestCount: Metric;
  private readonly invocable: Invocable;

  /** @throws Refusal for routes that API Gateway does not take, an authorizer that is none, and a link in another VPC */
  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { name, authorization = Authorization.iam(), stageName = "$default", domain, tags } = props;
    const { decidedByTerraform, authorizers } = inspectHttpApi(this, props);
    const kinds = authorizationsOf(props).map(({ kind }) => kind);
    this.invocable = {
      api: this,
      stageName,
      endpointType: "REGIONAL",
      takesSigned: kinds.includes("AWS_IAM"),
      takesUnsigned: kinds.some((kind) => kind !== "AWS_IAM"),
    };
    this.listener = this.listenerOf(props);
    this.vpcLink = props.vpcLink ?? this.ownLink(props);
    openLink(this.vpcLink, this.listener);

    const api = new Apigatewayv2Api(this, "Resource", {
      name,
      protocolType: "HTTP",
      disableExecuteApiEndpoint: hidesExecuteApi(domain),
      tags: { ...tags, Name: name },
      lifecycle: decidedByTerraform,
    });
    this.apiId = api.id;
    this.executionArn = api.executionArn;
    const { region } = this.vpcLink.securityGroup.network;
    new HttpRoutes(this, "routes", {
      api,
      integrationId: this.integration(api, props),
      routes: props.routes,
      authorization,
      authorizers: authorizers.map(
        (options) => new HttpAuthorizer(this, `authorizer-${options.name}`, { api, region, options }),
      ),
    });

    const path = "/aws/vendedlogs/apigateway/http/";
    this.logGroup = props.logGroup ?? new LogGroup(this, "log-group", { name, path, tags });
    const stage = new Apigatewayv2Stage(this, "stage", {
      apiId: api.id,
      name: stageName,
      autoDeploy: true,
      accessLogSettings: { destinationArn: this.logGroup.logGroupArn, format: HTTP_ACCESS_LOG_FORMAT },
      defaultRouteSettings: {
        detailedMetricsEnabled: true,
        // Left out, the provider sends 0 for both, which lets no request in: hashicorp/terraform-provider-aws pull request 43307.
        throttlingRateLimit: props.throttling?.requestsPerSecond ?? 10_000,
        throttlingBurstLimit: props.throttling?.burst ?? 5000,
      },
      tags: { ...tags, Name: `${name}-${stageName}` },
    });
    this.stageName = stage.name;
    this.invokeUrl = stage.invokeUrl;
    this.requestCount = {
      namespace: "AWS/ApiGateway",
      metricName: "Count",
      dimensions: { ApiId: this.apiId, Stage: this.stageName },
      statistic: "Sum",
    };
    if (domain) this.customUrl = mapDomain(this, domain, this);
  }

  /**
   * Lets something call the API: allows it in its role. It must have a way to the internet; if it is in a network that has none, there
   * is a warning.
   *
   * @throws Refusal if no route asks for IAM, so that there is nothing to allow
   */
  grantInvoke(grantee: IGrantee): void {
    grantInvoke(this.invocable, grantee);
  }

  private listenerOf(props: HttpApiProps): Listener {
    if (props.listener) return props.listener;
    const { name, subnets, target, protocol, healthCheck, tags } = props;
    const loadBalancer = new NetworkLoadBalancer(this, "load-balancer", { name, subnets, tags });
    return loadBalancer.listen("listener", { target, protocol, healthCheck, tags });
  }

  private ownLink({ name, tags }: HttpApiProps): VpcLinkV2 {
    const { subnets } = this.listener.loadBalancer;
    // Where a load balancer in one zone was accepted, a link to it in more would gain nothing.
    return new VpcLinkV2(this, "vpc-link", { name, subnets, allowSingleZone: true, tags });
  }

  /** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html */
  private integration(api: Apigatewayv2Api, { timeoutInSeconds, stageName }: HttpApiProps): string {
    const { listenerArn, scheme, hostName } = this.listener;
    const isInPath = stageName !== undefined && stageName !== "$default";
    const integration = new Apigatewayv2Integration(this, "integration", {
      apiId: api.id,
      integrationType: "HTTP_PROXY",
      integrationMethod: "ANY",
      integrationUri: listenerArn,
      connectionType: "VPC_LINK",
      connectionId: this.vpcLink.vpcLinkId,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds: inMilliseconds(timeoutInSeconds ?? 30),
      // Without it API Gateway speaks HTTP to the listener.
      ...(scheme === "https" && { tlsConfig: { serverNameToVerify: hostName } }),
      // The path of the request begins with the stage, of which the backend knows nothing.
      ...(isInPath && { requestParameters: { "overwrite:path": "$request.path" } }),
    });
    return integration.id;
  }
}
