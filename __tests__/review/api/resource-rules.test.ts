import {
  httpStack,
  loadBalancerStack,
  type Resources,
  resourceFindings,
  restStack,
  set,
  update,
} from "./stack";

const rest = (change?: (all: Resources) => void) => resourceFindings(restStack(change));

test("stacks that are right have nothing to object to", () => {
  expect([...rest(), ...resourceFindings(httpStack()), ...resourceFindings(loadBalancerStack())]).toEqual([]);
});

describe("LB-07", () => {
  const listener = (change: object, kind: string | undefined = "network") =>
    resourceFindings(
      loadBalancerStack((all) => {
        update(all, "aws_lb.main", { load_balancer_type: kind });
        update(all, "aws_lb_listener.web", { ...change });
      }),
    );
  const BROKEN = ["LB-07 BROKEN aws_lb_listener.web"];

  test.each([
    [{ protocol: "HTTP" }, "network", BROKEN],
    [{ protocol: undefined }, "network", BROKEN],
    [{ port: undefined }, "network", BROKEN],
    [{ protocol: "TLS" }, "network", BROKEN],
    [{ protocol: "TLS", certificate_arn: "${aws_acm_certificate.x.arn}" }, "network", []],
    [{ protocol: "TCP" }, "application", BROKEN],
    [{ protocol: undefined }, "application", []],
    [{ protocol: "HTTPS" }, "application", BROKEN],
    [{ protocol: "HTTP" }, "${var.kind}", []],
    [{ protocol: undefined, port: undefined }, "gateway", []],
  ])("%j at a load balancer of type %s", (change, kind, expected) => {
    expect(listener(change, kind).filter((text) => text.startsWith("LB-07"))).toEqual(expected);
  });
});

describe("API-10", () => {
  const LINK = "aws_api_gateway_vpc_link.main";
  test.each([
    [["${aws_lb.main.arn}", "${aws_lb.other.arn}"], ["API-10 BROKEN aws_api_gateway_vpc_link.main"]],
    [[], ["API-10 BROKEN aws_api_gateway_vpc_link.main"]],
    [["${aws_lb.other.arn}"], ["API-10 BROKEN aws_api_gateway_vpc_link.main"]],
    [
      ["arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/x/1"],
      ["API-10 BROKEN aws_api_gateway_vpc_link.main"],
    ],
    [["arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/x/1"], []],
    ["${var.targets}", []],
  ])("target_arns %j", (targets, expected) => {
    const change = (all: Resources) => {
      set(all, "aws_lb.other", { load_balancer_type: "application" });
      update(all, LINK, { target_arns: targets });
    };
    expect(rest(change)).toEqual(expected);
  });
});

describe("API-05", () => {
  const api = (more: object, change: (all: Resources) => void = () => {}) =>
    rest((all) => {
      update(all, "aws_api_gateway_rest_api.main", {
        endpoint_configuration: [{ types: ["PRIVATE"] }],
        ...more,
      });
      change(all);
    });
  test("a private API needs a policy, in whichever form", () => {
    expect(api({})).toEqual(["API-05 BROKEN aws_api_gateway_rest_api.main"]);
    expect(api({ policy: "{}" })).toEqual([]);
    expect(api({ body: JSON.stringify({ "x-amazon-apigateway-policy": {} }) })).toEqual([]);
    expect(api({ body: "${var.body}" })).toEqual(["API-05 UNKNOWN aws_api_gateway_rest_api.main"]);
    const policy = { rest_api_id: "${aws_api_gateway_rest_api.main.id}", policy: "{}" };
    expect(api({}, (all) => set(all, "aws_api_gateway_rest_api_policy.main", policy))).toEqual([]);
    expect(api({ endpoint_configuration: [{ types: ["REGIONAL"] }] })).toEqual([]);
  });
});

test("API-06: an authorizer that decides is named", () => {
  const method = (more: object) => rest((all) => update(all, "aws_api_gateway_method.proxy", { ...more }));
  expect(method({ authorization: "CUSTOM" })).toEqual(["API-06 BROKEN aws_api_gateway_method.proxy"]);
  expect(method({ authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.x.id}" })).toEqual(
    [],
  );
  const route = (all: Resources) => update(all, "aws_apigatewayv2_route.web", { authorization_type: "JWT" });
  expect(resourceFindings(httpStack(route))).toEqual(["API-06 BROKEN aws_apigatewayv2_route.web"]);
});

test("API-07: logs need the role of the account", () => {
  const logging = (all: Resources) =>
    update(all, "aws_api_gateway_stage.live", {
      access_log_settings: [{ destination_arn: "arn:x", format: "{}" }],
    });
  expect(rest(logging)).toEqual(["API-07 warning aws_api_gateway_stage.live"]);
  const change = (all: Resources) => {
    logging(all);
    set(all, "aws_api_gateway_account.this", { cloudwatch_role_arn: "${aws_iam_role.x.arn}" });
  };
  expect(rest(change)).toEqual([]);
});

test("API-08: no web ACL for an HTTP API", () => {
  const acl = (arn: string) => (all: Resources) =>
    set(all, "aws_wafv2_web_acl_association.x", { resource_arn: arn, web_acl_arn: "arn:x" });
  expect(resourceFindings(httpStack(acl("${aws_apigatewayv2_stage.live.arn}")))).toEqual([
    "API-08 BROKEN aws_wafv2_web_acl_association.x",
  ]);
  expect(rest(acl("${aws_api_gateway_stage.live.arn}"))).toEqual([]);
  expect(resourceFindings(httpStack(acl("${aws_lb.main.arn}")))).toEqual([]);
});
