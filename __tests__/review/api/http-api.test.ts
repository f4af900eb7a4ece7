import { httpStack, pathsIn, type Resources, remove, set, update, verdictOf, words } from "./stack";

const INTEGRATION = "aws_apigatewayv2_integration.web";
const integrating = (change: Parameters<typeof update>[2]) =>
  verdictOf(httpStack((resources) => update(resources, INTEGRATION, change)));

describe("an HTTP API over a VPC link to tasks", () => {
  test("is proven hop by hop", () => {
    const { id, verdict, said, evidence } = verdictOf(httpStack());
    expect({ id, verdict, said }).toEqual({
      id: "aws_apigatewayv2_api.main -> aws_ecs_service.web:8000",
      verdict: "PROVEN",
      said: [],
    });
    for (const rule of ["API-03", "API-15", "LB-02", "LB-04", "SG-01"]) {
      expect(evidence.filter((text) => text.startsWith(rule))).not.toEqual([]);
    }
  });

  test.each([
    ["aws_vpc_security_group_egress_rule.link_lb", "aws_security_group.link"],
    ["aws_vpc_security_group_ingress_rule.lb_link", "aws_security_group.lb"],
    ["aws_vpc_security_group_egress_rule.lb_tasks", "aws_security_group.lb"],
    ["aws_vpc_security_group_ingress_rule.tasks_lb", "aws_security_group.tasks"],
  ])("breaks without %s", (rule, group) => {
    expect(verdictOf(httpStack((all) => remove(all, rule))).said).toEqual([`SG-01 BROKEN ${group}`]);
  });

  test("reaches targets by rules of a listener that answers by itself otherwise", () => {
    const change = (all: Resources) => {
      update(all, "aws_lb_listener.web", {
        default_action: [{ type: "fixed-response", fixed_response: [{ content_type: "text/plain" }] }],
      });
      set(all, "aws_lb_listener_rule.web", {
        listener_arn: "${aws_lb_listener.web.arn}",
        action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.web.arn}" }],
        condition: [{ path_pattern: [{ values: ["/*"] }] }],
      });
      update(all, "aws_ecs_service.web", { depends_on: ["aws_lb_listener_rule.web"] });
    };
    expect(verdictOf(httpStack(change))).toMatchObject({ verdict: "PROVEN", said: [] });
  });

  test("does not know of rules elsewhere", () => {
    const change = (all: Resources) =>
      update(all, "aws_lb_listener.web", { default_action: [{ type: "fixed-response" }] });
    expect(verdictOf(httpStack(change))).toMatchObject({
      verdict: "UNKNOWN",
      said: ["LB-02 UNKNOWN aws_lb_listener.web"],
    });
  });
});

describe("API-03", () => {
  test.each([
    [{ integration_uri: "${aws_lb.main.arn}" }, "integration_uri = aws_lb_listener.web.arn"],
    [{ integration_uri: "http://${aws_lb.main.dns_name}/" }, "is a URL"],
    [{ integration_method: undefined }, "integration_method"],
    [{ integration_type: "AWS_PROXY" }, "HTTP_PROXY"],
    [{ payload_format_version: "2.0" }, "1.0"],
    [{ tls_config: [{ server_name_to_verify: "orders.example.com" }] }, "tls_config"],
  ])("breaks on %j", (change, cure) => {
    const { said, verdict, findings } = integrating(change);
    expect([verdict, said]).toEqual(["BROKEN", [`API-03 BROKEN ${INTEGRATION}`]]);
    expect(words(findings)).toContain(cure);
  });

  test("calls a listener for HTTPS by HTTPS", () => {
    const change = (tls?: object) => (all: Resources) => {
      update(all, "aws_lb_listener.web", {
        protocol: "HTTPS",
        certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/x",
      });
      update(all, INTEGRATION, { tls_config: tls });
    };
    expect(verdictOf(httpStack(change({ server_name_to_verify: "orders.example.com" }))).said).toEqual([]);
    expect(verdictOf(httpStack(change())).said).toEqual([`API-03 BROKEN ${INTEGRATION}`]);
  });

  test("does not know a listener elsewhere", () => {
    const { verdict, said } = integrating({
      integration_uri: "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/x/1/2",
    });
    expect([verdict, said]).toEqual(["UNKNOWN", [`API-03 UNKNOWN ${INTEGRATION}`]]);
  });
});

describe("API-04", () => {
  test("does not know of routes and stages elsewhere", () => {
    const route = verdictOf(httpStack((all) => remove(all, "aws_apigatewayv2_route.web")));
    expect(route.said).toEqual([`API-15 UNKNOWN ${INTEGRATION}`]);
    const stage = verdictOf(
      httpStack((all) => update(all, "aws_apigatewayv2_stage.live", { auto_deploy: false })),
    );
    expect(stage.said).toEqual(["API-15 UNKNOWN aws_apigatewayv2_stage.live"]);
  });
});

describe("a service in Cloud Map", () => {
  const discovered = (type: string, port = 8000) =>
    httpStack((all) => {
      for (const address of ["aws_lb.main", "aws_lb_listener.web", "aws_lb_target_group.web"])
        remove(all, address);
      update(all, INTEGRATION, { integration_uri: "${aws_service_discovery_service.web.arn}" });
      set(all, "aws_service_discovery_service.web", {
        name: "web",
        dns_config: [{ dns_records: [{ type, ttl: 10 }] }],
      });
      update(all, "aws_ecs_service.web", {
        load_balancer: undefined,
        service_registries: [
          {
            registry_arn: "${aws_service_discovery_service.web.arn}",
            container_name: "web",
            container_port: port,
          },
        ],
      });
      set(all, "aws_vpc_security_group_egress_rule.link_tasks", {
        security_group_id: "${aws_security_group.link.id}",
        referenced_security_group_id: "${aws_security_group.tasks.id}",
        ip_protocol: "tcp",
        from_port: 8000,
        to_port: 8000,
      });
      update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", {
        referenced_security_group_id: "${aws_security_group.link.id}",
      });
    });

  test("is reached without a load balancer", () => {
    expect(verdictOf(discovered("SRV"))).toMatchObject({
      id: "aws_apigatewayv2_api.main -> aws_ecs_service.web:8000",
      verdict: "PROVEN",
      said: [],
    });
  });

  test("may have no port in its records, and another than the rules admit", () => {
    expect(verdictOf(discovered("A")).said).toEqual(["API-14 UNKNOWN aws_service_discovery_service.web"]);
    expect(verdictOf(discovered("SRV", 9000)).said).toEqual([
      "SG-01 BROKEN aws_security_group.link",
      "SG-01 BROKEN aws_security_group.tasks",
    ]);
  });
});

test("an integration of the internet is no path into a VPC", () => {
  const change = {
    connection_type: undefined,
    connection_id: undefined,
    integration_uri: "https://example.com",
  };
  expect(pathsIn(httpStack((all) => update(all, INTEGRATION, change)))).toEqual([]);
});
