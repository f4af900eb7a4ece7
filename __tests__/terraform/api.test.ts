import { TerraformVariable } from "cdktf";
import { AwsService } from "../../aws/services";
import {
  ApiEndpoint,
  ApiGatewayLogging,
  Authorization,
  CustomDomain,
  HttpApi,
  type HttpApiOptions,
  PrivateIntegrationApi,
  type RestAuthorization,
  RestLogs,
  VpcLinkV2,
} from "../../modules/api";
import { ContainerImage, PrivateCluster, PrivateService } from "../../modules/ecs";
import { VpcEndpoints } from "../../modules/endpoints";
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HealthCheck,
  NetworkListener,
  type NetworkListenerProps,
  NetworkLoadBalancer,
  NetworkProtocol,
} from "../../modules/load-balancer";
import { PrivateNetwork } from "../../modules/network";
import { FUNCTION, restApi, there, USER_POOL, WEB_ACL } from "../api/fixtures";
import { REGISTRY } from "../ecs/fixtures";
import { network } from "../lattice/fixtures";
import {
  BALANCER_ARN,
  CERTIFICATE,
  existingBalancer,
  LISTENER_ARN,
  target,
  tls,
} from "../load-balancer/fixtures";
import { refusalOf, synthesize, type TestStack } from "../synthesis";
import { type Configuration, stateAfter } from "./applied-state";
import { describeWithTerraform, type PlanJson, planDirectory } from "./available";
import { folderWith } from "./folder";

/** One rule, met and not met by a value that is known at synthesis, or only to Terraform. */
interface Case {
  readonly type: "string" | "number";
  readonly good: string | number;
  readonly bad: string | number;
  /** Builds with the value under a construct of the case's own. */
  // biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
  readonly build: (stack: TestStack, id: string, value: any) => void;
}

const region = "eu-central-1";
const logs = RestLogs.off();

// biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
const rest = (props: (value: any) => Parameters<typeof restApi>[1]): Case["build"] => {
  return (stack, id, value) => void restApi(stack, { logs, ...props(value) }, id);
};
// biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
const http = (props: (value: any) => Partial<HttpApiOptions>): Case["build"] => {
  return (stack, id, value) => {
    const backend = { target: target(stack, there, `${id}-service`), subnets: there.subnetGroup("main") };
    new HttpApi(stack, id, { name: id, ...backend, ...props(value) });
  };
};
// biome-ignore lint/suspicious/noExplicitAny: a value of the case's type, or a token of it
const listener = (props: (value: any) => Partial<NetworkListenerProps>): Case["build"] => {
  return (stack, id, value) => {
    const balancer = new NetworkLoadBalancer(stack, id, { name: id, subnets: there.subnetGroup("main") });
    balancer.listen("listener", { target: target(stack, there, `${id}-service`), ...props(value) });
  };
};

