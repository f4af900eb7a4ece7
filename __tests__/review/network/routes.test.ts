import { Unknown } from "../../../review/graph/value";
import { nameOf } from "../../../review/network/look-up";
import { routeTableOf } from "../../../review/network/routes";
import { wayOut } from "../../../review/network/ways-out";
import type { JsonObject } from "../../../review/read/json";
import { natReachesInternet } from "../../../review/rules/network/nat-reaches-internet";
import { privateSubnetStaysPrivate } from "../../../review/rules/network/private-subnet-stays-private";
import { routeBetween } from "../../../review/rules/network/route-between";
import {
  and,
  ask,
  at,
  CLIENT_AND_DATABASE,
  connectionOf,
  graphOf,
  objections,
  type Resources,
  verdictOf,
} from "./terraform";

const base: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  aws_subnet: {
    a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24" },
    public: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.9.0/24" },
  },
  aws_internet_gateway: { igw: { vpc_id: "${aws_vpc.main.id}" } },
};
const table = (...route: JsonObject[]): JsonObject => ({ vpc_id: "${aws_vpc.main.id}", route });
const ofA = {
  aws_route_table_association: {
    a: { subnet_id: "${aws_subnet.a.id}", route_table_id: "${aws_route_table.t.id}" },
  },
};
const toInternet = { cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.igw.id}" };
const kind = (more: Resources, data?: Resources, subnet = "aws_subnet.a", version: 4 | 6 = 4) => {
  const graph = graphOf(and(base, more), data);
  const way = wayOut(graph, at(graph, subnet), version);
  return way instanceof Unknown ? "unknown" : way.kind;
};

describe("the route table of a subnet", () => {
  const name = (more: Resources) => {
    const graph = graphOf(and(base, more));
    return nameOf(routeTableOf(graph, at(graph, "aws_subnet.a")));
  };

  test.each<[string, Resources, string]>([
    ["is the one associated with it", { ...ofA, aws_route_table: { t: table() } }, "aws_route_table.t"],
    ["or the main one of its VPC", {}, "aws_vpc.main"],
    [
      "which may be configured",
      {
        aws_default_route_table: { d: { default_route_table_id: "${aws_vpc.main.default_route_table_id}" } },
      },
      "aws_default_route_table.d",
    ],
    [
      "or be another one",
      {
        aws_route_table: { t: table() },
        aws_main_route_table_association: {
          m: { vpc_id: "${aws_vpc.main.id}", route_table_id: "${aws_route_table.t.id}" },
        },
      },
      "aws_route_table.t",
    ],
    [
      "unless an association cannot be told",
      { aws_route_table_association: { x: { subnet_id: "${var.given}", route_table_id: "rtb-1" } } },
      "something that is not known",
    ],
  ])("%s", (_, more, expected) => {
    expect(name(more)).toBe(expected);
  });
});

