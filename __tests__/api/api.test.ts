import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { ApiGatewayApiKey } from "@cdktf/provider-aws/lib/api-gateway-api-key";
import { ApiGatewayAuthorizer } from "@cdktf/provider-aws/lib/api-gateway-authorizer";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { ApiGatewayUsagePlan } from "@cdktf/provider-aws/lib/api-gateway-usage-plan";
import { ApiGatewayUsagePlanKey } from "@cdktf/provider-aws/lib/api-gateway-usage-plan-key";
import { ApiGatewayVpcLink } from "@cdktf/provider-aws/lib/api-gateway-vpc-link";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { Apigatewayv2VpcLink } from "@cdktf/provider-aws/lib/apigatewayv2-vpc-link";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { TerraformVariable } from "cdktf";
import {
  ApiEndpoint,
  ApiGatewayLogging,
  Authorization,
  CustomDomain,
  HTTP_ACCESS_LOG_FORMAT,
  HttpApi,
  type HttpApiOptions,
  PrivateIntegrationApi,
  REST_ACCESS_LOG_FORMAT,
  type RestApiProps,
  type RestAuthorization,
  RestLogs,
  VpcLinkV1,
  VpcLinkV2,
} from "../../modules/api";
import { INTEGRATION_TARGET } from "../../modules/api/backend";
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HealthCheck,
  NetworkListener,
  NetworkProtocol,
} from "../../modules/load-balancer";
import { LogGroup } from "../../modules/logs";
import { type INetwork, PrivateNetwork } from "../../modules/network";
import { existingGroup, network } from "../lattice/fixtures";
import {
  BALANCER_ARN,
  CERTIFICATE,
  existingBalancer,
  LISTENER_ARN,
  target,
  tls,
} from "../load-balancer/fixtures";
import { bindingsDescribe, describeNewerArgument } from "../newer-bindings";
import { count, refusalOf, resource, resources, synthesize, type TestStack } from "../synthesis";
import {
  caller,
  FUNCTION,
  networkListener,
  restApi,
  there,
  USER_POOL,
  WEB_ACL,
  warningsOf,
} from "./fixtures";

const synthesized = (props: Partial<RestApiProps> & { readonly protocol?: NetworkProtocol } = {}) =>
  synthesize((stack) => void restApi(stack, props));
const inputsRefused = (props: Partial<RestApiProps> & { readonly protocol?: NetworkProtocol }) =>
  refusalOf((stack) => void restApi(stack, props)).faults.map(({ input }) => input);

const ROOT = "api_routes_ANY";
const PROXY = "api_routes_any-proxy_ANY";
const integration = (json: string, name = PROXY) =>
  resource(json, ApiGatewayIntegration, `${name}_integration`);

describe("a REST API in front of tasks", () => {
  it("leads every path over a VPC link and a Network Load Balancer to the tasks, hop by hop", () => {
    const json = synthesized();
    const link = resource(json, ApiGatewayVpcLink, "api_load-balancer_vpc-link");
    expect(link.target_arns).toEqual(["${aws_lb.api_load-balancer.arn}"]);
    const listener = resource(json, LbListener, "api_load-balancer_listener");
    expect(listener).toMatchObject({ port: 80, protocol: "TCP" });
    for (const [name, path] of [
      [ROOT, "/"],
      [PROXY, "/{proxy}"],
    ] as const) {
      expect(integration(json, name)).toMatchObject({
        type: "HTTP_PROXY",
        http_method: `\${aws_api_gateway_method.${name}.http_method}`,
        integration_http_method: "ANY",
        connection_type: "VPC_LINK",
        connection_id: "${aws_api_gateway_vpc_link.api_load-balancer_vpc-link.id}",
        uri: `http://\${aws_lb.api_load-balancer.dns_name}${path}`,
        timeout_milliseconds: 29000,
      });
    }
    expect(resource(json, ApiGatewayRestApi, "api").endpoint_configuration).toEqual({ types: ["REGIONAL"] });
  });

  it("names a greedy path in all three places, and nothing for the root", () => {
    const json = synthesized();
    expect(resource(json, ApiGatewayResource, "api_routes_any-proxy")).toMatchObject({
      path_part: "{proxy+}",
      parent_id: "${aws_api_gateway_rest_api.api.root_resource_id}",
    });
    expect(resource(json, ApiGatewayMethod, PROXY)).toMatchObject({
      resource_id: "${aws_api_gateway_resource.api_routes_any-proxy.id}",
      request_parameters: { "method.request.path.proxy": true },
    });
    expect(integration(json).request_parameters).toEqual({
      "integration.request.path.proxy": "method.request.path.proxy",
    });
    expect(integration(json).uri).toMatch(/\/\{proxy\}$/);
    for (const arguments_ of [resource(json, ApiGatewayMethod, ROOT), integration(json, ROOT)]) {
      expect(Object.keys(arguments_)).not.toContain("request_parameters");
    }
  });

  it("asks every caller for IAM, unless told otherwise", () => {
    const all = Object.values(resources(synthesized(), ApiGatewayMethod));
    expect(all.map(({ authorization, api_key_required }) => [authorization, api_key_required])).toEqual([
      ["AWS_IAM", false],
      ["AWS_IAM", false],
    ]);
  });

  it("is deployed after every method and integration, under the stage prod", () => {
    const json = synthesized();
    const { depends_on, lifecycle } = resource(json, ApiGatewayDeployment, "api_deployment");
    expect(depends_on).toEqual([
      `aws_api_gateway_method.${ROOT}`,
      `aws_api_gateway_integration.${ROOT}_integration`,
      `aws_api_gateway_method.${PROXY}`,
      `aws_api_gateway_integration.${PROXY}_integration`,
    ]);
    expect(lifecycle).toEqual({ create_before_destroy: true });
    expect(resource(json, ApiGatewayVpcLink, "api_load-balancer_vpc-link").lifecycle).toEqual(lifecycle);
    expect(resource(json, ApiGatewayStage, "api_stage")).toMatchObject({
      deployment_id: "${aws_api_gateway_deployment.api_deployment.id}",
      stage_name: "prod",
    });
  });

  it("is described for others", () => {
    synthesize((stack) => {
      const api = restApi(stack);
      expect(api.requestCount).toEqual({
        namespace: "AWS/ApiGateway",
        metricName: "Count",
        dimensions: { ApiName: "api", Stage: api.stageName },
        statistic: "Sum",
      });
      expect(api.listener.port).toBe(80);
      expect([api.customUrl, api.logGroup, api.usagePlan]).toEqual([undefined, undefined, undefined]);
    });
  });
});

