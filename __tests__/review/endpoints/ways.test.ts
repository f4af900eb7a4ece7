import { IndexedGraph } from "../../../review/graph/indexed-graph";
import type { JsonObject } from "../../../review/read/json";
import {
  and,
  egress,
  findings,
  graphOf,
  ISOLATED,
  interfaceEndpoint,
  type Resources,
  ref,
  verdicts,
  WITH_NAT,
} from "../ecs/configuration";

const isolated = (more: Resources, data: Resources = {}) => graphOf(and(ISOLATED, more), data);
const logs = (more: JsonObject) => ({ aws_vpc_endpoint: { logs: interfaceEndpoint("logs", more) } });
const without = { aws_vpc_endpoint: { logs: undefined } };

describe("EP-01", () => {
  test.each([
    ["a data source", { service_name: ref("data.aws_vpc_endpoint_service.logs", "service_name") }],
    ["the Region of the provider", { service_name: "com.amazonaws.${data.aws_region.here.name}.logs" }],
    ["a Region that is not known", { service_name: "com.amazonaws.${var.given}.logs" }],
    ["a domain that is not known", { service_name: "${var.given}.eu-central-1.logs" }],
  ])("reads the service from %s", (_, more) => {
    const data = { aws_region: { here: {} }, aws_vpc_endpoint_service: { logs: { service: "logs" } } };
    expect(verdicts(isolated(logs(more), data)).logs).toBe("PROVEN");
  });

  test("an endpoint of another VPC does not serve", () => {
    const graph = isolated({
      ...logs({ vpc_id: ref("aws_vpc.other") }),
      aws_vpc: { other: { cidr_block: "10.9.0.0/16" } },
    });
    expect(findings(graph, "logs")).toMatchObject([{ rule: "EP-01", verdict: "BROKEN" }]);
  });

  test("an endpoint of another Region does not serve", () => {
    expect(findings(isolated(logs({ service_name: "com.amazonaws.eu-west-1.logs" })), "logs")).toMatchObject([
      { rule: "EP-01", verdict: "BROKEN" },
    ]);
  });

  test.each([
    [
      "an endpoint whose service is not known",
      { aws_vpc_endpoint: { logs: interfaceEndpoint("x", { service_name: "${var.given}" }) } },
    ],
    ["an endpoint whose VPC is not known", logs({ vpc_id: "${var.given}" })],
    [
      "a route to a transit gateway",
      {
        ...without,
        aws_route: {
          hub: {
            route_table_id: ref("aws_route_table.private"),
            destination_cidr_block: "10.128.0.0/9",
            transit_gateway_id: "tgw-1",
          },
        },
      },
    ],
    [
      "a default route that leads on",
      {
        ...without,
        aws_route: {
          hub: {
            route_table_id: ref("aws_route_table.private"),
            destination_cidr_block: "0.0.0.0/0",
            transit_gateway_id: "tgw-1",
          },
        },
      },
    ],
    [
      "a route whose target is not known",
      {
        ...without,
        aws_route: {
          hub: {
            route_table_id: ref("aws_route_table.private"),
            destination_cidr_block: "0.0.0.0/0",
            gateway_id: "${var.given}",
          },
        },
      },
    ],
    [
      "a Route 53 profile",
      {
        ...without,
        aws_route53profiles_association: { hub: { resource_id: ref("aws_vpc.main"), profile_id: "rp-1" } },
      },
    ],
  ])("%s may serve", (_, more) => {
    expect(findings(isolated(more as Resources), "logs")).toMatchObject([
      { rule: "EP-01", verdict: "UNKNOWN" },
    ]);
  });

  test("of a VPC that is only looked up nothing can be told", () => {
    const subnets = { vpc_id: ref("data.aws_vpc.main") };
    const graph = isolated(
      {
        ...without,
        aws_subnet: {
          a: { ...subnets, cidr_block: "10.0.1.0/24" },
          b: { ...subnets, cidr_block: "10.0.2.0/24" },
        },
      },
      { aws_vpc: { main: { tags: { Name: "main" } } } },
    );
    expect(verdicts(graph).logs).toBe("UNKNOWN");
  });

  test("a module that is not read may make endpoints", () => {
    const known = isolated(without);
    const graph = new IndexedGraph(known.resources, {
      regionOf: (resource) => known.regionOf(resource),
      unreadModules: ["module.endpoints"],
    });
    expect(findings(graph, "logs")).toMatchObject([
      { verdict: "UNKNOWN", found: expect.stringContaining("module.endpoints") },
    ]);
  });

  test("subnets with IPv6 alone may reach what has IPv6 names", () => {
    const graph = isolated({
      ...without,
      aws_subnet: {
        a: { ...ISOLATED.aws_subnet?.a, ipv6_cidr_block: "2001:db8::/64" },
        b: { ...ISOLATED.aws_subnet?.b, ipv6_cidr_block: "2001:db8:0:1::/64" },
      },
      aws_egress_only_internet_gateway: { main: { vpc_id: ref("aws_vpc.main") } },
      aws_route: {
        six: {
          route_table_id: ref("aws_route_table.private"),
          destination_ipv6_cidr_block: "::/0",
          egress_only_gateway_id: ref("aws_egress_only_internet_gateway.main"),
        },
      },
    });
    expect(verdicts(graph).logs).toBe("UNKNOWN");
  });
});