const CASES: Record<string, Case> = {
  "listener-port": {
    type: "number",
    good: 8080,
    bad: 25,
    build: rest((port) => ({ protocol: NetworkProtocol.tcp(port) })),
  },
  certificate: {
    type: "string",
    good: CERTIFICATE,
    bad: CERTIFICATE.replace(region, "us-east-1"),
    build: listener((certificateArn) => ({ protocol: NetworkProtocol.tls({ ...tls, certificateArn }) })),
  },
  "server-name": {
    type: "string",
    good: "orders.example.com",
    bad: "https://orders.example.com",
    build: listener((serverName) => ({ protocol: NetworkProtocol.tls({ ...tls, serverName }) })),
  },
  "ssl-policy": {
    type: "string",
    good: "ELBSecurityPolicy-TLS13-1-3-2021-06",
    bad: "ELBSecurityPolicy-TLS-1-1-2017-01",
    build: listener((sslPolicy) => ({ protocol: NetworkProtocol.tls({ ...tls, sslPolicy }) })),
  },
  "deregistration-delay": {
    type: "number",
    good: 0,
    bad: 3601,
    build: listener((deregistrationDelayInSeconds) => ({ deregistrationDelayInSeconds })),
  },
  "health-check-port": {
    type: "number",
    good: 9000,
    bad: 70000,
    build: listener((port) => ({ healthCheck: HealthCheck.tcp({ port }) })),
  },
  "health-check-interval": {
    type: "number",
    good: 30,
    bad: 5,
    build: listener((intervalInSeconds) => ({ healthCheck: HealthCheck.tcp({ intervalInSeconds }) })),
  },
  "health-check-path": {
    type: "string",
    good: "/health",
    bad: "health",
    build: listener((path) => ({ healthCheck: HealthCheck.http(path) })),
  },
  "health-check-codes": {
    type: "string",
    good: "200,204",
    bad: "2xx",
    build: listener((successCodes) => ({ healthCheck: HealthCheck.http("/", { successCodes }) })),
  },
  name: { type: "string", good: "named", bad: "or_ders", build: rest((name) => ({ name })) },
  stage: { type: "string", good: "v1", bad: "$default", build: rest((stageName) => ({ stageName })) },
  timeout: {
    type: "number",
    good: 0.05,
    bad: 29.5,
    build: rest((timeoutInSeconds) => ({ timeoutInSeconds })),
  },
  "web-acl": {
    type: "string",
    good: WEB_ACL,
    bad: WEB_ACL.replace("regional", "global"),
    build: rest((webAclArn) => ({ webAclArn })),
  },
  "vpc-endpoint": {
    type: "string",
    good: "vpce-0123",
    bad: "vpc-0123",
    build: rest((vpcEndpointId) => ({
      endpoint: ApiEndpoint.private({ vpcEndpoints: [{ vpcEndpointId }] }),
    })),
  },
  function: {
    type: "string",
    good: FUNCTION,
    bad: "admit",
    build: rest((functionArn) => ({ authorization: Authorization.lambda({ functionArn }) })),
  },
  "user-pool": {
    type: "string",
    good: USER_POOL,
    bad: "eu-central-1_abc",
    build: rest((arn) => ({ authorization: Authorization.cognito({ userPoolArns: [arn] }) })),
  },
  rate: {
    type: "number",
    good: 10,
    bad: 0,
    build: rest((requestsPerSecond) => ({ throttling: { requestsPerSecond, burst: 5 } })),
  },
  domain: {
    type: "string",
    good: "api.example.com",
    bad: "https://api.example.com",
    build: (stack, id, name) =>
      void new CustomDomain(stack, id, { name, region, certificateArn: CERTIFICATE }),
  },
  "base-path": {
    type: "string",
    good: "shop/orders",
    bad: "/orders",
    build: (stack, id, basePath) => {
      const name = "base-path.example.com";
      const customDomain = new CustomDomain(stack, `${id}-domain`, {
        name,
        region,
        certificateArn: CERTIFICATE,
      });
      restApi(stack, { logs, endpoint: ApiEndpoint.regional({ domain: { customDomain, basePath } }) }, id);
    },
  },
  "http-stage": {
    type: "string",
    good: "$default",
    bad: "$latest",
    build: http((stageName) => ({ stageName })),
  },
  "http-timeout": {
    type: "number",
    good: 29.999,
    bad: 0.04,
    build: http((timeoutInSeconds) => ({ timeoutInSeconds })),
  },
  issuer: {
    type: "string",
    good: "https://issuer.example.com/",
    bad: "http://issuer.example.com/",
    build: http((issuer) => ({ authorization: Authorization.jwt({ issuer, audience: ["orders"] }) })),
  },
  "ttl-of-answers": {
    type: "number",
    good: 0,
    bad: 3601,
    build: http((resultTtlInSeconds) => ({
      authorization: Authorization.lambda({ functionArn: FUNCTION, resultTtlInSeconds }),
    })),
  },
};

/** Every case, with values that only Terraform knows. */
function buildCases(stack: TestStack): void {
  for (const [name, { type, build }] of Object.entries(CASES)) {
    const variable = new TerraformVariable(stack, name, { type });
    build(stack, `${name}-case`, type === "number" ? variable.numberValue : variable.stringValue);
  }
}

const valuesOf = (which: "good" | "bad") =>
  Object.fromEntries(Object.entries(CASES).map(([name, each]) => [name, each[which]]));

/** What the paths differ in from one time to the next. */
interface Circumstances {
  readonly zones?: readonly string[];
  readonly timeoutInSeconds?: number;
}