describe("the way out of a subnet", () => {
  const withTable = (...routes: JsonObject[]) => ({ ...ofA, aws_route_table: { t: table(...routes) } });

  test.each<[string, Resources, string]>([
    ["none without routes", withTable(), "none"],
    ["none by the main table of a VPC made here", {}, "none"],
    [
      "none if only private addresses are routed",
      withTable({ cidr_block: "10.0.0.0/8", transit_gateway_id: "tgw-1" }),
      "none",
    ],
    ["an internet gateway inline", withTable(toInternet), "internet gateway"],
    [
      "an internet gateway by a route of its own",
      {
        ...withTable(),
        aws_route: {
          r: {
            route_table_id: "${aws_route_table.t.id}",
            destination_cidr_block: "0.0.0.0/0",
            gateway_id: "${aws_internet_gateway.igw.id}",
          },
        },
      },
      "internet gateway",
    ],
    [
      "an internet gateway from elsewhere",
      withTable({ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }),
      "internet gateway",
    ],
    [
      "a NAT gateway",
      {
        ...withTable({ cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.n.id}" }),
        aws_nat_gateway: { n: { subnet_id: "${aws_subnet.public.id}" } },
      },
      "NAT gateway",
    ],
    [
      "elsewhere through a private NAT gateway",
      {
        ...withTable({ cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.n.id}" }),
        aws_nat_gateway: { n: { subnet_id: "${aws_subnet.public.id}", connectivity_type: "private" } },
      },
      "elsewhere",
    ],
    [
      "elsewhere through a transit gateway",
      withTable({ cidr_block: "0.0.0.0/0", transit_gateway_id: "tgw-1" }),
      "elsewhere",
    ],
    [
      "elsewhere through a firewall",
      withTable({ cidr_block: "0.0.0.0/0", vpc_endpoint_id: "vpce-1" }),
      "elsewhere",
    ],
    [
      "unknown for a part of the internet",
      withTable({ cidr_block: "52.0.0.0/8", nat_gateway_id: "nat-1" }),
      "unknown",
    ],
    [
      "unknown for a destination that is not known",
      withTable({ cidr_block: "${var.given}", nat_gateway_id: "nat-1" }),
      "unknown",
    ],
    [
      "unknown for a route that may be in the table",
      {
        ...withTable(),
        aws_route: {
          r: { route_table_id: "${var.given}", destination_cidr_block: "0.0.0.0/0", gateway_id: "igw-1" },
        },
      },
      "unknown",
    ],
    [
      "unknown for a gateway that is not known",
      withTable({ cidr_block: "0.0.0.0/0", gateway_id: "${var.given}" }),
      "unknown",
    ],
  ])("%s", (_, more, expected) => {
    expect(kind(more)).toBe(expected);
  });

  test("is not known for a subnet that is looked up, unless its table is given", () => {
    const data = { aws_subnet: { a: { id: "subnet-1" } } };
    expect(kind({}, data, "data.aws_subnet.a")).toBe("unknown");
    const given = {
      aws_route_table: { t: table() },
      aws_route_table_association: {
        a: { subnet_id: "${data.aws_subnet.a.id}", route_table_id: "${aws_route_table.t.id}" },
      },
    };
    expect(kind(given, data, "data.aws_subnet.a")).toBe("none");
  });

  test("is another one for IPv6", () => {
    const both = withTable({ ipv6_cidr_block: "::/0", egress_only_gateway_id: "eigw-1" });
    expect(kind(both)).toBe("none");
    expect(kind(both, {}, "aws_subnet.a", 6)).toBe("egress-only gateway");
  });
});

describe("RT-02", () => {
  const nat = (more: Resources, given: JsonObject = {}) => {
    const graph = graphOf(
      and(and(base, { aws_nat_gateway: { n: { subnet_id: "${aws_subnet.public.id}", ...given } } }), more),
    );
    return ask(natReachesInternet, at(graph, "aws_nat_gateway.n"), graph);
  };
  const publicRoute = {
    aws_route_table: { p: table(toInternet) },
    aws_route_table_association: {
      p: { subnet_id: "${aws_subnet.public.id}", route_table_id: "${aws_route_table.p.id}" },
    },
  };

  test("a NAT gateway in a public subnet is proven", () => {
    expect(verdictOf(nat(publicRoute))).toBe("PROVEN");
  });

  test("in a subnet without a way out it is broken", () => {
    expect(objections(nat({}))[0]).toMatchObject({
      verdict: "BROKEN",
      found: "aws_nat_gateway.n stands in aws_subnet.public, which has no default route",
    });
  });

  test("in a subnet that exists elsewhere it is not to be told; a private or regional one is not asked about", () => {
    expect(verdictOf(nat({}, { subnet_id: "subnet-1" }))).toBe("UNKNOWN");
    expect(nat({}, { connectivity_type: "private" })).toEqual([]);
    expect(nat({}, { subnet_id: null, vpc_id: "${aws_vpc.main.id}" })).toEqual([]);
  });
});

describe("RT-04", () => {
  const said = (Name: string, more: Resources) => {
    const graph = graphOf(
      and(
        and(base, {
          aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.0.1.0/24", tags: { Name } } },
        }),
        more,
      ),
    );
    return ask(privateSubnetStaysPrivate, at(graph, "aws_subnet.a"), graph);
  };
  const open = { ...ofA, aws_route_table: { t: table(toInternet) } };

  test("warns of a private subnet with a route to an internet gateway, and of no other", () => {
    expect(said("shop-private-a", open)).toMatchObject([{ verdict: "PROVEN", severity: "warning" }]);
    expect(said("shop-public-a", open)).toEqual([]);
    expect(said("shop-private-a", {})).toEqual([]);
  });
});

describe("RT-01", () => {
  const apart = and(CLIENT_AND_DATABASE, {
    aws_vpc: { other: { cidr_block: "10.9.0.0/16" } },
    aws_subnet: { c: { vpc_id: "${aws_vpc.other.id}", cidr_block: "10.9.1.0/24" } },
    aws_security_group: { app: { vpc_id: "${aws_vpc.other.id}" } },
    aws_instance: {
      app: { subnet_id: "${aws_subnet.c.id}", vpc_security_group_ids: ["${aws_security_group.app.id}"] },
    },
  });
  const judged = (resources: Resources) => {
    const graph = graphOf(resources);
    return ask(routeBetween, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph);
  };
  const peering = {
    aws_vpc_peering_connection: {
      p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${aws_vpc.main.id}", auto_accept: true },
    },
  };
  const route = (vpc: string, destination: string): JsonObject => ({
    route_table_id: `\${aws_vpc.${vpc}.main_route_table_id}`,
    destination_cidr_block: destination,
    vpc_peering_connection_id: "${aws_vpc_peering_connection.p.id}",
  });
  const there = route("other", "10.0.0.0/16");
  const back = route("main", "10.9.0.0/16");

  test("within a VPC there always is one", () => {
    expect(verdictOf(judged(CLIENT_AND_DATABASE))).toBe("PROVEN");
  });

  test("two VPCs that nothing connects are broken", () => {
    expect(objections(judged(apart))[0]).toMatchObject({
      verdict: "BROKEN",
      found: expect.stringContaining("aws_instance.app is in aws_vpc.other"),
    });
  });

  test.each<[string, string, Resources]>([
    ["a peering with routes both ways", "PROVEN", { ...peering, aws_route: { there, back } }],
    ["a peering without a way back", "BROKEN", { ...peering, aws_route: { there } }],
    ["a peering without a way there", "BROKEN", { ...peering, aws_route: { back } }],
    [
      "a peering with a way to only a part",
      "UNKNOWN",
      { ...peering, aws_route: { there: route("other", "10.0.1.0/25"), back } },
    ],
    [
      "a peering that somebody else accepts",
      "UNKNOWN",
      {
        aws_vpc_peering_connection: {
          p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${aws_vpc.main.id}" },
        },
        aws_route: { there, back },
      },
    ],
    [
      "a peering with an accepter",
      "PROVEN",
      {
        aws_vpc_peering_connection: {
          p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${aws_vpc.main.id}" },
        },
        aws_vpc_peering_connection_accepter: {
          a: { vpc_peering_connection_id: "${aws_vpc_peering_connection.p.id}", auto_accept: true },
        },
        aws_route: { there, back },
      },
    ],
    [
      "a narrower route that leads elsewhere",
      "UNKNOWN",
      {
        ...peering,
        aws_route: {
          there,
          back,
          x: {
            ...there,
            destination_cidr_block: "10.0.2.0/24",
            vpc_peering_connection_id: null,
            transit_gateway_id: "tgw-1",
          },
        },
      },
    ],
    [
      "a narrower route within the subnet",
      "UNKNOWN",
      {
        ...peering,
        aws_route: {
          there,
          back,
          x: {
            ...there,
            destination_cidr_block: "10.0.2.0/28",
            vpc_peering_connection_id: null,
            transit_gateway_id: "tgw-1",
          },
        },
      },
    ],
    [
      "a peering that cannot be told",
      "UNKNOWN",
      { aws_vpc_peering_connection: { p: { vpc_id: "${aws_vpc.other.id}", peer_vpc_id: "${var.given}" } } },
    ],
    [
      "a transit gateway",
      "UNKNOWN",
      {
        aws_ec2_transit_gateway_vpc_attachment: {
          a: { vpc_id: "${aws_vpc.main.id}", transit_gateway_id: "tgw-1" },
          b: { vpc_id: "${aws_vpc.other.id}", transit_gateway_id: "tgw-1" },
        },
      },
    ],
  ])("%s: %s", (_, verdict, more) => {
    expect(verdictOf(judged(and(apart, more)))).toBe(verdict);
  });

  test("a way back to one of two blocks of the client's VPC may be the one that it needs", () => {
    const graph = graphOf(
      and(apart, {
        ...peering,
        aws_vpc_ipv4_cidr_block_association: {
          more: { vpc_id: "${aws_vpc.other.id}", cidr_block: "100.64.0.0/16" },
        },
        aws_security_group: { far: { vpc_id: "${aws_vpc.other.id}" } },
        aws_route: { there, back },
      }),
    );
    const connection = connectionOf(graph, "aws_security_group.far", "aws_db_instance.db");
    expect(verdictOf(ask(routeBetween, connection, graph))).toBe("UNKNOWN");
  });

  test("a peering is accepted by a text, too", () => {
    const p = {
      vpc_id: "${aws_vpc.other.id}",
      peer_vpc_id: "${aws_vpc.main.id}",
      auto_accept: "true",
    };
    const more = { aws_vpc_peering_connection: { p }, aws_route: { there, back } };
    expect(verdictOf(judged(and(apart, more)))).toBe("PROVEN");
  });

  test("a VPC that is not known is not to be told, and one that is looked up is itself", () => {
    const from = (vpc_id: string) => {
      const graph = graphOf(
        and(CLIENT_AND_DATABASE, {
          aws_subnet: {
            a: { vpc_id, cidr_block: "10.0.1.0/24" },
            b: { vpc_id: "${data.aws_vpc.v.id}", cidr_block: "10.0.2.0/24" },
          },
          aws_db_subnet_group: { db: { subnet_ids: ["${aws_subnet.b.id}"] } },
        }),
        { aws_vpc: { v: { default: false } } },
      );
      return verdictOf(
        ask(routeBetween, connectionOf(graph, "aws_instance.app", "aws_db_instance.db"), graph),
      );
    };
    expect(from("${data.aws_vpc.v.id}")).toBe("PROVEN");
    expect(from("${var.given}")).toBe("UNKNOWN");
    expect(from("vpc-1")).toBe("UNKNOWN");
  });
});