describe("EP-04 and DNS-01", () => {
  test.each([
    ["false", { private_dns_enabled: false }, "BROKEN"],
    ["not set", { private_dns_enabled: null }, "BROKEN"],
    ["not known", { private_dns_enabled: "${var.given}" }, "UNKNOWN"],
    ["true as a text", { private_dns_enabled: "true" }, "PROVEN"],
  ])("private DNS is %s", (_, more, verdict) => {
    const graph = isolated(logs(more));
    expect(verdicts(graph).logs).toBe(verdict);
    if (verdict !== "PROVEN")
      expect(findings(graph, "logs")).toMatchObject([{ rule: "EP-04", address: "aws_vpc_endpoint.logs" }]);
  });

  test("without private DNS the NAT gateway is taken", () => {
    expect(verdicts(graphOf(and(WITH_NAT, logs({ private_dns_enabled: false })))).logs).toBe("PROVEN");
  });

  test("with private DNS the endpoint is taken, NAT gateway or not", () => {
    const shut = { aws_vpc_security_group_ingress_rule: { endpoints: undefined } };
    const graph = graphOf(and(and(WITH_NAT, logs({})), shut));
    expect(findings(graph, "logs")).toMatchObject([
      { rule: "SG-01", address: "aws_security_group.endpoints", verdict: "BROKEN" },
    ]);
  });

  test("a zone of one's own may lead the name to the endpoint", () => {
    const zone = {
      aws_route53_zone: {
        logs: { name: "logs.eu-central-1.amazonaws.com", vpc: { vpc_id: ref("aws_vpc.main") } },
      },
    };
    expect(findings(isolated({ ...logs({ private_dns_enabled: false }), ...zone }), "logs")).toMatchObject([
      { rule: "EP-04", verdict: "UNKNOWN" },
    ]);
    const other = {
      aws_route53_zone: { logs: { name: "acme.internal", vpc: { vpc_id: ref("aws_vpc.main") } } },
    };
    expect(verdicts(isolated({ ...logs({ private_dns_enabled: false }), ...other })).logs).toBe("BROKEN");
  });

  test("a zone for another service leads nowhere here, and a record of the right one proves the way", () => {
    const zone = (name: string) => ({
      aws_route53_zone: {
        own: { name: `${name}.eu-central-1.amazonaws.com`, vpc: { vpc_id: ref("aws_vpc.main") } },
      },
    });
    const record = {
      aws_route53_record: {
        own: {
          zone_id: ref("aws_route53_zone.own", "zone_id"),
          name: "",
          type: "A",
          alias: { name: "${aws_vpc_endpoint.logs.dns_entry[0].dns_name}", zone_id: "Z1" },
        },
      },
    };
    const named = (...more: Resources[]) =>
      verdicts(isolated(Object.assign({}, logs({ private_dns_enabled: false }), ...more))).logs;
    expect(named(zone("dkr.ecr"))).toBe("BROKEN");
    expect(named(zone("logs"))).toBe("UNKNOWN");
    expect(named(zone("logs"), record)).toBe("PROVEN");
  });

  test("a VPC without host names", () => {
    const graph = isolated({ aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } });
    expect(findings(graph, "logs")).toMatchObject([
      { rule: "DNS-01", verdict: "BROKEN", address: "aws_vpc.main" },
    ]);
    expect(verdicts(graph).s3).toBe("PROVEN");
    // Who leaves by a NAT gateway needs no private name.
    expect(verdicts(graphOf(and(WITH_NAT, { aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } }))).logs).toBe(
      "PROVEN",
    );
  });
});

