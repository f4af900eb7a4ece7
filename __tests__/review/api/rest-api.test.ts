import { apiPaths } from "../../../review/paths/api";
import { graphOf, pathsIn, type Resources, remove, restStack, set, update, verdictOf, words } from "./stack";

const INTEGRATION = "aws_api_gateway_integration.proxy";
const integrating = (change: Parameters<typeof update>[2]) =>
  verdictOf(restStack((resources) => update(resources, INTEGRATION, change)));

describe("a REST API over a VPC link to tasks", () => {
  test("is proven hop by hop", () => {
    const { id, verdict, said, evidence } = verdictOf(restStack());
    expect({ id, verdict, said }).toEqual({
      id: "aws_api_gateway_rest_api.main -> aws_ecs_service.web:8000",
      verdict: "PROVEN",
      said: [],
    });
    for (const rule of [
      "API-01",
      "API-02",
      "API-04",
      "API-09",
      "LB-02",
      "LB-03",
      "LB-04",
      "LB-05",
      "LB-06",
      "SG-01",
      "RT-01",
    ]) {
      expect(evidence.filter((text) => text.startsWith(rule))).not.toEqual([]);
    }
  });

  test("is one path for all methods that lead the same way", () => {
    const resources = restStack((all) => {
      set(all, "aws_api_gateway_integration.root", {
        ...all.aws_api_gateway_integration?.proxy,
        resource_id: "${aws_api_gateway_rest_api.main.root_resource_id}",
        uri: "http://${aws_lb.main.dns_name}:9000/",
        request_parameters: undefined,
      });
    });
    delete resources.aws_api_gateway_integration?.root?.request_parameters;
    const { verdict, said } = verdictOf(resources);
    expect(verdict).toBe("BROKEN");
    expect(said).toEqual(["API-01 BROKEN aws_api_gateway_integration.root"]);
  });

  test("can be asked for", () => {
    const graph = graphOf(restStack());
    const at = (address: string) => {
      const resource = graph.at(address);
      if (!resource) throw new Error(`${address} is not there`);
      return resource;
    };
    const between = (from: string, to: string, port?: number) =>
      apiPaths.between(graph, at(from), at(to), port).map((draft) => draft.to);
    expect(between("aws_api_gateway_rest_api.main", "aws_ecs_service.web", 8000)).toEqual([
      "aws_ecs_service.web",
    ]);
    expect(between("aws_api_gateway_stage.live", "aws_ecs_task_definition.web")).toEqual([
      "aws_ecs_service.web",
    ]);
    expect(between("aws_api_gateway_rest_api.main", "aws_ecs_service.web", 9000)).toEqual([]);
    expect(between("aws_lb.main", "aws_ecs_service.web")).toEqual([]);
  });
});

