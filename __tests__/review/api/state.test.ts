import { apiPaths } from "../../../review/paths/api";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { type Body, httpStack, judged, type Resources, restStack, update } from "./stack";

/** What an attribute holds once a resource is made. */
const made = (type: string, name: string, attribute: string) =>
  attribute === "http_method" ? "ANY" : `${type}-${name}-${attribute}`.replaceAll("_", "-");

/** A configuration as the state that comes of it: ids in place of references, and what nobody has set as empty as the provider leaves it. */
function stateOf(resources: Resources): JsonObject {
  const text = JSON.stringify(resources)
    .replace(/\$\{sha1\([^}]*\)\}/g, "da39a3ee")
    .replace(/\$\{(\w+)\.(\w+)\.(\w+)\}/g, (_, type, name, attribute) => made(type, name, attribute));
  const list = Object.entries(JSON.parse(text) as Resources).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({
      address: `${type}.${name}`,
      mode: "managed",
      type,
      name,
      values: {
        ...Object.fromEntries(
          ["id", "arn", "dns_name", "cidr_block"].map((one) => [one, made(type, name, one)]),
        ),
        ...EMPTY[type],
        ...body,
      },
    })),
  );
  return {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: { root_module: { resources: list } },
  } as unknown as JsonObject;
}

const EMPTY: Readonly<Record<string, Body>> = {
  aws_lb: { subnet_mapping: [], internal: true },
  aws_lb_target_group: {
    preserve_client_ip: "",
    load_balancing_cross_zone_enabled: "use_load_balancer_configuration",
    health_check: [{ enabled: true, port: "traffic-port", protocol: "TCP", path: "" }],
  },
  aws_lb_listener: { certificate_arn: null, ssl_policy: "" },
  aws_api_gateway_deployment: { description: "", variables: {} },
  aws_api_gateway_integration: { timeout_milliseconds: 29000, tls_config: [] },
  aws_api_gateway_method: { authorizer_id: "" },
  aws_apigatewayv2_integration: {
    payload_format_version: "1.0",
    timeout_milliseconds: 30000,
    tls_config: [],
  },
};

const said = (resources: Resources) => {
  const { graph } = readJson("state.json", stateOf(resources));
  return judged(apiPaths.infer(graph), graph).map(({ id, verdict, hops }) => [
    id,
    verdict,
    hops.flatMap(({ findings }) => findings.map(({ rule, address }) => `${rule} ${address}`)),
  ]);
};

describe("a state", () => {
  test("is as good as the configuration that it comes of", () => {
    expect(said(restStack())).toEqual([
      ["aws_api_gateway_rest_api.main -> aws_ecs_service.web:8000", "PROVEN", []],
    ]);
    expect(said(httpStack())).toEqual([
      ["aws_apigatewayv2_api.main -> aws_ecs_service.web:8000", "PROVEN", []],
    ]);
  });

  test("tells the same faults", () => {
    const enforced = restStack((all) =>
      update(all, "aws_lb.main", { enforce_security_group_inbound_rules_on_private_link_traffic: "on" }),
    );
    expect(said(enforced)).toMatchObject([[expect.anything(), "BROKEN", ["API-02 aws_lb.main"]]]);
    const port = restStack((all) =>
      update(all, "aws_api_gateway_integration.proxy", { uri: "http://orders.example.com:8000/{proxy}" }),
    );
    expect(said(port)).toMatchObject([
      [expect.anything(), "BROKEN", ["API-01 aws_api_gateway_integration.proxy"]],
    ]);
  });
});