/** APIs of every kind. */
function buildApis(stack: TestStack, { zones = ZONES, timeoutInSeconds }: Circumstances = {}): void {
  const moved = network("there", { subnets: zones.map((zone) => ({ subnetId: `subnet-${zone}`, zone })) });
  const [still, moving] = [there.subnetGroup("main"), moved.subnetGroup("main")];
  const service = (name: string) => target(stack, there, `${name}-service`);
  const logging = new ApiGatewayLogging(stack, "logging");
  new PrivateIntegrationApi(stack, "rest", {
    name: "rest",
    target: service("rest"),
    subnets: still,
    protocol: NetworkProtocol.tcp(8080),
    healthCheck: HealthCheck.http("/health", { port: 9000 }),
    timeoutInSeconds,
    logs: RestLogs.on(logging, { executionLevel: "ERROR" }),
    authorization: Authorization.apiKey(Authorization.lambda({ functionArn: FUNCTION })),
    usagePlan: { throttling: { requestsPerSecond: 10, burst: 5 }, keys: ["partner"] },
    webAclArn: WEB_ACL,
  });
  new PrivateIntegrationApi(stack, "rest-tls", {
    name: "rest-tls",
    target: service("rest-tls"),
    subnets: moving,
    protocol: NetworkProtocol.tls({ ...tls, port: 8443 }),
    logs,
  });
  new PrivateIntegrationApi(stack, "private", {
    name: "private",
    target: service("private"),
    subnets: moving,
    endpoint: ApiEndpoint.private({ vpcEndpoints: [{ vpcEndpointId: "vpce-0123" }] }),
    logs,
  });
  const protocol = { name: "TLS", port: 8443, serverName: tls.serverName } as const;
  const loadBalancer = existingBalancer(stack, there);
  new PrivateIntegrationApi(stack, "existing", {
    name: "existing",
    listener: NetworkListener.fromAttributes({ loadBalancer, listenerArn: LISTENER_ARN, protocol }),
    endpoint: ApiEndpoint.regional({
      domain: {
        customDomain: new CustomDomain(stack, "own", {
          name: "own.example.com",
          region,
          certificateArn: CERTIFICATE,
        }),
      },
    }),
    logs,
  });
  new HttpApi(stack, "http", { name: "http", target: service("http"), subnets: moving });
  const balancer = new ApplicationLoadBalancer(stack, "balancer", { name: "orders", subnets: still });
  const healthCheck = HealthCheck.http("/health");
  const https = ApplicationProtocol.https(tls);
  new HttpApi(stack, "http-tls", {
    name: "http-tls",
    listener: balancer.listen("listener", { target: service("http-tls"), protocol: https, healthCheck }),
    vpcLink: new VpcLinkV2(stack, "link", { name: "link", subnets: still }),
    authorization: Authorization.jwt({ issuer: "https://issuer.example.com/", audience: ["orders"] }),
    stageName: "v1",
  });
}

const ZONES = ["euc1-az1", "euc1-az2", "euc1-az3"];

/** An argument as it was written: a plan made from JSON keeps the references' text. */
// biome-ignore lint/suspicious/noExplicitAny: of any type
type Written = Record<string, any>;

const byReference = (configuration: Configuration, type: string, reference: string): Written => {
  const [, name = ""] = new RegExp(`^\\$\\{${type}\\.([\\w-]+)\\.\\w+\\}$`).exec(reference) ?? [];
  const found = configuration.resource[type]?.[name];
  if (!found) throw new Error(`${reference} is no ${type}`);
  return { ...found, address: `${type}.${name}` };
};