describe("API-01", () => {
  test.each([
    ["http://${aws_lb.main.dns_name}:8000/{proxy}", "http://${aws_lb.main.dns_name}/{proxy}"],
    ["https://orders.example.com/{proxy}", "http"],
    ["http://${aws_lb.main.dns_name}:81/{proxy}", "port 80, 443"],
  ])("breaks on a port that no listener has: %s", (uri, cure) => {
    const { verdict, said, findings } = integrating({ uri });
    expect(verdict).toBe("BROKEN");
    expect(said).toEqual([`API-01 BROKEN ${INTEGRATION}`]);
    expect(words(findings)).toContain(cure);
  });

  test("proposes the listener that no other integration calls", () => {
    const change = (all: Resources) => {
      set(all, "aws_lb_listener.admin", { ...all.aws_lb_listener?.web, port: 8081 });
      update(all, INTEGRATION, { uri: "http://orders.example.com:9090/{proxy}" });
      set(all, "aws_api_gateway_integration.other", {
        ...all.aws_api_gateway_integration?.proxy,
        uri: "http://orders.example.com/",
      });
    };
    const findings = pathsIn(restStack(change)).flatMap(({ hops }) => hops.flatMap((hop) => hop.findings));
    const fixes = findings.filter(({ rule }) => rule === "API-01").map(({ fix }) => fix);
    expect(fixes).toEqual(['uri = "http://orders.example.com:8081/{proxy}"']);
  });

  test("does not mind the host, which does not route", () => {
    expect(integrating({ uri: "http://orders.example.com:80/{proxy}" }).verdict).toBe("PROVEN");
  });

  test.each([
    "${var.backend}",
    "http://${var.backend}/{proxy}",
    "http://${aws_lb.main.dns_name}:${var.backend}/{proxy}",
  ])("cannot tell the port of %s", (uri) => {
    const { verdict, said } = integrating({ uri });
    expect(verdict).toBe("UNKNOWN");
    expect(said).toContain(`API-01 UNKNOWN ${INTEGRATION}`);
  });

  test("takes the port from a reference to the listener", () => {
    const uri = "http://${aws_lb.main.dns_name}:${aws_lb_listener.web.port}/{proxy}";
    expect(integrating({ uri }).verdict).toBe("PROVEN");
  });

  test("breaks if it is not an absolute URI, or none", () => {
    expect(integrating({ uri: "${aws_lb.main.dns_name}/{proxy}" }).verdict).not.toBe("PROVEN");
    expect(integrating({ uri: "main.example.com/{proxy}" }).said).toContain(`API-01 BROKEN ${INTEGRATION}`);
    expect(integrating({ uri: undefined }).said).toContain(`API-01 BROKEN ${INTEGRATION}`);
  });

  test("leaves a load balancer without listeners to others", () => {
    const { verdict, said } = verdictOf(restStack((all) => remove(all, "aws_lb_listener.web")));
    expect(verdict).toBe("UNKNOWN");
    expect(said).toEqual([`API-01 UNKNOWN ${INTEGRATION}`]);
  });

  const onTls = (change: (all: Resources) => void) =>
    verdictOf(
      restStack((all) => {
        update(all, "aws_lb_listener.web", {
          port: 443,
          protocol: "TLS",
          certificate_arn: "arn:aws:acm:eu-central-1:111122223333:certificate/x",
        });
        change(all);
      }),
    );

  test("holds the scheme against the protocol of the listener", () => {
    const https = onTls((all) => update(all, INTEGRATION, { uri: "https://orders.example.com/{proxy}" }));
    expect([https.verdict, https.said]).toEqual(["PROVEN", []]);
    const http = onTls((all) => update(all, INTEGRATION, { uri: "http://orders.example.com:443/{proxy}" }));
    expect(http.said).toEqual([`API-13 BROKEN ${INTEGRATION}`]);
    expect(words(http.findings)).toContain('uri = "https://orders.example.com:443/{proxy}"');
  });

  test("takes TLS behind a TCP listener as known only if the health check speaks it", () => {
    const change = (health?: object) => (all: Resources) => {
      update(all, "aws_lb_listener.web", { port: 443 });
      update(all, INTEGRATION, { uri: "https://orders.example.com/{proxy}" });
      update(all, "aws_lb_target_group.web", { health_check: health });
    };
    expect(verdictOf(restStack(change())).said).toEqual([`API-13 UNKNOWN ${INTEGRATION}`]);
    expect(verdictOf(restStack(change([{ protocol: "HTTPS" }]))).verdict).toBe("PROVEN");
  });

  test.each([
    [{ type: "AWS_PROXY" }, "HTTP_PROXY"],
    [{ integration_http_method: undefined }, "integration_http_method"],
    [{ connection_type: undefined }, "VPC_LINK"],
    [{ connection_id: undefined }, "connection_id"],
  ])("breaks on an incomplete integration: %j", (change, cure) => {
    const { said, findings } = integrating(change);
    expect(said).toContain(`API-12 BROKEN ${INTEGRATION}`);
    expect(words(findings)).toContain(cure);
  });

  test("follows a variable of the stage to the link", () => {
    const change = (variables?: object) =>
      verdictOf(
        restStack((all) => {
          update(all, INTEGRATION, { connection_id: "$${stageVariables.link}" });
          update(all, "aws_api_gateway_stage.live", { variables });
        }),
      );
    expect(change({ link: "${aws_api_gateway_vpc_link.main.id}" }).verdict).toBe("PROVEN");
    expect(change().verdict).toBe("UNKNOWN");
  });

  test("does not pass over a body that it cannot read", () => {
    const body = (text: string) =>
      restStack((all) => {
        for (const type of ["integration", "method", "resource"]) delete all[`aws_api_gateway_${type}`];
        update(all, "aws_api_gateway_rest_api.main", { body: text });
      });
    expect(verdictOf(body("openapi: 3.0.1\nx: ${aws_api_gateway_vpc_link.main.id}"))).toMatchObject({
      verdict: "UNKNOWN",
      said: expect.arrayContaining(["API-01 UNKNOWN aws_api_gateway_rest_api.main"]),
    });
    expect(pathsIn(body("openapi: 3.0.1"))).toEqual([]);
  });

  test("sees integrations in an OpenAPI body", () => {
    const body = (uri: string) =>
      restStack((all) => {
        for (const type of ["resource", "method", "integration"]) delete all[`aws_api_gateway_${type}`];
        update(all, "aws_api_gateway_deployment.main", {
          triggers: { body: "${sha1(aws_api_gateway_rest_api.main.body)}" },
        });
        update(all, "aws_api_gateway_rest_api.main", {
          body: JSON.stringify({
            openapi: "3.0.1",
            paths: {
              "/{proxy+}": {
                "x-amazon-apigateway-any-method": {
                  parameters: [{ name: "proxy", in: "path" }],
                  "x-amazon-apigateway-integration": {
                    type: "http_proxy",
                    httpMethod: "ANY",
                    uri,
                    connectionType: "VPC_LINK",
                    connectionId: "${aws_api_gateway_vpc_link.main.id}",
                    requestParameters: { "integration.request.path.proxy": "method.request.path.proxy" },
                  },
                },
              },
            },
          }),
        });
      });
    expect(verdictOf(body("http://${aws_lb.main.dns_name}/{proxy}"))).toMatchObject({
      verdict: "PROVEN",
      said: [],
    });
    expect(verdictOf(body("http://${aws_lb.main.dns_name}:8000/{proxy}")).said).toEqual([
      "API-01 BROKEN aws_api_gateway_rest_api.main",
    ]);
  });

  test("leaves integrations of the internet alone", () => {
    const change = {
      connection_type: undefined,
      connection_id: undefined,
      uri: "https://example.com/{proxy}",
    };
    expect(pathsIn(restStack((all) => update(all, INTEGRATION, change)))).toEqual([]);
  });
});

