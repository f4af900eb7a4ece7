import type { JsonObject } from "../../../review/read/json";
import { vpcResolvesPrivateDns } from "../../../review/rules/network/vpc-resolves-private-dns";
import { ask, at, graphOf, objections, type Resources, verdictOf } from "./terraform";

const said = (vpc: JsonObject, more: Resources = {}, data: Resources = {}, address = "aws_vpc.main") => {
  const graph = graphOf(
    {
      aws_vpc: { main: { cidr_block: "10.0.0.0/16", ...vpc } },
      aws_vpc_endpoint: { e: { vpc_id: "${aws_vpc.main.id}" } },
      ...more,
    },
    data,
  );
  return ask(
    vpcResolvesPrivateDns,
    { vpc: at(graph, address), endpoint: at(graph, "aws_vpc_endpoint.e") },
    graph,
  );
};

describe("DNS-01", () => {
  test("both attributes are proven", () => {
    expect(verdictOf(said({ enable_dns_hostnames: true }))).toBe("PROVEN");
    expect(verdictOf(said({ enable_dns_hostnames: "true", enable_dns_support: true }))).toBe("PROVEN");
  });

  test("without enable_dns_hostnames it is broken: nobody sets it but oneself", () => {
    expect(objections(said({}))).toMatchObject([
      {
        verdict: "BROKEN",
        found: "enable_dns_hostnames of aws_vpc.main is not set, and so false",
        at: { address: "aws_vpc.main" },
      },
    ]);
  });

  test("each attribute that is off is told", () => {
    expect(
      objections(said({ enable_dns_hostnames: false, enable_dns_support: false })).map(({ fix }) => fix),
    ).toEqual(["enable_dns_support = true", "enable_dns_hostnames = true"]);
  });

  test("a default VPC has both", () => {
    expect(verdictOf(said({}, { aws_default_vpc: { d: {} } }, {}, "aws_default_vpc.d"))).toBe("PROVEN");
  });

  test("a VPC that is looked up, or a variable, is not to be told, once", () => {
    expect(objections(said({}, {}, { aws_vpc: { v: { default: true } } }, "data.aws_vpc.v"))).toMatchObject([
      { verdict: "UNKNOWN" },
    ]);
    expect(objections(said({ enable_dns_hostnames: "${var.given}" }))).toMatchObject([
      { verdict: "UNKNOWN" },
    ]);
  });

  test("DNS servers of one's own may pass on the question or not", () => {
    const options = (domain_name_servers: string[]) => ({
      aws_vpc_dhcp_options: { o: { domain_name_servers } },
      aws_vpc_dhcp_options_association: {
        a: { vpc_id: "${aws_vpc.main.id}", dhcp_options_id: "${aws_vpc_dhcp_options.o.id}" },
      },
    });
    expect(verdictOf(said({ enable_dns_hostnames: true }, options(["10.0.0.53"])))).toBe("UNKNOWN");
    expect(verdictOf(said({ enable_dns_hostnames: true }, options(["AmazonProvidedDNS"])))).toBe("PROVEN");
  });
});