describeWithTerraform("APIs in real plans", () => {
  let configuration: Configuration;
  let created: PlanJson;
  let said: string;
  let done: Record<string, string>;

  beforeAll(async () => {
    const json = synthesize((stack) => {
      buildApis(stack);
      buildCases(stack);
    });
    configuration = JSON.parse(json);
    // Values that meet every rule: the plan succeeds.
    created = await planDirectory(folderWith(json), { variables: valuesOf("good") });
    // Two at a time: each plan runs the AWS provider, which takes half a gigabyte.
    [said, done] = await Promise.all([refusals(), changesOf(created)]);
  });

  const planned = (type: string) =>
    (created.resource_changes ?? []).filter((each) => each.type === type).map(({ change }) => change.after);
  const of = (type: string) => Object.entries(configuration.resource[type] ?? {}) as [string, Written][];

  /** Fails unless the rules of both ends let a security group connect to another. */
  function expectConnection(from: string, to: string, port: number): void {
    const rule = { ip_protocol: "tcp", from_port: port, to_port: port };
    const [egress, ingress] = ["egress", "ingress"].map((side) =>
      of(`aws_vpc_security_group_${side}_rule`).map(([, each]) => each),
    );
    expect(egress).toContainEqual(
      expect.objectContaining({ ...rule, security_group_id: from, referenced_security_group_id: to }),
    );
    expect(ingress).toContainEqual(
      expect.objectContaining({ ...rule, security_group_id: to, referenced_security_group_id: from }),
    );
  }

  /** Follows a listener to the tasks. */
  function expectTasksBehind(api: string, listenerName: string, balancer: Written): void {
    const listenerOfBalancer = configuration.resource.aws_lb_listener?.[listenerName] as Written;
    const group = byReference(
      configuration,
      "aws_lb_target_group",
      listenerOfBalancer.default_action[0].target_group_arn,
    );
    expect(group).toMatchObject({ target_type: "ip", port: 8000, vpc_id: "vpc-there" });
    const reached = of("aws_vpc_security_group_egress_rule")
      .map(([, rule]) => rule)
      .filter((rule) => rule.security_group_id === balancer.security_groups[0]);
    const ports = [
      group.port,
      ...(/^\d+$/.test(group.health_check.port) ? [Number(group.health_check.port)] : []),
    ];
    expect(reached.map(({ from_port }) => from_port).sort()).toEqual(ports.sort());
    for (const port of ports) {
      expectConnection(balancer.security_groups[0], `sg-${api}-service-tasks`, port);
    }
  }

  it("are only created", () => {
    const managed = (created.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    expect(managed.length).toBeGreaterThan(100);
    expect(managed.filter(({ change }) => change.actions.join() !== "create")).toEqual([]);
  });

  it.each([
    ["rest", "http", 8080],
    ["rest-tls", "https", 8443],
    ["private", "http", 80],
  ])("lead from the REST API %s to its tasks, hop by hop", (api, scheme, port) => {
    const integrations = of("aws_api_gateway_integration").filter(([name]) =>
      name.startsWith(`${api}_routes_`),
    );
    expect(integrations).toHaveLength(2);
    for (const [, integration] of integrations) {
      const link = byReference(configuration, "aws_api_gateway_vpc_link", integration.connection_id);
      expect(link.target_arns).toHaveLength(1);
      const balancer = byReference(configuration, "aws_lb", link.target_arns[0]);
      const listeners = of("aws_lb_listener").filter(
        ([, each]) => each.load_balancer_arn === `\${${balancer.address}.arn}`,
      );
      expect(listeners).toHaveLength(1);
      const [[name, only]] = listeners as [[string, Written]];
      const [, uriScheme, host, uriPort] = /^(https?):\/\/([^/]+?)(?::(\d+))?\//.exec(integration.uri) ?? [];
      expect(uriScheme).toBe(scheme);
      expect(Number(uriPort ?? { http: 80, https: 443 }[scheme])).toBe(only.port);
      expect(only).toMatchObject({ port, protocol: scheme === "https" ? "TLS" : "TCP" });
      expect(host).toBe(scheme === "https" ? "orders.example.com" : `\${${balancer.address}.dns_name}`);
      expect(balancer).toMatchObject({
        internal: true,
        enforce_security_group_inbound_rules_on_private_link_traffic: "off",
      });
      expectTasksBehind(api, name, balancer);
    }
  });

  it("lead to a load balancer that exists over a link that is made, by the custom domain alone", () => {
    const integrations = of("aws_api_gateway_integration").filter(([name]) => name.startsWith("existing_"));
    expect(integrations).toHaveLength(2);
    for (const [, { connection_id, uri }] of integrations) {
      const { target_arns } = byReference(configuration, "aws_api_gateway_vpc_link", connection_id);
      expect(target_arns).toEqual([BALANCER_ARN]);
      expect(uri).toMatch(/^https:\/\/orders\.example\.com:8443\//);
    }
    const rest = planned("aws_api_gateway_rest_api");
    expect(new Set(rest.map(({ binary_media_types }) => binary_media_types.join()))).toEqual(
      new Set(["*/*"]),
    );
    const hidden = rest.filter((each) => each.disable_execute_api_endpoint).map(({ name }) => name);
    expect(hidden.filter((name) => !name.startsWith("base-path"))).toEqual(["existing"]);
  });

  it.each([
    ["http", 80],
    ["http-tls", 443],
  ])("lead from the HTTP API %s to its tasks, hop by hop", (api, port) => {
    const integration = configuration.resource.aws_apigatewayv2_integration?.[
      `${api}_integration`
    ] as Written;
    const reached = byReference(configuration, "aws_lb_listener", integration.integration_uri);
    expect(reached.port).toBe(port);
    const balancer = byReference(configuration, "aws_lb", reached.load_balancer_arn);
    const link = byReference(configuration, "aws_apigatewayv2_vpc_link", integration.connection_id);
    expectConnection(link.security_group_ids[0], balancer.security_groups[0], port);
    expectTasksBehind(api, reached.address.split(".")[1], balancer);
  });

  it("open no load balancer and no link to addresses", () => {
    const rules = planned("aws_vpc_security_group_ingress_rule");
    expect(rules.length).toBeGreaterThan(20);
    expect(rules.filter((rule) => rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id)).toEqual([]);
  });

  describe("with values that break a rule", () => {
    it.each(Object.keys(CASES))("%s is refused by Terraform in the words of synthesis", (name) => {
      const { bad, build } = CASES[name] as Case;
      const { path, faults } = refusalOf((stack) => build(stack, `${name}-case`, bad));
      expect(faults).toHaveLength(1);
      for (const { input, allowed, fix } of faults) {
        const given = typeof bad === "string" ? `"${bad}"` : bad;
        const words = `${path} is refused: ${input} is ${given}. Allowed: ${allowed}. Fix: ${fix}.`;
        expect(said.includes(words) ? words : "nothing of the kind").toBe(words);
      }
    });
  });

  const doneTo = (api: string) =>
    Object.fromEntries(
      Object.entries(done)
        .filter(([address]) => new RegExp(`\\.${api}_`).test(address))
        .map(([address, actions]) => [address.replace("aws_", "").replace(`${api}_`, ""), actions]),
    );
  const replaced = "create,delete";

  it("get a new deployment when an integration changes, and the stage moves to it", () => {
    expect(doneTo("rest")).toEqual({
      "api_gateway_integration.routes_ANY_integration": "update",
      "api_gateway_integration.routes_any-proxy_ANY_integration": "update",
      "api_gateway_deployment.deployment": replaced,
      "api_gateway_stage.stage": "update",
    });
  });

  it.each(["rest-tls", "private"])(
    "get all that leads to a new load balancer before the old one goes, with the stage of %s moved in between",
    (api) => {
      expect(doneTo(api)).toEqual({
        "lb.load-balancer": replaced,
        "lb_target_group.load-balancer_listener_target-group": replaced,
        "lb_listener.load-balancer_listener": replaced,
        "api_gateway_vpc_link.load-balancer_vpc-link": replaced,
        "api_gateway_integration.routes_ANY_integration": "update",
        "api_gateway_integration.routes_any-proxy_ANY_integration": "update",
        "api_gateway_deployment.deployment": replaced,
        "api_gateway_stage.stage": "update",
      });
    },
  );

  it("of the second kind lead to a new load balancer over a new link, both made first", () => {
    expect(doneTo("http")).toEqual({
      "lb.load-balancer": replaced,
      "lb_target_group.load-balancer_listener_target-group": replaced,
      "lb_listener.load-balancer_listener": replaced,
      "apigatewayv2_vpc_link.vpc-link": replaced,
      "apigatewayv2_integration.integration": "update",
    });
  });

  it("are left alone by the change of others", () => {
    expect(doneTo("http-tls")).toEqual({});
  });
});

/** A private API of each kind of authorization, and a service of the same VPC that may call both. */
function buildPrivateApis(stack: TestStack): void {
  const made = new PrivateNetwork(stack, "network", {
    name: "app",
    region,
    zones: ["euc1-az1", "euc1-az3"],
    cidrBlock: "10.0.0.0/20",
    subnetGroups: ["task", "endpoint", "balancer"].map((name) => ({ name, prefixLength: 26 })),
  });
  const endpoints = new VpcEndpoints(stack, "endpoints", {
    name: "app",
    subnets: made.subnetGroup("endpoint"),
  });
  const cluster = new PrivateCluster(stack, "cluster", { name: "app" });
  const service = (name: string, environment?: Record<string, string>) =>
    new PrivateService(stack, name, {
      name,
      cluster,
      endpoints,
      subnets: made.subnetGroup("task"),
      containers: { web: { image: ContainerImage.uri(`${REGISTRY}/${name}:1`), port: 8000, environment } },
    });
  const endpoint = ApiEndpoint.private({ vpcEndpoints: [endpoints.interface(AwsService.executeApi)] });
  const privateApi = (name: string, authorization: RestAuthorization) =>
    new PrivateIntegrationApi(stack, name, {
      name,
      target: service(`${name}-service`).container("web"),
      subnets: made.subnetGroup("balancer"),
      endpoint,
      authorization,
      logs,
    });
  const orders = privateApi("orders", Authorization.iam());
  const catalogue = privateApi("catalogue", Authorization.cognito({ userPoolArns: [USER_POOL] }));
  // The caller is told the address, which comes after the stage, which comes after the endpoint.
  const client = service("client", { ORDERS: orders.invokeUrl, CATALOGUE: catalogue.invokeUrl });
  orders.grantInvoke(client);
  catalogue.grantInvoke(client);
}

describeWithTerraform("private APIs and their caller in one VPC", () => {
  let json: string;
  let created: PlanJson;
  beforeAll(async () => {
    json = synthesize(buildPrivateApis);
    created = await planDirectory(folderWith(json));
  });

  const arguments_ = (type: string, name: string): Written =>
    JSON.parse(json).resource[type][name] as Written;
  const statementsOf = (policy: string) => JSON.parse(policy).Statement as Written[];
  const arn = (api: string) => `\${aws_api_gateway_rest_api.${api}.execution_arn}`;

  it("are planned: nothing waits for itself", () => {
    const managed = (created.resource_changes ?? []).filter(({ mode }) => mode === "managed");
    expect(managed.filter(({ change }) => change.actions.join() !== "create")).toEqual([]);
    const types = managed.map(({ type }) => type);
    expect(types.filter((type) => type === "aws_api_gateway_rest_api_policy")).toHaveLength(2);
    expect(types.filter((type) => type === "aws_api_gateway_stage")).toHaveLength(2);
  });

  it("are let through by the endpoint: signed calls of the role, and unsigned ones", () => {
    const statements = statementsOf(arguments_("aws_vpc_endpoint", "endpoints_execute-api").policy);
    const invoke = { Effect: "Allow", Principal: "*", Action: ["execute-api:Invoke"] };
    expect(statements).toEqual([
      {
        ...invoke,
        Resource: [`${arn("orders")}/prod/*`],
        Condition: { ArnEquals: { "aws:PrincipalArn": ["${aws_iam_role.client_task_role.arn}"] } },
      },
      { ...invoke, Resource: [`${arn("catalogue")}/prod/*`] },
    ]);
  });

  it.each([
    ["orders", "${local.orders_account}"],
    ["catalogue", "*"],
  ])("let in what comes through the endpoint: %s", (api, principal) => {
    const statements = statementsOf(arguments_("aws_api_gateway_rest_api_policy", `${api}_policy`).policy);
    const ids = { "aws:SourceVpce": ["${aws_vpc_endpoint.endpoints_execute-api.id}"] };
    const everything = { Action: ["execute-api:Invoke"], Resource: [`${arn(api)}/*`] };
    expect(statements).toEqual([
      { Effect: "Allow", Principal: { AWS: principal }, ...everything, Condition: { StringEquals: ids } },
      { Effect: "Deny", Principal: { AWS: "*" }, ...everything, Condition: { StringNotEquals: ids } },
    ]);
  });

  it("are called by a role that may, and a service that starts when it can", () => {
    const [only, ...others] = Object.entries(
      JSON.parse(json).resource.aws_iam_role_policy as Record<string, Written>,
    ).filter(([, { policy }]) => policy.includes("execute-api:Invoke"));
    expect(others).toEqual([]);
    expect(only?.[1].role).toBe("${aws_iam_role.client_task_role.name}");
    expect(statementsOf(only?.[1].policy)[0]?.Resource).toEqual([`${arn("orders")}/prod/*`]);
    expect(arguments_("aws_ecs_service", "client").depends_on).toEqual(
      expect.arrayContaining(["aws_vpc_endpoint.endpoints_execute-api", `aws_iam_role_policy.${only?.[0]}`]),
    );
  });
});

/** Attributes that AWS gives, and that others are written with. */
const GIVEN: Readonly<Record<string, (name: string) => string>> = {
  dns_name: (name) => `${name}.elb.example.com`,
  execution_arn: (name) => `arn:aws:execute-api:${region}:111122223333:${name}`,
  root_resource_id: (name) => `root-of-${name}`,
  stage_name: () => "prod",
  http_method: () => "ANY",
};

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes: Record<string, unknown> }[];
  }[];
}