describe("API-02", () => {
  const enforcing = (value: unknown, rule?: object) =>
    verdictOf(
      restStack((all) => {
        update(all, "aws_lb.main", { enforce_security_group_inbound_rules_on_private_link_traffic: value });
        if (rule) {
          set(all, "aws_vpc_security_group_ingress_rule.lb", {
            security_group_id: "${aws_security_group.lb.id}",
            ip_protocol: "tcp",
            from_port: 80,
            to_port: 80,
            ...rule,
          });
        }
      }),
    );
  const BROKEN = ["API-02 BROKEN aws_lb.main"];
  const UNKNOWN = ["API-02 UNKNOWN aws_lb.main"];

  test.each([
    [undefined, undefined, BROKEN],
    ["on", undefined, BROKEN],
    ["on", { cidr_ipv4: "10.0.0.0/16" }, BROKEN],
    ["on", { cidr_ipv4: "${aws_vpc.main.cidr_block}" }, BROKEN],
    ["on", { referenced_security_group_id: "${aws_security_group.tasks.id}" }, BROKEN],
    ["on", { cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 }, BROKEN],
    ["on", { cidr_ipv4: "0.0.0.0/0" }, []],
    [undefined, { cidr_ipv4: "0.0.0.0/0", ip_protocol: "-1", from_port: undefined, to_port: undefined }, []],
    ["on", { cidr_ipv4: "10.0.0.0/8" }, UNKNOWN],
    ["on", { prefix_list_id: "pl-0123456789abcdef0" }, UNKNOWN],
    ["${var.enforce}", undefined, UNKNOWN],
  ])("enforcement %p with rule %j", (value, rule, expected) => {
    expect(enforcing(value, rule).said).toEqual(expected);
  });

  test("needs no rule at all if enforcement is off, or without security groups", () => {
    expect(enforcing("off").said).toEqual([]);
    const change = (all: Resources) => {
      update(all, "aws_lb.main", {
        security_groups: undefined,
        enforce_security_group_inbound_rules_on_private_link_traffic: undefined,
      });
      update(all, "aws_vpc_security_group_ingress_rule.tasks_lb", {
        referenced_security_group_id: undefined,
        cidr_ipv4: "10.0.0.0/16",
      });
    };
    expect(verdictOf(restStack(change))).toMatchObject({ verdict: "PROVEN", said: [] });
  });
});

