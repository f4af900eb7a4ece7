import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { review } from "../../../review/review";
import { and, type Resources, rule } from "../network/terraform";

const https = (owner: string, more: JsonObject) => rule(owner, { from_port: 443, to_port: 443, ...more });
const vpc = { vpc_id: "${aws_vpc.main.id}" };
const ENDPOINT_ID = "${aws_vpc_endpoint.api.id}";
const allow = (condition: JsonObject = {}, more: JsonObject = {}) => ({
  Effect: "Allow",
  Principal: "*",
  Action: "execute-api:Invoke",
  Resource: "execute-api:/*",
  ...condition,
  ...more,
});
const over = (id: string, operator = "StringEquals") => ({
  Condition: { [operator]: { "aws:SourceVpce": id } },
});
const policy = (...Statement: JsonObject[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const given = (...statements: JsonObject[]): Resources => ({
  aws_api_gateway_rest_api_policy: {
    orders: { rest_api_id: "${aws_api_gateway_rest_api.orders.id}", policy: policy(...statements) },
  },
});

const WORKING: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16", enable_dns_hostnames: true } },
  aws_subnet: { a: { ...vpc, cidr_block: "10.0.1.0/24" } },
  aws_security_group: { app: vpc, door: vpc },
  aws_vpc_security_group_egress_rule: {
    app: https("app", { referenced_security_group_id: "${aws_security_group.door.id}" }),
  },
  aws_vpc_security_group_ingress_rule: {
    door: https("door", { referenced_security_group_id: "${aws_security_group.app.id}" }),
  },
  aws_vpc_endpoint: {
    api: {
      ...vpc,
      vpc_endpoint_type: "Interface",
      service_name: "com.amazonaws.eu-central-1.execute-api",
      subnet_ids: ["${aws_subnet.a.id}"],
      security_group_ids: ["${aws_security_group.door.id}"],
      private_dns_enabled: true,
    },
  },
  aws_api_gateway_rest_api: {
    orders: { name: "orders", endpoint_configuration: { types: ["PRIVATE"] } },
  },
  ...given(allow(over(ENDPOINT_ID))),
};
const PATH = "aws_security_group.app -> aws_api_gateway_rest_api.orders:443";

function reviewed(resource: Resources) {
  const provider = { aws: [{ region: "eu-central-1" }] };
  return review(readJson("cdk.tf.json", { resource, provider, variable: { given: {} } } as JsonObject));
}
const verdicts = (resource: Resources) =>
  reviewed(resource).paths.map(({ id, verdict }) => `${verdict} ${id}`);
const edit = (type: string, name: string, more: JsonObject, base = WORKING): Resources =>
  and(base, { [type]: { [name]: { ...base[type]?.[name], ...more } } });

describe("a private API is called by an endpoint", () => {
  test.each<[string, Resources]>([
    ["that its policy names", WORKING],
    [
      "that its policy denies all others beside",
      and(WORKING, given(allow(), allow(over(ENDPOINT_ID, "StringNotEquals"), { Effect: "Deny" }))),
    ],
    [
      "in the VPC that its policy names",
      and(WORKING, given(allow({ Condition: { StringEquals: { "aws:SourceVpc": "${aws_vpc.main.id}" } } }))),
    ],
    [
      "with its ARN",
      and(WORKING, given(allow({}, { Resource: "${aws_api_gateway_rest_api.orders.execution_arn}/*/*/*" }))),
    ],
    [
      "with the ARN of all APIs",
      and(
        WORKING,
        given(
          allow(
            {},
            { Resource: "arn:aws:execute-api:eu-central-1:${data.aws_caller_identity.me.account_id}:*" },
          ),
        ),
      ),
    ],
    [
      "although one method is denied",
      and(WORKING, given(allow(), allow({}, { Effect: "Deny", Resource: "execute-api:/prod/POST/admin" }))),
    ],
    [
      "that it is associated with, without private DNS",
      edit(
        "aws_api_gateway_rest_api",
        "orders",
        { endpoint_configuration: { types: ["PRIVATE"], vpc_endpoint_ids: [ENDPOINT_ID] } },
        edit("aws_vpc_endpoint", "api", { private_dns_enabled: false }),
      ),
    ],
    [
      "whose own policy lets it through",
      edit("aws_vpc_endpoint", "api", {
        policy: policy(allow({}, { Resource: "${aws_api_gateway_rest_api.orders.execution_arn}/*" })),
      }),
    ],
  ])("%s", (_, resources) => {
    expect(verdicts(resources)).toEqual([`PROVEN ${PATH}`]);
  });
});

const LOGS = and(WORKING, {
  aws_vpc_endpoint: {
    logs: { ...WORKING.aws_vpc_endpoint?.api, service_name: "com.amazonaws.eu-central-1.logs" },
  },
});

describe("is broken", () => {
  test.each<[string, string, string, Resources]>([
    [
      "API-16",
      "aws_api_gateway_rest_api_policy.orders",
      "the policy names another endpoint",
      and(LOGS, given(allow(over("${aws_vpc_endpoint.logs.id}")))),
    ],
    [
      "API-16",
      "aws_api_gateway_rest_api_policy.orders",
      "the policy denies all but another one",
      and(
        LOGS,
        given(allow(), allow(over("${aws_vpc_endpoint.logs.id}", "StringNotEquals"), { Effect: "Deny" })),
      ),
    ],
    [
      "API-16",
      "aws_vpc_endpoint.api",
      "the endpoint's policy allows something else",
      edit("aws_vpc_endpoint", "api", { policy: policy(allow({}, { Action: "s3:GetObject" })) }),
    ],
    [
      "API-05",
      "aws_api_gateway_rest_api.orders",
      "there is no policy",
      { ...WORKING, aws_api_gateway_rest_api_policy: {} },
    ],
    [
      "DNS-01",
      "aws_vpc.main",
      "the VPC resolves no private names",
      edit("aws_vpc", "main", { enable_dns_hostnames: false }),
    ],
    [
      "SG-01",
      "aws_security_group.door",
      "the endpoint does not admit the client",
      edit("aws_vpc_security_group_ingress_rule", "door", { from_port: 80, to_port: 80 }),
    ],
  ])("%s at %s: %s", (id, address, _, resources) => {
    const { findings, paths } = reviewed(resources);
    const broken = findings.filter(({ verdict }) => verdict === "BROKEN");
    expect(broken.map((one) => `${one.rule} ${one.address}`)).toContain(`${id} ${address}`);
    expect(paths.find(({ id: path }) => path === PATH)?.verdict).toBe("BROKEN");
  });
});

describe("is not known", () => {
  test.each<[string, string, Resources]>([
    ["API-16", "which endpoint an id is", and(WORKING, given(allow(over("vpce-0123456789abcdef0"))))],
    ["API-16", "the policy", edit("aws_api_gateway_rest_api_policy", "orders", { policy: "${var.given}" })],
    [
      "API-16",
      "what callers who sign are allowed",
      and(and(LOGS, given(allow(over("${aws_vpc_endpoint.logs.id}")))), {
        aws_api_gateway_method: {
          get: {
            rest_api_id: "${aws_api_gateway_rest_api.orders.id}",
            http_method: "GET",
            authorization: "AWS_IAM",
          },
        },
      }),
    ],
    ["API-17", "by which name it is called", edit("aws_vpc_endpoint", "api", { private_dns_enabled: false })],
  ])("%s: %s", (id, _, resources) => {
    const { findings } = reviewed(resources);
    expect(findings.filter(({ verdict }) => verdict === "BROKEN")).toEqual([]);
    expect(findings.filter(({ verdict }) => verdict === "UNKNOWN").map((one) => one.rule)).toContain(id);
  });
});

test("an API that is not private, or an endpoint of something else, is no such path", () => {
  const regional = { endpoint_configuration: { types: ["REGIONAL"] } };
  expect(verdicts(edit("aws_api_gateway_rest_api", "orders", regional))).toEqual([]);
  const logs = { service_name: "com.amazonaws.eu-central-1.logs" };
  expect(verdicts(edit("aws_vpc_endpoint", "api", logs))).toEqual([]);
});

test("of two endpoints, the one that the policy lets in is meant", () => {
  const other = {
    aws_vpc_endpoint: { other: { ...WORKING.aws_vpc_endpoint?.api, private_dns_enabled: false } },
  };
  expect(verdicts(and(WORKING, other))).toEqual([`PROVEN ${PATH}`]);
});