/** What Terraform says to values that break every rule. */
async function refusals(): Promise<string> {
  const planned = planDirectory(folderWith(synthesize(buildCases)), { variables: valuesOf("bad") });
  const { message } = await planned.then(
    () => new Error("Terraform found nothing wrong"),
    (error: Error) => error,
  );
  return message.replace(/[\s│╵╷]+/g, " ");
}

/** What a plan does, by address; what it leaves alone is left out. */
function actionsOf(plan: PlanJson): Map<string, string> {
  const changed = (plan.resource_changes ?? []).filter(({ change }) => change.actions[0] !== "no-op");
  return new Map(changed.map(({ address, change }) => [address, change.actions.join()]));
}

/** What is done to the APIs when some lose a zone, which replaces their load balancers, and one gets another timeout. */
async function changesOf(created: PlanJson): Promise<Record<string, string>> {
  const before = synthesize((stack) => buildApis(stack));
  const state = stateOf(created, before);
  const unchanged = await planDirectory(folderWith(before), { state });
  setTriggers(state, unchanged);
  const after = synthesize((stack) => {
    buildApis(stack, { zones: ZONES.filter((zone) => zone !== "euc1-az2"), timeoutInSeconds: 5 });
  });
  const plan = await planDirectory(folderWith(after), { state });
  // The made-up state lacks some of what AWS would say, and so has changes of its own, and first no hashes of the deployments.
  const lacking = actionsOf(unchanged);
  const followsHash = /^aws_api_gateway_(deployment|stage)[.]/;
  return Object.fromEntries(
    [...actionsOf(plan)].filter(([address, actions]) => {
      return followsHash.test(address) || lacking.get(address) !== actions;
    }),
  );
}