describe("API-04", () => {
  const DEPLOYMENT = "aws_api_gateway_deployment.main";
  test("warns of a deployment without triggers, or with others", () => {
    const without = verdictOf(restStack((all) => update(all, DEPLOYMENT, { triggers: undefined })));
    expect([without.verdict, without.said]).toEqual(["PROVEN", [`API-04 warning ${DEPLOYMENT}`]]);
    const other = restStack((all) => update(all, DEPLOYMENT, { triggers: { other: "${aws_vpc.main.id}" } }));
    expect(verdictOf(other).said).toEqual([`API-04 warning ${DEPLOYMENT}`]);
  });

  test("does not know of deployments elsewhere", () => {
    for (const address of [DEPLOYMENT, "aws_api_gateway_stage.live"]) {
      const { verdict, said } = verdictOf(restStack((all) => remove(all, address)));
      expect([verdict, said]).toEqual(["UNKNOWN", ["API-04 UNKNOWN aws_api_gateway_rest_api.main"]]);
    }
  });
});

describe("API-09", () => {
  test("breaks on braces that nothing fills, and on a parameter that the method does not take", () => {
    expect(integrating({ request_parameters: undefined }).said).toEqual([`API-09 BROKEN ${INTEGRATION}`]);
    const change = (all: Resources) =>
      update(all, "aws_api_gateway_method.proxy", { request_parameters: undefined });
    expect(verdictOf(restStack(change)).said).toEqual(["API-09 BROKEN aws_api_gateway_method.proxy"]);
  });

  test("warns of a path that is not handed on", () => {
    const { verdict, said } = integrating({ uri: "http://${aws_lb.main.dns_name}/" });
    expect([verdict, said]).toEqual(["PROVEN", [`API-09 warning ${INTEGRATION}`]]);
  });
});

test("API-11 warns of a timeout above the quota", () => {
  expect(integrating({ timeout_milliseconds: 60000 })).toMatchObject({
    verdict: "PROVEN",
    said: [`API-11 warning ${INTEGRATION}`],
  });
  expect(integrating({ timeout_milliseconds: 29000 }).said).toEqual([]);
});

test("a REST API over a VPC link V2 is held against both security groups", () => {
  const change = (target: string | undefined) => (all: Resources) => {
    set(all, "aws_security_group.link", { vpc_id: "${aws_vpc.main.id}" });
    set(all, "aws_apigatewayv2_vpc_link.main", {
      subnet_ids: ["${aws_subnet.a.id}", "${aws_subnet.b.id}"],
      security_group_ids: ["${aws_security_group.link.id}"],
    });
    set(all, "aws_vpc_security_group_egress_rule.link", {
      security_group_id: "${aws_security_group.link.id}",
      referenced_security_group_id: "${aws_security_group.lb.id}",
      ip_protocol: "tcp",
      from_port: 80,
      to_port: 80,
    });
    update(all, INTEGRATION, {
      connection_id: "${aws_apigatewayv2_vpc_link.main.id}",
      integration_target: target,
    });
  };
  expect(verdictOf(restStack(change("${aws_lb.main.arn}"))).said).toEqual([
    "SG-01 BROKEN aws_security_group.lb",
  ]);
  expect(verdictOf(restStack(change(undefined))).said).toContain(`API-12 BROKEN ${INTEGRATION}`);
});