describe("the integration's address", () => {
  const uriOf = (protocol: NetworkProtocol) => integration(synthesized({ protocol }), ROOT).uri;
  const BALANCER = "${aws_lb.api_load-balancer.dns_name}";

  it.each([
    ["TCP on 80", NetworkProtocol.tcp(), `http://${BALANCER}/`],
    ["TCP on 8000", NetworkProtocol.tcp(8000), `http://${BALANCER}:8000/`],
    ["TCP on 443", NetworkProtocol.tcp(443), `http://${BALANCER}:443/`],
    ["TLS on 443", NetworkProtocol.tls(tls), "https://orders.example.com/"],
    ["TLS on 8443", NetworkProtocol.tls({ ...tls, port: 8443 }), "https://orders.example.com:8443/"],
    ["TLS on 80", NetworkProtocol.tls({ ...tls, port: 80 }), "https://orders.example.com:80/"],
  ])("of a listener with %s is the listener's", (_, protocol, uri) => {
    const json = synthesized({ protocol });
    expect(integration(json, ROOT).uri).toBe(uri);
    const listener = resource(json, LbListener, "api_load-balancer_listener");
    const port = Number(/:(\d+)\/$/.exec(uri)?.[1] ?? { http: 80, https: 443 }[uri.split(":")[0] as "http"]);
    expect(listener.port).toBe(port);
    expect(listener.protocol === "TLS").toBe(uri.startsWith("https:"));
  });

  it.each([25, 1024])("cannot have port %d, to which API Gateway does not connect", (port) => {
    const refusal = refusalOf((stack) => void restApi(stack, { protocol: NetworkProtocol.tcp(port) }));
    expect(refusal.message).toContain(`protocol.port is ${port}. Allowed: 80, 443 or a port above 1024`);
    expect(uriOf(NetworkProtocol.tcp(1025))).toContain(":1025/");
  });

  it("of a port that only Terraform knows names it, and Terraform decides about it in the same words", () => {
    const json = synthesize((stack) => {
      const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
      restApi(stack, { protocol: NetworkProtocol.tcp(port) });
    });
    expect(integration(json, ROOT).uri).toBe(
      `http://${BALANCER}\${(var.port == 80) ? "" : join("", [":", var.port])}/`,
    );
    const [precondition] = resource(json, ApiGatewayRestApi, "api").lifecycle.precondition;
    const [fault] = refusalOf((stack) => void restApi(stack, { protocol: NetworkProtocol.tcp(25) })).faults;
    expect(precondition.error_message).toContain(`Allowed: ${fault?.allowed}. Fix: ${fault?.fix}.`);
  });
});