/** The state after an apply of a part of a plan, with what AWS gives made up beside what `stateAfter` makes up. */
function stateOf(plan: PlanJson, json: string): State {
  const names = Object.keys(GIVEN).join("|");
  const references = new RegExp(`\\$\\{aws_\\w+\\.([\\w-]+)\\.(${names})\\}`, "g");
  const text = json.replace(references, (_, name, attribute) => GIVEN[attribute]?.(name) ?? "");
  const configuration: Configuration = JSON.parse(text);
  const part = (plan.resource_changes ?? []).filter(({ type, name }) => configuration.resource[type]?.[name]);
  const state = stateAfter({ ...plan, resource_changes: part }, configuration) as State;
  for (const { name, instances } of state.resources) {
    for (const { attributes } of instances) {
      for (const [attribute, value] of Object.entries(GIVEN)) {
        if (attribute in attributes) attributes[attribute] ??= value(name);
      }
    }
  }
  return state;
}

/** Takes over the hashes that Terraform computed of what is in the state. */
function setTriggers(state: State, plan: PlanJson): void {
  for (const { type, name, instances } of state.resources) {
    const planned = plan.resource_changes?.find((each) => each.type === type && each.name === name);
    const triggers = planned?.change.after?.triggers;
    for (const { attributes } of instances) if (triggers) attributes.triggers = triggers;
  }
}
