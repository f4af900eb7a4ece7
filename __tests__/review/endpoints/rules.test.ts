import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import { endpointFitsService } from "../../../review/rules/endpoints/endpoint-fits-service";
import { endpointHasSubnets } from "../../../review/rules/endpoints/endpoint-has-subnets";
import { inboundNameHasGateway } from "../../../review/rules/endpoints/inbound-name-has-gateway";
import { onePrivateName } from "../../../review/rules/endpoints/one-private-name";
import { privateNameIsOffered } from "../../../review/rules/endpoints/private-name-is-offered";
import type { ResourceRule } from "../../../review/rules/rule";
import {
  and,
  findings,
  graphOf,
  ISOLATED,
  interfaceEndpoint,
  objectionsOf,
  type Resources,
  ref,
  service,
} from "../ecs/configuration";

const BROKEN = [{ verdict: "BROKEN", at: { address: "aws_vpc_endpoint.x" } }];
const UNKNOWN = [{ verdict: "UNKNOWN" }];
const said = (rule: ResourceRule, suffix: string, more: JsonObject, others: Resources = {}) =>
  objectionsOf(
    rule,
    graphOf(and(and(ISOLATED, others), { aws_vpc_endpoint: { x: interfaceEndpoint(suffix, more) } })),
  );

test.each([
  ["an interface", "sqs", {}, []],
  ["a gateway", "dynamodb", { vpc_endpoint_type: "Gateway" }, []],
  ["a gateway without saying so", "dynamodb", { vpc_endpoint_type: null }, []],
  ["a service that is not in the catalogue", "s3express", { vpc_endpoint_type: "Gateway" }, []],
  ["a type without a value", "sqs", { vpc_endpoint_type: "${var.given}" }, []],
  ["a service without a value", "sqs", { service_name: "${var.given}", vpc_endpoint_type: null }, []],
  [
    "somebody's own service",
    "sqs",
    { service_name: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0" },
    [],
  ],
  [
    "another Region on purpose",
    "sqs",
    { service_name: "com.amazonaws.us-east-1.sqs", service_region: "us-east-1" },
    [],
  ],
  ["no type", "sqs", { vpc_endpoint_type: null }, BROKEN],
  ["a gateway for what has none", "sqs", { vpc_endpoint_type: "Gateway" }, BROKEN],
  ["another Region", "sqs", { service_name: "com.amazonaws.us-east-1.sqs" }, BROKEN],
  ["a name that there is not", "ecr", {}, BROKEN],
])("EP-03: %s", (_, suffix, more, expected) => {
  const found = said(endpointFitsService, suffix, more as JsonObject);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test("EP-03 breaks the paths that lead through the endpoint", () => {
  const graph = graphOf(
    and(ISOLATED, { aws_vpc_endpoint: { logs: interfaceEndpoint("logs", { vpc_endpoint_type: null }) } }),
  );
  expect(findings(graph, "logs").map(({ rule }) => rule)).toContain("EP-03");
});

test.each([
  ["two zones", {}, []],
  ["no subnet", { subnet_ids: null }, [{ ...BROKEN[0], verdict: "PROVEN", severity: "warning" }]],
  ["subnets without a value", { subnet_ids: "${var.given}" }, []],
  ["two in one zone", { subnet_ids: [ref("aws_subnet.a"), ref("aws_subnet.c")] }, BROKEN],
  [
    "a configuration block",
    { subnet_ids: null, subnet_configuration: { subnet_id: ref("aws_subnet.a"), ipv4: "10.0.1.9" } },
    [],
  ],
])("EP-07: %s", (_, more, expected) => {
  const c = { aws_subnet: { c: { ...ISOLATED.aws_subnet?.a, cidr_block: "10.0.3.0/24" } } };
  expect(said(endpointHasSubnets, "sqs", more as JsonObject, c)).toMatchObject(expected);
});

test("EP-07 breaks the path that leads to an endpoint in no subnet", () => {
  const nowhere = interfaceEndpoint("logs", { subnet_ids: null });
  const graph = graphOf(and(ISOLATED, { aws_vpc_endpoint: { logs: nowhere } }));
  expect(findings(graph, "logs").filter(({ verdict }) => verdict === "BROKEN")).toMatchObject([
    { rule: "EP-07", address: "aws_vpc_endpoint.logs" },
  ]);
  expect(findings(graph, "ecr.api")).toEqual([]);
});

test("EP-07 takes subnets that a resource of its own associates", () => {
  const association = {
    aws_vpc_endpoint_subnet_association: {
      x: { vpc_endpoint_id: ref("aws_vpc_endpoint.x"), subnet_id: ref("aws_subnet.a") },
    },
  };
  expect(said(endpointHasSubnets, "sqs", { subnet_ids: null }, association)).toEqual([]);
});

test.each([
  ["sqs", {}, []],
  ["dynamodb", { private_dns_enabled: false }, []],
  ["dynamodb", {}, BROKEN],
  ["dynamodb-streams", {}, BROKEN],
  ["s3", { vpc_endpoint_type: "Gateway" }, BROKEN],
  ["dynamodb", { private_dns_enabled: "${var.given}" }, []],
])("EP-09: %s with %j", (suffix, more, expected) => {
  expect(said(privateNameIsOffered, suffix, more as JsonObject)).toMatchObject(expected);
});

test.each([
  ["another service", "sqs", {}, 0],
  ["the same service", "logs", {}, 2],
  ["the same without private DNS", "logs", { private_dns_enabled: false }, 0],
  ["the same in another VPC", "logs", { vpc_id: ref("aws_vpc.other") }, 0],
  ["the same in a VPC without a value", "logs", { vpc_id: "${var.given}" }, 0],
])("DNS-02: %s", (_, suffix, more, number) => {
  const found = said(onePrivateName, suffix, more, { aws_vpc: { other: { cidr_block: "10.9.0.0/16" } } });
  expect(found).toHaveLength(number);
});

const inbound = { dns_options: { private_dns_only_for_inbound_resolver_endpoint: true } };
test.each([
  ["a gateway beside it", inbound, {}, []],
  ["no gateway", inbound, { aws_vpc_endpoint: { s3: undefined } }, BROKEN],
  [
    "no gateway in a VPC without a value",
    { ...inbound, vpc_id: "${var.given}" },
    { aws_vpc_endpoint: { s3: undefined } },
    UNKNOWN,
  ],
  ["private DNS for everybody", {}, { aws_vpc_endpoint: { s3: undefined } }, []],
])("DNS-03: %s", (_, more, others, expected) => {
  const withoutPrefix = and(others as Resources, { aws_vpc_security_group_egress_rule: { s3: undefined } });
  const found = said(inboundNameHasGateway, "s3", more as JsonObject, withoutPrefix);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test("an endpoint to copy names the Region's place where the Region is not known, and takes a list as it is", () => {
  const { graph } = readJson("test", {
    data: { aws_subnets: { private: { filter: { name: "vpc-id", values: [ref("aws_vpc.main")] } } } },
    resource: {
      ...ISOLATED,
      aws_ecs_service: {
        web: service({
          enable_execute_command: true,
          network_configuration: {
            subnets: "${data.aws_subnets.private.ids}",
            security_groups: [ref("aws_security_group.tasks")],
          },
        }),
      },
      aws_vpc_endpoint: {},
      aws_vpc_security_group_egress_rule: {},
    },
    provider: { aws: [{}] },
  } as JsonObject);
  const fixes = findings(graph).filter(({ rule }) => rule === "EP-01");
  expect(fixes.map(({ fix }) => fix).join("\n")).toContain("subnet_ids = data.aws_subnets.private.ids\n");
  expect(fixes.map(({ fix }) => fix).join("\n")).toContain(
    'service_name = "com.amazonaws.<region>.ssmmessages"',
  );
});