describe("APIs in front of a listener", () => {
  it("share the load balancer's only VPC link", () => {
    const json = synthesize((stack) => {
      const listener = networkListener(stack, there, NetworkProtocol.tcp(8080));
      new PrivateIntegrationApi(stack, "one", { name: "one", listener });
      new PrivateIntegrationApi(stack, "two", { name: "two", listener });
    });
    expect(count(json, Lb)).toBe(1);
    expect(Object.keys(resources(json, ApiGatewayVpcLink))).toEqual(["balancer_vpc-link"]);
    for (const api of ["one", "two"]) {
      expect(integration(json, `${api}_routes_ANY`)).toMatchObject({
        connection_id: "${aws_api_gateway_vpc_link.balancer_vpc-link.id}",
        uri: "http://${aws_lb.balancer.dns_name}:8080/",
      });
    }
  });

  it("are refused for a port that API Gateway does not connect to", () => {
    const refusal = refusalOf((stack) => {
      const listener = networkListener(stack, there, NetworkProtocol.tcp(25));
      new PrivateIntegrationApi(stack, "api", { name: "api", listener });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["listener.port"]);
  });

  const linked = (stack: TestStack, of = there) => {
    const vpcLink = new VpcLinkV2(stack, "link", { name: "orders", subnets: of.subnetGroup("main") });
    const balancer = new ApplicationLoadBalancer(stack, "balancer", {
      name: "orders",
      subnets: there.subnetGroup("main"),
    });
    const listener = balancer.listen("listener", {
      target: target(stack, there),
      protocol: ApplicationProtocol.https(tls),
      healthCheck: HealthCheck.http("/health"),
    });
    new PrivateIntegrationApi(stack, "api", { name: "api", listener, vpcLink });
  };

  describeNewerArgument(INTEGRATION_TARGET, {
    build: linked,
    input: "vpcLink",
    written: () => {
      it("lead over it to any load balancer, through both security groups", () => {
        const json = synthesize(linked);
        expect(integration(json, ROOT)).toMatchObject({
          connection_type: "VPC_LINK",
          connection_id: "${aws_apigatewayv2_vpc_link.link.id}",
          integration_target: "${aws_lb.balancer.arn}",
          uri: "https://orders.example.com/",
        });
        expect(count(json, ApiGatewayVpcLink)).toBe(0);
        const egress = resource(
          json,
          VpcSecurityGroupEgressRule,
          "link_security-group_to_balancer_security-group_443",
        );
        expect(egress.referenced_security_group_id).toBe("${aws_security_group.balancer_security-group.id}");
        const ingress = resource(
          json,
          VpcSecurityGroupIngressRule,
          "balancer_security-group_from_link_security-group_443",
        );
        expect(ingress.referenced_security_group_id).toBe("${aws_security_group.link_security-group.id}");
        const { triggers } = resource(json, ApiGatewayDeployment, "api_deployment");
        expect(triggers.redeployment).toContain(`${ROOT}_integration.integration_target`);
      });

      it("are refused with a link in another VPC", () => {
        const refusal = refusalOf((stack) => linked(stack, network("elsewhere")));
        expect(refusal.message).toContain("vpcLink is in another VPC than the load balancer");
      });
    },
  });
});

describe("APIs in front of a load balancer that exists", () => {
  const existing = (stack: TestStack, port = 8080) =>
    NetworkListener.fromAttributes({
      loadBalancer: existingBalancer(stack, there),
      listenerArn: LISTENER_ARN,
      protocol: { name: "TCP", port },
    });

  it("get a link to it, which they share", () => {
    const json = synthesize((stack) => {
      const listener = existing(stack);
      for (const name of ["one", "two"]) new PrivateIntegrationApi(stack, name, { name, listener });
    });
    expect(Object.values(resources(json, ApiGatewayVpcLink))).toEqual([
      expect.objectContaining({
        name: "shared",
        target_arns: [BALANCER_ARN],
      }),
    ]);
    for (const api of ["one", "two"]) {
      expect(integration(json, `${api}_routes_ANY`)).toMatchObject({
        connection_id: "${aws_api_gateway_vpc_link.shared_vpc-link.id}",
        uri: "http://shared.elb.eu-central-1.amazonaws.com:8080/",
      });
    }
    expect(count(json, Lb) + count(json, LbListener)).toBe(0);
  });

  it("use the link that it has, if that is described before", () => {
    const json = synthesize((stack) => {
      const listener = existing(stack);
      VpcLinkV1.fromAttributes({ loadBalancer: listener.loadBalancer, vpcLinkId: "abc123" });
      new PrivateIntegrationApi(stack, "api", { name: "api", listener });
    });
    expect(integration(json, ROOT).connection_id).toBe("abc123");
    expect(count(json, ApiGatewayVpcLink)).toBe(0);
    const late = refusalOf((stack) => {
      const listener = existing(stack);
      new PrivateIntegrationApi(stack, "api", { name: "api", listener });
      VpcLinkV1.fromAttributes({ loadBalancer: listener.loadBalancer, vpcLinkId: "abc123" });
    });
    expect(late.message).toContain("loadBalancer is one that has a VPC link in this app");
  });

  it("are refused for a port that API Gateway does not connect to", () => {
    const refusal = refusalOf((stack) => {
      new PrivateIntegrationApi(stack, "api", { name: "api", listener: existing(stack, 1000) });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["listener.port"]);
  });

  it("of the second kind lead to its listener, over a link that exists, through both security groups", () => {
    const linkedIn = (of: INetwork) => (stack: TestStack) => {
      const securityGroup = existingGroup(stack, "link", of);
      const vpcLink = VpcLinkV2.fromAttributes({ vpcLinkId: "def456", securityGroup });
      new HttpApi(stack, "api", { name: "api", listener: existing(stack), vpcLink });
    };
    const json = synthesize(linkedIn(there));
    expect(resource(json, Apigatewayv2Integration, "api_integration")).toMatchObject({
      connection_id: "def456",
      integration_uri: LISTENER_ARN,
    });
    const rule = { from_port: 8080, to_port: 8080 };
    const [egress, ingress] = [VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule].map((side) =>
      Object.values(resources(json, side)),
    );
    expect(egress).toEqual([
      expect.objectContaining({
        ...rule,
        security_group_id: "sg-link",
        referenced_security_group_id: "sg-shared-balancer",
      }),
    ]);
    expect(ingress).toEqual([
      expect.objectContaining({
        ...rule,
        security_group_id: "sg-shared-balancer",
        referenced_security_group_id: "sg-link",
      }),
    ]);
    expect(refusalOf(linkedIn(network("elsewhere"))).message).toContain("vpcLink is in another VPC");
  });
});

describe("a VPC link of the second kind", () => {
  const linkIn =
    (...zones: string[]) =>
    (stack: TestStack) => {
      const subnets = zones.map((zone) => ({ subnetId: `subnet-${zone}`, zone }));
      new VpcLinkV2(stack, "link", {
        name: "orders",
        subnets: network("there", { subnets, region: "us-east-1" }).subnetGroup("main"),
      });
    };

  it("has a security group of its own, and is replaced first", () => {
    expect(resource(synthesize(linkIn("use1-az1", "use1-az2")), Apigatewayv2VpcLink, "link")).toEqual({
      name: "orders",
      subnet_ids: ["subnet-use1-az1", "subnet-use1-az2"],
      security_group_ids: ["${aws_security_group.link_security-group.id}"],
      tags: { Name: "orders" },
      lifecycle: { create_before_destroy: true },
    });
  });

  it("is refused in one zone, and in a zone without VPC links", () => {
    expect(refusalOf(linkIn("use1-az1")).message).toContain("subnets in at least two Availability Zones");
    expect(refusalOf(linkIn("use1-az1", "use1-az3")).message).toContain("subnets is in use1-az3");
  });
});

describe("routes", () => {
  it("share their paths, and name every parameter in all three places", () => {
    const json = synthesized({
      routes: [
        { path: "/orders/{id}", method: "GET" },
        { path: "/orders/{id}/items/{item}", method: "PUT", timeoutInSeconds: 5 },
        { path: "/orders", method: "POST" },
      ],
    });
    expect(Object.keys(resources(json, ApiGatewayResource)).sort()).toEqual([
      "api_routes_orders",
      "api_routes_orders_any-id",
      "api_routes_orders_any-id_items",
      "api_routes_orders_any-id_items_any-item",
    ]);
    const name = "api_routes_orders_any-id_items_any-item_PUT";
    expect(resource(json, ApiGatewayMethod, name)).toMatchObject({
      http_method: "PUT",
      request_parameters: { "method.request.path.id": true, "method.request.path.item": true },
    });
    expect(integration(json, name)).toMatchObject({
      integration_http_method: "PUT",
      request_parameters: {
        "integration.request.path.id": "method.request.path.id",
        "integration.request.path.item": "method.request.path.item",
      },
      timeout_milliseconds: 5000,
    });
    expect(integration(json, name).uri).toMatch(/\/orders\/\{id\}\/items\/\{item\}$/);
    expect(integration(json, "api_routes_orders_POST").timeout_milliseconds).toBe(29000);
  });

  it("are refused where only Terraform knows a path", () => {
    const refusal = refusalOf((stack) => {
      const path = new TerraformVariable(stack, "path", { type: "string" }).stringValue;
      restApi(stack, { routes: [{ path, method: "GET" }] });
    });
    expect(refusal.message).toContain("routes is of a path or method that only Terraform knows");
  });

  it("may come in any order", () => {
    const routes = [
      { path: "/a", method: "GET" },
      { path: "/b", method: "GET" },
    ] as const;
    expect(synthesized({ routes: [...routes].reverse() })).toBe(synthesized({ routes }));
  });

  it.each([
    ["orders", "/ at the beginning"],
    ["/orders/", "no / at the end"],
    ["/orders//{id}", "nothing between two /"],
    ["/orders/{id", "an open brace"],
    ["/orders/x{id}", "a parameter that is a part of a part"],
    ["/{path+}/items", "a greedy part in the middle"],
    ["/{id}/items/{id}", "a name twice"],
    ["/orders?id=1", "a query"],
  ])("of the path %s are refused: %s", (path) => {
    expect(inputsRefused({ routes: [{ path, method: "GET" }] })).toEqual(["routes.path"]);
  });

  it.each([
    ["none", [], "routes"],
    [
      "the same twice",
      [
        { path: "/", method: "GET" },
        { path: "/", method: "GET" },
      ],
      "routes",
    ],
    [
      "two names for one part",
      [
        { path: "/{id}", method: "GET" },
        { path: "/{proxy+}", method: "ANY" },
      ],
      "routes.path",
    ],
    ["a method that is none", [{ path: "/", method: "get" }], "routes.method"],
    [
      "too long a timeout",
      [{ path: "/", method: "GET", timeoutInSeconds: 29.001 }],
      "routes.timeoutInSeconds",
    ],
  ])("are refused with %s", (_, routes, input) => {
    expect(inputsRefused({ routes: routes as RestApiProps["routes"] })).toEqual([input]);
  });

  it.each([0.049, 30, Number.NaN])("of %d seconds are refused, also for all", (timeoutInSeconds) => {
    expect(inputsRefused({ timeoutInSeconds })).toEqual(["timeoutInSeconds"]);
    expect(integration(synthesized({ timeoutInSeconds: 0.05 })).timeout_milliseconds).toBe(50);
  });
});

describe("a deployment is made anew", () => {
  const triggered = (props: Partial<RestApiProps> = {}) =>
    resource(synthesized(props), ApiGatewayDeployment, "api_deployment").triggers.redeployment as string;

  it("when the content of a method or an integration changes", () => {
    const trigger = triggered();
    expect(trigger).toMatch(/^\$\{sha1\(jsonencode\(/);
    for (const content of [
      `aws_api_gateway_method.${PROXY}.authorization`,
      `aws_api_gateway_method.${PROXY}.api_key_required`,
      `aws_api_gateway_integration.${PROXY}_integration.uri`,
      `aws_api_gateway_integration.${PROXY}_integration.connection_id`,
      `aws_api_gateway_integration.${PROXY}_integration.timeout_milliseconds`,
      `aws_api_gateway_integration.${PROXY}_integration.request_parameters`,
      `aws_api_gateway_integration.${ROOT}_integration.uri`,
    ]) {
      expect(trigger).toContain(content);
    }
  });

  it("when a route comes or goes", () => {
    const one = { path: "/a", method: "GET" } as const;
    expect(triggered({ routes: [one] })).not.toContain('"GET /b"');
    expect(triggered({ routes: [one, { path: "/b", method: "GET" }] })).toContain('"GET /b"');
  });

  it("when an authorizer changes", () => {
    const trigger = triggered({ authorization: Authorization.lambda({ functionArn: FUNCTION }) });
    expect(trigger).toContain(`aws_api_gateway_method.${ROOT}.authorizer_id`);
    expect(trigger).toContain("aws_api_gateway_authorizer.api_authorizer-lambda.authorizer_uri");
  });

  it("when the VPC endpoints change, or the policy", () => {
    const endpoint = ApiEndpoint.private({ vpcEndpoints: [{ vpcEndpointId: "vpce-0123" }] });
    const trigger = triggered({ endpoint });
    expect(trigger).toContain('"endpoint" = "PRIVATE"');
    expect(trigger).toContain("aws_api_gateway_rest_api_policy.api_policy.policy");
  });
});

describe("bodies", () => {
  it("are passed on byte by byte, whatever their type", () => {
    const json = synthesized();
    expect(resource(json, ApiGatewayRestApi, "api").binary_media_types).toEqual(["*/*"]);
    expect(resource(json, ApiGatewayDeployment, "api_deployment").triggers.redeployment).toContain(
      '"binaryMediaTypes" = ["*/*"]',
    );
  });

  it("of some types only, or of none, if that is said; then there is a new deployment", () => {
    const json = synthesized({ binaryMediaTypes: ["image/*"] });
    expect(resource(json, ApiGatewayRestApi, "api").binary_media_types).toEqual(["image/*"]);
    expect(resource(json, ApiGatewayDeployment, "api_deployment").triggers.redeployment).toContain(
      '"binaryMediaTypes" = ["image/*"]',
    );
    expect(
      resource(synthesized({ binaryMediaTypes: [] }), ApiGatewayRestApi, "api").binary_media_types,
    ).toEqual([]);
  });

  it.each(["png", "image/png; q=1", "image/png/x", ""])("of the type %j are refused", (type) => {
    expect(inputsRefused({ binaryMediaTypes: [type] })).toEqual(["binaryMediaTypes"]);
  });
});

describe("authorization", () => {
  const methodWith = (authorization: RestAuthorization, more: Partial<RestApiProps> = {}) => {
    const json = synthesized({ authorization, ...more });
    return { json, method: resource(json, ApiGatewayMethod, ROOT) };
  };

  it("by nobody has to be said", () => {
    const { json, method } = methodWith(Authorization.none());
    expect(method.authorization).toBe("NONE");
    expect(count(json, ApiGatewayAuthorizer)).toBe(0);
  });

  it("by Cognito has an authorizer, and scopes by route", () => {
    const { json, method } = methodWith(
      Authorization.cognito({ userPoolArns: [USER_POOL], scopes: ["orders/read"] }),
    );
    expect(method).toMatchObject({
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "${aws_api_gateway_authorizer.api_authorizer-cognito.id}",
      authorization_scopes: ["orders/read"],
    });
    expect(resource(json, ApiGatewayAuthorizer, "api_authorizer-cognito")).toMatchObject({
      type: "COGNITO_USER_POOLS",
      provider_arns: [USER_POOL],
    });
  });

  it("by a function admits this authorizer alone to the function", () => {
    const headers = ["Authorization", "X-Tenant"];
    const { json, method } = methodWith(Authorization.lambda({ functionArn: `${FUNCTION}:live`, headers }));
    const id = "${aws_api_gateway_authorizer.api_authorizer-lambda.id}";
    expect(method).toMatchObject({ authorization: "CUSTOM", authorizer_id: id });
    expect(resource(json, ApiGatewayAuthorizer, "api_authorizer-lambda")).toMatchObject({
      type: "REQUEST",
      authorizer_uri: `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${FUNCTION}:live/invocations`,
      identity_source: "method.request.header.Authorization,method.request.header.X-Tenant",
      authorizer_result_ttl_in_seconds: 300,
    });
    expect(resource(json, LambdaPermission, "api_authorizer-lambda_permission")).toEqual({
      action: "lambda:InvokeFunction",
      function_name: FUNCTION,
      qualifier: "live",
      principal: "apigateway.amazonaws.com",
      source_arn: `\${aws_api_gateway_rest_api.api.execution_arn}/authorizers/${id}`,
    });
  });

  it("by a function that a role may invoke leaves the function's policy alone", () => {
    const invokeRoleArn = "arn:aws:iam::111122223333:role/invoke";
    const { json } = methodWith(Authorization.lambda({ functionArn: FUNCTION, invokeRoleArn }));
    const authorizer = resource(json, ApiGatewayAuthorizer, "api_authorizer-lambda");
    expect(authorizer.authorizer_credentials).toBe(invokeRoleArn);
    expect(count(json, LambdaPermission)).toBe(0);
  });

  it("may differ by route, with each authorizer made once", () => {
    const pool = (scopes: string[]) => Authorization.cognito({ userPoolArns: [USER_POOL], scopes });
    const json = synthesized({
      routes: [
        { path: "/a", method: "GET", authorization: pool(["read"]) },
        { path: "/a", method: "PUT", authorization: pool(["write"]) },
        { path: "/health", method: "GET", authorization: Authorization.none() },
        { path: "/b", method: "GET" },
      ],
    });
    expect(count(json, ApiGatewayAuthorizer)).toBe(1);
    const asked = Object.values(resources(json, ApiGatewayMethod)).map((method) => method.authorization);
    expect(asked.sort()).toEqual(["AWS_IAM", "COGNITO_USER_POOLS", "COGNITO_USER_POOLS", "NONE"]);
  });

  it("by two different authorizers of one name is refused", () => {
    const routes = [FUNCTION, `${FUNCTION}-too`].map((functionArn, index) => ({
      path: `/${index}`,
      method: "GET" as const,
      authorization: Authorization.lambda({ functionArn }),
    }));
    expect(inputsRefused({ routes })).toEqual(["authorization.name"]);
    const named = routes.map((route, index) => ({
      ...route,
      authorization: { ...route.authorization, name: `by-${index}` },
    }));
    expect(count(synthesized({ routes: named }), ApiGatewayAuthorizer)).toBe(2);
  });

  it.each([
    ["a function's name", Authorization.lambda({ functionArn: "admit" }), "functionArn"],
    ["no user pool", Authorization.cognito({ userPoolArns: [] }), "userPoolArns"],
    ["a pool's id", Authorization.cognito({ userPoolArns: ["eu-central-1_abc"] }), "userPoolArns"],
    [
      "a day of memory",
      Authorization.lambda({ functionArn: FUNCTION, resultTtlInSeconds: 86400 }),
      "resultTtlInSeconds",
    ],
    [
      "a role's name",
      Authorization.lambda({ functionArn: FUNCTION, invokeRoleArn: "invoke" }),
      "invokeRoleArn",
    ],
    ["a name with spaces", Authorization.lambda({ functionArn: FUNCTION, name: "a b" }), "name"],
  ])("by %s is refused", (_, authorization, input) => {
    expect(inputsRefused({ authorization })).toEqual([`authorization.${input}`]);
  });

  const usagePlan = { throttling: { requestsPerSecond: 10, burst: 20 }, keys: ["partner", "shop"] };

  it("by API key comes with a usage plan of the stage, beside what else is asked", () => {
    const { json, method } = methodWith(Authorization.apiKey(Authorization.iam()), {
      usagePlan: { ...usagePlan, quota: { requests: 1000, per: "DAY" } },
    });
    expect(method).toMatchObject({ authorization: "AWS_IAM", api_key_required: true });
    expect(resource(json, ApiGatewayUsagePlan, "api_usage-plan")).toMatchObject({
      api_stages: [
        {
          api_id: "${aws_api_gateway_rest_api.api.id}",
          stage: "${aws_api_gateway_stage.api_stage.stage_name}",
        },
      ],
      throttle_settings: { rate_limit: 10, burst_limit: 20 },
      quota_settings: { limit: 1000, period: "DAY" },
    });
    expect(Object.values(resources(json, ApiGatewayApiKey)).map(({ name }) => name)).toEqual([
      "api-partner",
      "api-shop",
    ]);
    expect(resource(json, ApiGatewayUsagePlanKey, "api_usage-plan_key-shop-in-plan")).toMatchObject({
      key_id: "${aws_api_gateway_api_key.api_usage-plan_key-shop.id}",
      usage_plan_id: "${aws_api_gateway_usage_plan.api_usage-plan.id}",
    });
  });

  it("by API key without a plan, and a plan without it, are refused", () => {
    expect(inputsRefused({ authorization: Authorization.apiKey() })).toEqual(["usagePlan"]);
    expect(inputsRefused({ usagePlan })).toEqual(["usagePlan"]);
    const wrong = {
      throttling: { requestsPerSecond: 0, burst: 1.5 },
      quota: { requests: 0, per: "DAY" },
      keys: [],
    };
    expect(inputsRefused({ authorization: Authorization.apiKey(), usagePlan: wrong as never })).toEqual([
      "usagePlan.throttling.requestsPerSecond",
      "usagePlan.throttling.burst",
      "usagePlan.quota.requests",
      "usagePlan.keys",
    ]);
  });
});

describe("the permission to call an API", () => {
  // The name of the stage, not its attribute: the stage of a private API comes after the endpoint, whose policy has the statement.
  const statement = (api: PrivateIntegrationApi) => ({
    actions: ["execute-api:Invoke"],
    resources: [`${api.executionArn}/prod/*`],
  });
  const access = (api: PrivateIntegrationApi) => ({
    ...statement(api),
    service: expect.objectContaining({ suffix: "execute-api", privateDns: true }),
  });
  const endpoint = ApiEndpoint.private({ vpcEndpoints: [{ vpcEndpointId: "vpce-0123" }] });

  it("is given to a role, for the stage", () => {
    synthesize((stack) => {
      const [api, client] = [restApi(stack), caller(stack)];
      api.grantInvoke(client);
      expect(client.allowed).toEqual([statement(api)]);
      expect(client.granted).toEqual([]);
    });
  });

  it("of a private API leads the caller's network to it too", () => {
    synthesize((stack) => {
      const [api, client] = [restApi(stack, { endpoint }), caller(stack)];
      api.grantInvoke(client);
      expect(client.granted).toEqual([access(api)]);
      expect([client.allowed, client.reached]).toEqual([[], []]);
    });
  });

  const usagePlan = { throttling: { requestsPerSecond: 10, burst: 20 }, keys: ["partner"] };

  it.each<[string, RestAuthorization]>([
    ["nothing", Authorization.none()],
    ["a token of Cognito", Authorization.cognito({ userPoolArns: [USER_POOL] })],
    ["what a function asks for", Authorization.lambda({ functionArn: FUNCTION })],
    ["an API key", Authorization.apiKey()],
  ])("of a private API that asks for %s is a way there, since nobody signs", (_, authorization) => {
    synthesize((stack) => {
      const keys = authorization.kind === "API_KEY" ? { usagePlan } : {};
      const [api, client] = [restApi(stack, { endpoint, authorization, ...keys }), caller(stack)];
      api.grantInvoke(client);
      expect(client.reached).toEqual([access(api)]);
      expect([client.allowed, client.granted]).toEqual([[], []]);
    });
  });

  it("of a private API that asks for a key beside IAM is for the role alone, since everybody signs", () => {
    synthesize((stack) => {
      const authorization = Authorization.apiKey(Authorization.iam());
      const [api, client] = [restApi(stack, { endpoint, authorization, usagePlan }), caller(stack)];
      api.grantInvoke(client);
      expect([client.granted, client.reached]).toEqual([[access(api)], []]);
    });
  });

  it("of a private API whose routes differ is both", () => {
    synthesize((stack) => {
      const health = { path: "/health", method: "GET", authorization: Authorization.none() } as const;
      const routes = [health, { path: "/orders", method: "GET" }] as const;
      const [api, client] = [restApi(stack, { endpoint, routes }), caller(stack)];
      api.grantInvoke(client);
      expect([client.granted, client.reached]).toEqual([[access(api)], [access(api)]]);
    });
  });

  it("comes with a warning in a network without internet, unless the API is private", () => {
    const warnings = (endpointOfApi: ApiEndpoint | undefined, of: (stack: TestStack) => INetwork) => {
      const said: string[] = [];
      synthesize((stack) => {
        const client = caller(stack, of(stack));
        restApi(stack, { endpoint: endpointOfApi }).grantInvoke(client);
        said.push(...warningsOf(client));
      });
      return said;
    };
    const made = (stack: TestStack) =>
      new PrivateNetwork(stack, "made", {
        name: "made",
        region: "eu-central-1",
        zones: ["euc1-az1", "euc1-az3"],
        cidrBlock: "10.0.0.0/20",
        subnetGroups: [{ name: "main", prefixLength: 26 }],
      });
    expect(warnings(undefined, made)).toEqual([
      expect.stringContaining("stack/caller-tasks may call stack/api, but cannot"),
    ]);
    expect(warnings(endpoint, made)).toEqual([]);
    // A network that is described may have a way to the internet.
    expect(warnings(undefined, () => there)).toEqual([]);
  });

  it("is refused where no route of a regional API asks for IAM", () => {
    const refusal = refusalOf((stack) => {
      restApi(stack, { authorization: Authorization.none() }).grantInvoke(caller(stack));
    });
    expect(refusal.message).toContain("grantInvoke is of an API none of whose routes asks for IAM");
  });
});

describe("a private REST API", () => {
  const endpoint = ApiEndpoint.private({
    vpcEndpoints: [{ vpcEndpointId: "vpce-0123" }, { vpcEndpointId: "vpce-4567" }],
  });
  const policyOf = (props: Partial<RestApiProps> = {}) => {
    const json = synthesized({ endpoint, ...props });
    return {
      json,
      statements: JSON.parse(resource(json, ApiGatewayRestApiPolicy, "api_policy").policy).Statement,
    };
  };

  it("lets in what comes through its VPC endpoints, and nothing else", () => {
    const { json, statements } = policyOf();
    // The VPC endpoints are not associated with it: those whose policies name it come after it.
    expect(resource(json, ApiGatewayRestApi, "api").endpoint_configuration).toEqual({ types: ["PRIVATE"] });
    const ids = { "aws:SourceVpce": ["vpce-0123", "vpce-4567"] };
    expect(statements).toMatchObject([
      { Effect: "Allow", Condition: { StringEquals: ids } },
      { Effect: "Deny", Principal: { AWS: "*" }, Condition: { StringNotEquals: ids } },
    ]);
    for (const statement of statements) {
      expect(statement).toMatchObject({
        Action: ["execute-api:Invoke"],
        Resource: ["${aws_api_gateway_rest_api.api.execution_arn}/*"],
      });
    }
  });

  it("lets in whole accounts only where routes ask for IAM, or everybody for what the routes ask", () => {
    const arn = "aws_api_gateway_rest_api.api.execution_arn";
    const part = (index: number) => `\${element(split(":", ${arn}), ${index})}`;
    const { json, statements } = policyOf();
    expect(statements[0].Principal).toEqual({ AWS: "${local.api_account}" });
    expect(JSON.parse(json).locals.api_account).toBe(`arn:${part(1)}:iam::${part(4)}:root`);
    const open = policyOf({ authorization: Authorization.none() });
    expect(open.statements[0].Principal).toEqual({ AWS: "*" });
  });

  it("lets in everybody for the routes that do not ask for IAM, and for no others", () => {
    const none = Authorization.none();
    const { statements } = policyOf({
      routes: [
        { path: "/orders/{id}", method: "GET" },
        { path: "/", method: "GET", authorization: none },
        { path: "/files/{path+}", method: "ANY", authorization: none },
      ],
    });
    const arn = "${aws_api_gateway_rest_api.api.execution_arn}";
    expect(statements).toMatchObject([
      { Effect: "Allow", Principal: { AWS: "${local.api_account}" }, Resource: [`${arn}/*`] },
      { Effect: "Allow", Principal: { AWS: "*" }, Resource: [`${arn}/*/GET/`, `${arn}/*/*/files/*`] },
      { Effect: "Deny", Principal: { AWS: "*" }, Resource: [`${arn}/*`] },
    ]);
    for (const { Condition } of statements.slice(0, 2)) {
      expect(Condition).toEqual({ StringEquals: { "aws:SourceVpce": ["vpce-0123", "vpce-4567"] } });
    }
  });

  it("asks for a role beside a key where it asks for IAM", () => {
    const { statements } = policyOf({
      authorization: Authorization.apiKey(Authorization.iam()),
      usagePlan: { throttling: { requestsPerSecond: 10, burst: 20 }, keys: ["partner"] },
    });
    expect(statements).toHaveLength(2);
    expect(statements[0].Principal).toEqual({ AWS: "${local.api_account}" });
  });

  it("is not deployed without its policy", () => {
    const { depends_on } = resource(policyOf().json, ApiGatewayDeployment, "api_deployment");
    expect(depends_on).toContain("aws_api_gateway_rest_api_policy.api_policy");
    expect(count(synthesized(), ApiGatewayRestApiPolicy)).toBe(0);
  });

  it.each([
    ["no VPC endpoint", []],
    ["one twice", [{ vpcEndpointId: "vpce-0123" }, { vpcEndpointId: "vpce-0123" }]],
    ["the id of something else", [{ vpcEndpointId: "vpc-0123" }]],
  ])("is refused with %s", (_, vpcEndpoints) => {
    expect(inputsRefused({ endpoint: ApiEndpoint.private({ vpcEndpoints }) })).toEqual([
      "endpoint.vpcEndpoints",
    ]);
  });
});

describe("logs of a REST API", () => {
  const logging = (stack: TestStack) => new ApiGatewayLogging(stack, "logging", { region: "eu-central-1" });

  it("are off with a warning that tells how, unless that is said", () => {
    const warnings = (props: Partial<RestApiProps>) => {
      const said: string[] = [];
      synthesize((stack) => void said.push(...warningsOf(restApi(stack, props))));
      return said;
    };
    expect(warnings({})).toEqual([expect.stringContaining("RestLogs.on(ApiGatewayLogging.existing())")]);
    expect(warnings({ logs: RestLogs.off() })).toEqual([]);
    const stage = resource(synthesized(), ApiGatewayStage, "api_stage");
    expect(Object.keys(stage)).not.toContain("access_log_settings");
  });

  it("are written by a role of the account, which the stage waits for", () => {
    const json = synthesize((stack) => void restApi(stack, { logs: RestLogs.on(logging(stack)) }));
    expect(resource(json, ApiGatewayStage, "api_stage")).toMatchObject({
      access_log_settings: {
        destination_arn: "${aws_cloudwatch_log_group.api_stage_log-group.arn}",
        format: REST_ACCESS_LOG_FORMAT,
      },
      depends_on: ["aws_api_gateway_account.logging"],
    });
    expect(resource(json, CloudwatchLogGroup, "api_stage_log-group")).toMatchObject({
      name: "/aws/vendedlogs/apigateway/rest/api",
      retention_in_days: 30,
    });
    // Provider 6 has no such argument: it always resets the account.
    const before6 = bindingsDescribe("api-gateway-account", "reset_on_delete");
    expect(resource(json, ApiGatewayAccount, "logging")).toEqual({
      cloudwatch_role_arn: "${aws_iam_role.logging_role.arn}",
      depends_on: ["aws_iam_role_policy.logging_role_policy"],
      ...(before6 && { reset_on_delete: true }),
    });
    expect(resource(json, IamRole, "logging_role").assume_role_policy).toContain("apigateway.amazonaws.com");
    const { policy } = resource(json, IamRolePolicy, "logging_role_policy");
    expect(JSON.parse(policy).Statement[0].Action).toContain("logs:PutLogEvents");
  });

  it("tell which request failed, where, and why, on one line of JSON", () => {
    expect(REST_ACCESS_LOG_FORMAT).not.toContain("\n");
    expect(JSON.parse(REST_ACCESS_LOG_FORMAT)).toMatchObject({
      requestId: "$context.requestId",
      error: "$context.error.message",
      integrationStatus: "$context.integrationStatus",
      integrationError: "$context.integration.error",
      integrationLatency: "$context.integrationLatency",
    });
  });

  it("go to a log group that exists, by a role that exists", () => {
    const logGroup = LogGroup.fromAttributes({
      logGroupArn: "arn:aws:logs:eu-central-1:111122223333:log-group:orders",
      logGroupName: "orders",
    });
    const logs = RestLogs.on(ApiGatewayLogging.existing(), { logGroup });
    const json = synthesized({ logs });
    expect(resource(json, ApiGatewayStage, "api_stage").access_log_settings.destination_arn).toBe(
      logGroup.logGroupArn,
    );
    expect(count(json, CloudwatchLogGroup) + count(json, ApiGatewayAccount)).toBe(0);
  });

  it("of what API Gateway does go to a group that forgets, and never hold bodies", () => {
    const json = synthesized({
      logs: RestLogs.on(ApiGatewayLogging.existing(), { executionLevel: "ERROR" }),
    });
    const group = resource(json, CloudwatchLogGroup, "api_stage_execution-log-group");
    expect(group).toMatchObject({
      name: "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.api.id}/prod",
      retention_in_days: 30,
    });
    const settings = resource(json, ApiGatewayMethodSettings, "api_stage_settings");
    expect(settings.settings).toMatchObject({ logging_level: "ERROR", data_trace_enabled: false });
    expect(settings.depends_on).toEqual(["aws_cloudwatch_log_group.api_stage_execution-log-group"]);
  });

  it("of an account and Region have one role", () => {
    const two = (account?: string) => (stack: TestStack) => {
      logging(stack);
      new ApiGatewayLogging(stack, "other", { region: "eu-central-1", account });
    };
    expect(refusalOf(two()).message).toContain("those in which stack/logging sets the role already");
    expect(count(synthesize(two("444455556666")), ApiGatewayAccount)).toBe(2);
  });
});

describe("the stage of a REST API", () => {
  it("counts requests, limits them and traces them as told", () => {
    const json = synthesized({
      throttling: { requestsPerSecond: 100, burst: 50 },
      tracing: true,
      stageName: "v1",
    });
    expect(resource(json, ApiGatewayMethodSettings, "api_stage_settings")).toMatchObject({
      method_path: "*/*",
      stage_name: "${aws_api_gateway_stage.api_stage.stage_name}",
      settings: {
        metrics_enabled: true,
        logging_level: "OFF",
        throttling_rate_limit: 100,
        throttling_burst_limit: 50,
      },
    });
    expect(resource(json, ApiGatewayStage, "api_stage")).toMatchObject({
      stage_name: "v1",
      xray_tracing_enabled: true,
    });
  });

  it("is where a web ACL is", () => {
    expect(synthesized({ webAclArn: WEB_ACL })).toHaveResourceWithProperties(Wafv2WebAclAssociation, {
      resource_arn: "${aws_api_gateway_stage.api_stage.arn}",
      web_acl_arn: WEB_ACL,
    });
  });

  it("and the API are refused for what AWS does not take, all at once", () => {
    expect(
      inputsRefused({
        name: "or ders",
        stageName: "$default",
        throttling: { requestsPerSecond: 0, burst: 0 },
        webAclArn: WEB_ACL.replace("eu-central-1", "us-east-1"),
      }),
    ).toEqual(["name", "stageName", "throttling.requestsPerSecond", "throttling.burst", "webAclArn"]);
  });

  it("is refused for a name that another API of the stack has", () => {
    const refusal = refusalOf((stack) => {
      restApi(stack, { name: "orders" }, "one");
      restApi(stack, { name: "orders" }, "two");
    });
    expect(refusal.message).toContain("a name that stack/one does not have");
  });
});

describe("a custom domain", () => {
  const domain = (stack: TestStack, hostedZoneId?: string, id = "domain") =>
    new CustomDomain(stack, id, {
      name: "api.example.com",
      certificateArn: CERTIFICATE,
      region: "eu-central-1",
      hostedZoneId,
    });

  it("is regional, with TLS 1.2 at least, and leads to the stage", () => {
    const json = synthesize((stack) => {
      const api = restApi(stack, {
        endpoint: ApiEndpoint.regional({
          domain: { customDomain: domain(stack, "Z123"), basePath: "shop/orders" },
        }),
      });
      expect(api.customUrl).toBe("https://api.example.com/shop/orders");
    });
    expect(resource(json, Apigatewayv2DomainName, "domain")).toMatchObject({
      domain_name: "api.example.com",
      domain_name_configuration: {
        certificate_arn: CERTIFICATE,
        endpoint_type: "REGIONAL",
        security_policy: "TLS_1_2",
      },
    });
    expect(resource(json, Apigatewayv2ApiMapping, "api_domain-mapping")).toEqual({
      api_id: "${aws_api_gateway_rest_api.api.id}",
      stage: "${aws_api_gateway_stage.api_stage.stage_name}",
      domain_name: "${aws_apigatewayv2_domain_name.domain.id}",
      api_mapping_key: "shop/orders",
    });
    const configuration = "aws_apigatewayv2_domain_name.domain.domain_name_configuration[0]";
    expect(resource(json, Route53Record, "domain_record")).toMatchObject({
      zone_id: "Z123",
      type: "A",
      alias: {
        name: `\${${configuration}.target_domain_name}`,
        zone_id: `\${${configuration}.hosted_zone_id}`,
        evaluate_target_health: false,
      },
    });
  });

  it("is the only way to an API, unless that is said, and a change of it is deployed", () => {
    const disabled = (disableExecuteApiEndpoint?: boolean) => {
      const json = synthesize((stack) => {
        const mapping = { customDomain: domain(stack), disableExecuteApiEndpoint };
        restApi(stack, { endpoint: ApiEndpoint.regional({ domain: mapping }) });
        const listener = networkListener(stack);
        new HttpApi(stack, "http", { name: "http", listener, domain: { ...mapping, basePath: "http" } });
      });
      const { disable_execute_api_endpoint: rest } = resource(json, ApiGatewayRestApi, "api");
      const { disable_execute_api_endpoint: http } = resource(json, Apigatewayv2Api, "http");
      const { redeployment } = resource(json, ApiGatewayDeployment, "api_deployment").triggers;
      return [rest, http, /"disableExecuteApiEndpoint" = (\w+)/.exec(redeployment)?.[1]];
    };
    expect(disabled()).toEqual([true, true, "true"]);
    expect(disabled(false)).toEqual([false, false, "false"]);
    expect(resource(synthesized(), ApiGatewayRestApi, "api").disable_execute_api_endpoint).toBe(false);
  });

  it("is led to by hand if no hosted zone is given, and serves the whole name", () => {
    const json = synthesize((stack) => {
      const api = restApi(stack, {
        endpoint: ApiEndpoint.regional({ domain: { customDomain: domain(stack) } }),
      });
      expect(api.customUrl).toBe("https://api.example.com");
    });
    expect(count(json, Route53Record)).toBe(0);
    expect(Object.keys(resource(json, Apigatewayv2ApiMapping, "api_domain-mapping"))).not.toContain(
      "api_mapping_key",
    );
  });

  it("serves several APIs, each at a base path of its own", () => {
    const two = (basePath: string) => (stack: TestStack) => {
      const shared = domain(stack);
      for (const [id, path] of [
        ["one", "one"],
        ["two", basePath],
      ] as const) {
        restApi(
          stack,
          { endpoint: ApiEndpoint.regional({ domain: { customDomain: shared, basePath: path } }) },
          id,
        );
      }
    };
    expect(count(synthesize(two("two")), Apigatewayv2ApiMapping)).toBe(2);
    expect(refusalOf(two("one")).message).toContain(
      'basePath is "one". Allowed: one that stack/one does not',
    );
    expect(refusalOf(two("/two")).message).toContain('basePath is "/two"');
  });

  it("is refused with another Region's certificate, a name that is none, or one that another has", () => {
    const refusal = refusalOf((stack) => {
      new CustomDomain(stack, "domain", {
        name: "https://api.example.com",
        certificateArn: CERTIFICATE,
        region: "us-east-1",
      });
    });
    expect(refusal.faults.map(({ input }) => input)).toEqual(["name", "certificateArn"]);
    const twice = refusalOf((stack) => {
      domain(stack);
      domain(stack, undefined, "again");
    });
    expect(twice.message).toContain("a name that stack/domain does not have");
  });
});

describe("an HTTP API in front of tasks", () => {
  const httpApi = (stack: TestStack, props: Partial<HttpApiOptions> & { protocol?: NetworkProtocol } = {}) =>
    new HttpApi(stack, "api", {
      name: "api",
      target: target(stack, there),
      subnets: there.subnetGroup("main"),
      ...props,
    });
  const synthesizedHttp = (props: Parameters<typeof httpApi>[1] = {}) =>
    synthesize((stack) => void httpApi(stack, props));
  const httpInputsRefused = (props: Parameters<typeof httpApi>[1]) =>
    refusalOf((stack) => void httpApi(stack, props)).faults.map(({ input }) => input);

  it("leads every request to the listener of a Network Load Balancer, hop by hop", () => {
    const json = synthesizedHttp();
    expect(resource(json, Apigatewayv2Api, "api")).toMatchObject({ name: "api", protocol_type: "HTTP" });
    expect(resource(json, Apigatewayv2Route, "api_routes_default")).toMatchObject({
      route_key: "$default",
      target: "integrations/${aws_apigatewayv2_integration.api_integration.id}",
      authorization_type: "AWS_IAM",
    });
    expect(resource(json, Apigatewayv2Integration, "api_integration")).toEqual({
      api_id: "${aws_apigatewayv2_api.api.id}",
      integration_type: "HTTP_PROXY",
      integration_method: "ANY",
      integration_uri: "${aws_lb_listener.api_load-balancer_listener.arn}",
      connection_type: "VPC_LINK",
      connection_id: "${aws_apigatewayv2_vpc_link.api_vpc-link.id}",
      payload_format_version: "1.0",
      timeout_milliseconds: 30000,
    });
    const [link, balancer] = ["api_vpc-link_security-group", "api_load-balancer_security-group"];
    expect(resource(json, VpcSecurityGroupEgressRule, `${link}_to_${balancer}_80`)).toMatchObject({
      security_group_id: `\${aws_security_group.${link}.id}`,
      referenced_security_group_id: `\${aws_security_group.${balancer}.id}`,
      from_port: 80,
      to_port: 80,
    });
    expect(resource(json, VpcSecurityGroupIngressRule, `${balancer}_from_${link}_80`)).toMatchObject({
      security_group_id: `\${aws_security_group.${balancer}.id}`,
      referenced_security_group_id: `\${aws_security_group.${link}.id}`,
      from_port: 80,
      to_port: 80,
    });
    expect(resource(json, Apigatewayv2VpcLink, "api_vpc-link").subnet_ids).toEqual(
      resource(json, Lb, "api_load-balancer").subnets,
    );
  });

  it("deploys by itself, writes access logs, and lets requests in", () => {
    const json = synthesizedHttp();
    expect(resource(json, Apigatewayv2Stage, "api_stage")).toMatchObject({
      name: "$default",
      auto_deploy: true,
      access_log_settings: {
        destination_arn: "${aws_cloudwatch_log_group.api_log-group.arn}",
        format: HTTP_ACCESS_LOG_FORMAT,
      },
      // Left out, the provider sends 0, and every request is answered with 429.
      default_route_settings: { throttling_rate_limit: 10000, throttling_burst_limit: 5000 },
    });
    expect(resource(json, CloudwatchLogGroup, "api_log-group").name).toBe(
      "/aws/vendedlogs/apigateway/http/api",
    );
    const limited = synthesizedHttp({ throttling: { requestsPerSecond: 10, burst: 5 } });
    expect(resource(limited, Apigatewayv2Stage, "api_stage").default_route_settings).toMatchObject({
      throttling_rate_limit: 10,
      throttling_burst_limit: 5,
    });
  });

  it("verifies the name of a listener with TLS, and speaks HTTP to one without", () => {
    const integrationOf = (protocol: NetworkProtocol) =>
      resource(synthesizedHttp({ protocol }), Apigatewayv2Integration, "api_integration");
    expect(integrationOf(NetworkProtocol.tls(tls)).tls_config).toEqual({
      server_name_to_verify: "orders.example.com",
    });
    expect(Object.keys(integrationOf(NetworkProtocol.tcp()))).not.toContain("tls_config");
  });

  it("keeps the stage out of the backend's paths", () => {
    const parameters = (stageName?: string) =>
      resource(synthesizedHttp({ stageName }), Apigatewayv2Integration, "api_integration").request_parameters;
    expect(parameters("v1")).toEqual({ "overwrite:path": "$request.path" });
    expect([parameters("$default"), parameters()]).toEqual([undefined, undefined]);
  });

  it("leads to a listener of an Application Load Balancer, over a link that APIs share", () => {
    const json = synthesize((stack) => {
      const subnets = there.subnetGroup("main");
      const vpcLink = new VpcLinkV2(stack, "link", { name: "shared", subnets });
      const balancer = new ApplicationLoadBalancer(stack, "balancer", { name: "orders", subnets });
      const healthCheck = HealthCheck.http("/health");
      for (const [id, port] of [
        ["one", 8080],
        ["two", 8081],
      ] as const) {
        const listener = balancer.listen(id, {
          target: target(stack, there, `${id}-service`),
          protocol: ApplicationProtocol.http(port),
          healthCheck,
        });
        new HttpApi(stack, `${id}-api`, { name: id, listener, vpcLink });
      }
    });
    expect(Object.keys(resources(json, Apigatewayv2VpcLink))).toEqual(["link"]);
    for (const id of ["one", "two"]) {
      expect(resource(json, Apigatewayv2Integration, `${id}-api_integration`)).toMatchObject({
        connection_id: "${aws_apigatewayv2_vpc_link.link.id}",
        integration_uri: `\${aws_lb_listener.balancer_${id}.arn}`,
      });
    }
    const ports = Object.values(resources(json, VpcSecurityGroupEgressRule))
      .filter((rule) => rule.security_group_id.includes("link"))
      .map(({ from_port, to_port }) => [from_port, to_port]);
    expect(ports).toEqual([
      [8080, 8080],
      [8081, 8081],
    ]);
  });

  it("has routes, each with what it asks for", () => {
    const jwt = { issuer: "https://issuer.example.com/", audience: ["orders"] };
    const json = synthesizedHttp({
      routes: [
        {
          path: "/orders/{id}",
          method: "GET",
          authorization: Authorization.jwt({ ...jwt, scopes: ["read"] }),
        },
        { path: "/orders", method: "POST", authorization: Authorization.jwt(jwt) },
        { path: "/", method: "ANY", authorization: Authorization.none() },
        { path: "/{proxy+}", method: "ANY", authorization: Authorization.lambda({ functionArn: FUNCTION }) },
      ],
    });
    expect(resource(json, Apigatewayv2Route, "api_routes_orders_any-id_GET")).toMatchObject({
      route_key: "GET /orders/{id}",
      authorization_type: "JWT",
      authorizer_id: "${aws_apigatewayv2_authorizer.api_authorizer-jwt.id}",
      authorization_scopes: ["read"],
    });
    expect(resource(json, Apigatewayv2Route, "api_routes_orders_POST")).toMatchObject({
      route_key: "POST /orders",
      authorizer_id: "${aws_apigatewayv2_authorizer.api_authorizer-jwt.id}",
    });
    expect(resource(json, Apigatewayv2Route, "api_routes_ANY").authorization_type).toBe("NONE");
    expect(resource(json, Apigatewayv2Route, "api_routes_any-proxy_ANY")).toMatchObject({
      route_key: "ANY /{proxy+}",
      authorization_type: "CUSTOM",
      authorizer_id: "${aws_apigatewayv2_authorizer.api_authorizer-lambda.id}",
    });
    expect(resource(json, Apigatewayv2Authorizer, "api_authorizer-jwt")).toMatchObject({
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: jwt,
    });
    expect(resource(json, Apigatewayv2Authorizer, "api_authorizer-lambda")).toMatchObject({
      authorizer_type: "REQUEST",
      authorizer_payload_format_version: "2.0",
      enable_simple_responses: true,
    });
    expect(resource(json, LambdaPermission, "api_authorizer-lambda_permission").source_arn).toBe(
      "${aws_apigatewayv2_api.api.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.api_authorizer-lambda.id}",
    );
  });

  it("is refused for what AWS does not take, all at once", () => {
    expect(
      httpInputsRefused({
        name: "or ders",
        stageName: "$latest",
        timeoutInSeconds: 30.001,
        routes: [{ path: "orders", method: "GET" }],
        authorization: Authorization.jwt({ issuer: "issuer.example.com", audience: [] }),
        throttling: { requestsPerSecond: 0, burst: 0 },
      }),
    ).toEqual([
      "name",
      "stageName",
      "timeoutInSeconds",
      "routes.path",
      "authorization.issuer",
      "authorization.audience",
      "throttling.requestsPerSecond",
      "throttling.burst",
    ]);
    expect(httpInputsRefused({ routes: [] })).toEqual(["routes"]);
  });

  it("is refused with a link in another VPC, and for a name that another HTTP API has", () => {
    const refusal = refusalOf((stack) => {
      const subnets = network("elsewhere").subnetGroup("main");
      httpApi(stack, { vpcLink: new VpcLinkV2(stack, "link", { name: "link", subnets }) });
    });
    expect(refusal.message).toContain("vpcLink is in another VPC than the load balancer");
    const twice = refusalOf((stack) => {
      const listener = networkListener(stack);
      for (const id of ["one", "two"]) new HttpApi(stack, id, { name: "orders", listener });
    });
    expect(twice.message).toContain("a name that stack/one does not have");
  });

  it("may stand beside a REST API of the same name, in front of the same listener", () => {
    const json = synthesize((stack) => {
      const listener = networkListener(stack);
      new HttpApi(stack, "http", { name: "orders", listener });
      const logs = RestLogs.on(ApiGatewayLogging.existing());
      new PrivateIntegrationApi(stack, "rest", { name: "orders", listener, logs });
    });
    expect(Object.values(resources(json, CloudwatchLogGroup)).map(({ name }) => name)).toEqual([
      "/aws/vendedlogs/apigateway/http/orders",
      "/aws/vendedlogs/apigateway/rest/orders",
    ]);
  });

  it("is called by whom grantInvoke allows it, counted, and found on a custom domain", () => {
    const json = synthesize((stack) => {
      const customDomain = new CustomDomain(stack, "domain", {
        name: "api.example.com",
        certificateArn: CERTIFICATE,
        region: "eu-central-1",
      });
      const [api, client] = [httpApi(stack, { domain: { customDomain, basePath: "orders" } }), caller(stack)];
      api.grantInvoke(client);
      expect(client.allowed).toEqual([
        { actions: ["execute-api:Invoke"], resources: [`${api.executionArn}/$default/*`] },
      ]);
      expect(api.requestCount).toEqual({
        namespace: "AWS/ApiGateway",
        metricName: "Count",
        dimensions: { ApiId: api.apiId, Stage: api.stageName },
        statistic: "Sum",
      });
      expect(api.customUrl).toBe("https://api.example.com/orders");
    });
    expect(resource(json, Apigatewayv2ApiMapping, "api_domain-mapping")).toMatchObject({
      api_id: "${aws_apigatewayv2_api.api.id}",
      stage: "${aws_apigatewayv2_stage.api_stage.name}",
    });
    const refusal = refusalOf((stack) => {
      httpApi(stack, { authorization: Authorization.none() }).grantInvoke(caller(stack));
    });
    expect(refusal.message).toContain("grantInvoke is of an API none of whose routes asks for IAM");
  });
});
