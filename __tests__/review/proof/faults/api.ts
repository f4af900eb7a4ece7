import { type Arguments, type Configuration, referredAddress, type Written, written } from "../configuration";
import { add, arn, changed, drop, each, id, type Operator, set, unset } from "./operator";

const INTEGRATION = "aws_api_gateway_integration";
const LINK = "aws_api_gateway_vpc_link";
const METHOD = "aws_api_gateway_method";

const ENFORCE = "enforce_security_group_inbound_rules_on_private_link_traffic";

const uri = (change: (uri: string) => string) => (values: Arguments) => {
  values.uri = change(values.uri);
};
const withPort = (port: number) => uri((text) => text.replace(/(dns_name\})/, `$1:${port}`));

export const API_FAULTS: readonly Operator[] = [
  each("integration on a port without a listener", ["API-01"], INTEGRATION, ({ address }) =>
    [8000, 81, 443, 8080].map((port) => changed(address, `port ${port}`, withPort(port))),
  ),
  each("integration by HTTPS", ["API-01"], INTEGRATION, ({ address }) => [
    changed(
      address,
      "https",
      uri((text) => text.replace("http:", "https:")),
    ),
  ]),
  each(
    "integration by HTTPS to a listener that hands it on",
    ["API-13"],
    INTEGRATION,
    ({ address }) => [
      changed(address, "https on port 80", (values) => {
        withPort(80)(values);
        values.uri = values.uri.replace("http:", "https:");
      }),
    ],
    // Whether the container speaks TLS is not in the files.
    "UNKNOWN",
  ),
  each("integration without what it takes", ["API-12", "API-01"], INTEGRATION, ({ address }) => [
    ...["uri", "connection_id", "integration_http_method"].map((argument) =>
      changed(address, `without ${argument}`, unset(argument)),
    ),
    changed(
      address,
      "URI without a scheme",
      uri((text) => text.replace("http://", "")),
    ),
    changed(address, "type MOCK", set("type", "MOCK")),
    changed(address, "type AWS_PROXY", set("type", "AWS_PROXY")),
  ]),
  each(
    "integration over the internet to an internal load balancer",
    ["API-12"],
    INTEGRATION,
    ({ address }) => [
      changed(address, "connection_type INTERNET", (values) => {
        values.connection_type = "INTERNET";
        delete values.connection_id;
      }),
      changed(
        address,
        "without a connection_type, which is INTERNET",
        unset("connection_type", "connection_id"),
      ),
    ],
  ),
  each(
    "link that does not lead to one Network Load Balancer",
    ["API-10", "API-12"],
    LINK,
    ({ address }, stack) => [
      changed(address, "without targets", set("target_arns", []), [address, ...integrationsOf(stack)]),
      ...written(stack, "aws_lb").map((balancer) => ({
        description: `${address}: two targets`,
        at: [address],
        apply: (copy: Configuration) => {
          add(copy, "aws_lb.second", { ...balancer.arguments, name_prefix: "two-" });
          copy.resource[LINK] = structuredClone(copy.resource[LINK]) as Record<string, Arguments>;
          (copy.resource[LINK][address.split(".")[1] as string] as Arguments).target_arns.push(
            arn("aws_lb.second"),
          );
        },
      })),
      ...written(stack, "aws_lb").map((balancer) =>
        changed(balancer.address, "an Application Load Balancer", set("load_balancer_type", "application"), [
          address,
          balancer.address,
        ]),
      ),
      ...written(stack, "aws_lb").map((balancer) =>
        changed(balancer.address, "without a type, which is application", unset("load_balancer_type"), [
          address,
          balancer.address,
        ]),
      ),
    ],
  ),
  each("inbound rules enforced on PrivateLink traffic", ["API-02"], "aws_lb", ({ address }) => [
    changed(address, "enforced", set(ENFORCE, "on")),
    changed(address, "not set, which is on", unset(ENFORCE)),
  ]),
  {
    name: "parameter of the path not handed on",
    rules: ["API-09"],
    mutants: (stack) =>
      proxies(stack).flatMap(({ integration, method }) => [
        changed(integration.address, "without request_parameters", unset("request_parameters")),
        changed(method.address, "without request_parameters", unset("request_parameters"), [
          integration.address,
          method.address,
        ]),
        changed(
          method.address,
          "another parameter",
          set("request_parameters", { "method.request.path.id": true }),
          [integration.address, method.address],
        ),
      ]),
  },
  {
    name: "path not handed on",
    rules: ["API-09"],
    says: "warning",
    mutants: (stack) =>
      proxies(stack).map(({ integration }) =>
        changed(
          integration.address,
          "URI without {proxy}",
          uri((text) => text.replace("{proxy}", "")),
        ),
      ),
  },
  each(
    "timeout above the quota",
    ["API-11"],
    INTEGRATION,
    ({ address }) => [changed(address, "60 s", set("timeout_milliseconds", 60_000))],
    "warning",
  ),
  each("method without its authorizer", ["API-06"], METHOD, ({ address }) =>
    ["CUSTOM", "COGNITO_USER_POOLS"].map((kind) => changed(address, kind, set("authorization", kind))),
  ),
  each(
    "deployment that does not follow the integration",
    ["API-04"],
    "aws_api_gateway_deployment",
    ({ address }, stack) => [
      changed(address, "without triggers", unset("triggers")),
      changed(
        address,
        "triggered by something else",
        set("triggers", { redeployment: `\${${written(stack, "aws_ecr_repository")[0]?.address}.arn}` }),
      ),
    ],
    "warning",
  ),
  each(
    "API that is not deployed",
    ["API-04"],
    "aws_api_gateway_stage",
    ({ address, arguments: { rest_api_id } }) => [
      {
        description: `without ${address}`,
        at: [referredAddress(rest_api_id) as string],
        apply: (copy) => drop(copy, address),
      },
    ],
    // It may be deployed by something else.
    "UNKNOWN",
  ),
  each("private API without a policy", ["API-05"], "aws_api_gateway_rest_api", ({ address }) => [
    changed(address, "private", set("endpoint_configuration", { types: ["PRIVATE"] })),
  ]),
  each("web ACL on an HTTP API", ["API-08"], "aws_api_gateway_rest_api", ({ address }) => [
    {
      description: `${address}: an HTTP API beside it with a web ACL`,
      at: ["aws_wafv2_web_acl_association.api"],
      apply: (copy) => {
        add(copy, "aws_apigatewayv2_api.orders", { name: "orders", protocol_type: "HTTP" });
        add(copy, "aws_apigatewayv2_stage.orders", {
          api_id: id("aws_apigatewayv2_api.orders"),
          name: "$default",
          auto_deploy: true,
        });
        add(copy, "aws_wafv2_web_acl_association.api", {
          resource_arn: arn("aws_apigatewayv2_stage.orders"),
          web_acl_arn:
            "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/orders/12345678-1234-1234-1234-123456789012",
        });
      },
    },
  ]),
  each(
    "stage with logs in an account without the role for them",
    ["API-07"],
    "aws_api_gateway_stage",
    ({ address }) => [{ description: `${address} as it is, reviewed alone`, at: [address], apply: () => {} }],
    "warning",
  ),
];

const integrationsOf = (stack: Configuration) => written(stack, INTEGRATION).map(({ address }) => address);

/** Integrations of `{proxy+}`, with their methods. */
function proxies(stack: Configuration): { readonly integration: Written; readonly method: Written }[] {
  return written(stack, INTEGRATION).flatMap((integration) => {
    const method = written(stack, METHOD).find(
      ({ address }) => address === referredAddress(integration.arguments.http_method),
    );
    return integration.arguments.request_parameters && method ? [{ integration, method }] : [];
  });
}