describe("EP-05", () => {
  const gateway = (more: JsonObject) => ({
    aws_vpc_endpoint: { s3: { ...ISOLATED.aws_vpc_endpoint?.s3, ...more } },
  });

  test.each([
    [
      "an association of its own",
      {
        ...gateway({ route_table_ids: null }),
        aws_vpc_endpoint_route_table_association: {
          s3: { vpc_endpoint_id: ref("aws_vpc_endpoint.s3"), route_table_id: ref("aws_route_table.private") },
        },
      },
      "PROVEN",
    ],
    ["no table", gateway({ route_table_ids: null }), "BROKEN"],
    ["a table that is not known", gateway({ route_table_ids: ["${var.given}"] }), "UNKNOWN"],
    [
      "the main table, where subnets have another",
      gateway({ route_table_ids: [ref("aws_vpc.main", "main_route_table_id")] }),
      "BROKEN",
    ],
    [
      "the main table, where subnets have no other",
      {
        ...gateway({ route_table_ids: [ref("aws_vpc.main", "main_route_table_id")] }),
        aws_route_table_association: { a: undefined, b: undefined },
      },
      "PROVEN",
    ],
    [
      "the default table, where subnets have no other",
      {
        ...gateway({ route_table_ids: [ref("aws_default_route_table.main")] }),
        aws_default_route_table: {
          main: { default_route_table_id: ref("aws_vpc.main", "default_route_table_id") },
        },
        aws_route_table_association: { a: undefined, b: undefined },
      },
      "PROVEN",
    ],
  ])("%s", (_, more, verdict) => {
    const graph = isolated(more as Resources);
    expect(verdicts(graph).s3).toBe(verdict);
    if (verdict !== "PROVEN")
      expect(findings(graph, "s3")).toMatchObject([{ rule: "EP-05", address: "aws_vpc_endpoint.s3" }]);
  });

  test("each subnet has to be served", () => {
    const graph = isolated({
      aws_route_table: { other: { vpc_id: ref("aws_vpc.main") } },
      aws_route_table_association: {
        b: { subnet_id: ref("aws_subnet.b"), route_table_id: ref("aws_route_table.other") },
      },
    });
    expect(findings(graph, "s3")).toMatchObject([
      {
        rule: "EP-05",
        verdict: "BROKEN",
        found: expect.stringContaining("aws_subnet.b"),
        fix: "route_table_ids = [aws_route_table.private.id, aws_route_table.other.id]",
      },
    ]);
  });

  test("a subnet that is not served may have a NAT gateway", () => {
    const served = {
      s3: { ...ISOLATED.aws_vpc_endpoint?.s3, route_table_ids: [ref("aws_route_table.public")] },
    };
    expect(verdicts(graphOf(and(WITH_NAT, { aws_vpc_endpoint: served }))).s3).toBe("PROVEN");
  });

  test.each([
    ["everywhere", egress({ cidr_ipv4: "0.0.0.0/0" }), "PROVEN"],
    ["the VPC alone", egress({ cidr_ipv4: "10.0.0.0/16" }), "BROKEN"],
    ["nowhere", undefined, "BROKEN"],
  ])("tasks may go to %s", (_, rule, verdict) => {
    expect(verdicts(isolated({ aws_vpc_security_group_egress_rule: { s3: rule } })).s3).toBe(verdict);
  });
});

test("S3 by an interface endpoint alone is not sure to do for layers", () => {
  const graph = isolated({
    aws_vpc_endpoint: { s3: interfaceEndpoint("s3") },
    aws_vpc_security_group_egress_rule: { s3: undefined },
  });
  expect(findings(graph, "s3")).toMatchObject([
    { rule: "EP-01", verdict: "UNKNOWN", address: "aws_vpc_endpoint.s3" },
  ]);
});
