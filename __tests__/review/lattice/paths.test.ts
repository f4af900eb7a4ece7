import { latticePaths } from "../../../review/paths/lattice";
import { add, all, type Configuration, chain, graphOf, judged, set } from "./chain";

const INGRESS = "aws_vpc_security_group_ingress_rule.endpoint";
const EGRESS = "aws_vpc_security_group_egress_rule.app";
type Change = (configuration: Configuration) => void;

const ids = (...changes: Change[]) =>
  latticePaths.infer(graphOf(chain(all(...changes)))).map(({ from, to, port }) => `${from} -> ${to}:${port}`);
const verdicts = (...changes: Change[]) =>
  judged(graphOf(chain(all(...changes)))).paths.map(({ id, verdict }) => `${verdict} ${id}`);

describe("who the clients are", () => {
  const another = all(
    add("aws_security_group.jobs", { vpc_id: "${aws_vpc.app.id}" }),
    add("aws_vpc_security_group_egress_rule.jobs", {
      security_group_id: "${aws_security_group.jobs.id}",
      referenced_security_group_id: "${aws_security_group.endpoint.id}",
      ip_protocol: "tcp",
      from_port: 5432,
      to_port: 5432,
    }),
  );

  test("groups that the endpoint admits, and groups that are let out to it", () => {
    expect(verdicts(another)).toEqual([
      "PROVEN aws_security_group.app -> aws_db_instance.orders:5432",
      "BROKEN aws_security_group.jobs -> aws_db_instance.orders:5432",
    ]);
  });

  test("of a group that others have too, only for the port of the database", () => {
    const web = add("aws_vpc_security_group_ingress_rule.web", {
      security_group_id: "${aws_security_group.endpoint.id}",
      referenced_security_group_id: "${aws_security_group.web.id}",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
    });
    const shared = all(
      add("aws_security_group.web", { vpc_id: "${aws_vpc.app.id}" }),
      add("aws_vpc_endpoint.logs", {
        vpc_id: "${aws_vpc.app.id}",
        vpc_endpoint_type: "Interface",
        service_name: "com.amazonaws.eu-central-1.logs",
        security_group_ids: ["${aws_security_group.endpoint.id}"],
      }),
      web,
    );
    expect(ids(shared)).toEqual(["aws_security_group.app -> aws_db_instance.orders:5432"]);
  });

  test("addresses in the VPC, as the VPC", () => {
    const byAddress = set(INGRESS, { referenced_security_group_id: undefined, cidr_ipv4: "10.1.0.0/16" });
    expect(verdicts(byAddress, add(EGRESS, undefined))).toEqual([
      "PROVEN aws_vpc.app -> aws_db_instance.orders:5432",
    ]);
  });

  test("addresses outside of the VPC, as their block, of which is not known how they get there", () => {
    const outside = set(INGRESS, { referenced_security_group_id: undefined, cidr_ipv4: "192.168.0.0/16" });
    expect(verdicts(outside, add(EGRESS, undefined))).toEqual([
      "UNKNOWN 192.168.0.0/16 -> aws_db_instance.orders:5432",
    ]);
  });

  test("the VPC, where nobody is admitted", () => {
    expect(verdicts(add(INGRESS, undefined), add(EGRESS, undefined))).toEqual([
      "BROKEN aws_vpc.app -> aws_db_instance.orders:5432",
    ]);
  });

  test("a group outside of the files, by its id", () => {
    expect(
      verdicts(
        set(INGRESS, { referenced_security_group_id: "sg-0123456789abcdef0" }),
        add(EGRESS, undefined),
      ),
    ).toEqual(["UNKNOWN sg-0123456789abcdef0 -> aws_db_instance.orders:5432"]);
  });

  test("nobody's, where no endpoint is: the configuration is where the path begins", () => {
    expect(verdicts(add("aws_vpc_endpoint.orders", undefined))).toEqual([
      "PROVEN aws_vpclattice_resource_configuration.orders -> aws_db_instance.orders:5432",
    ]);
  });
});

describe("where it leads", () => {
  const definition = (block: string, values: object) =>
    all(
      set("aws_vpclattice_resource_configuration.orders", {
        type: "SINGLE",
        protocol: "TCP",
        port_ranges: ["5432"],
        resource_configuration_definition: [{ [block]: [values] }],
      }),
      set("aws_vpc_endpoint.orders", { private_dns_enabled: undefined }),
    );
  const dns = (domain_name: string) => definition("dns_resource", { domain_name, ip_address_type: "IPV4" });
  const proxy = all(
    add("aws_db_proxy.orders", {
      name: "orders",
      engine_family: "POSTGRESQL",
      vpc_subnet_ids: ["${aws_subnet.data_a.id}", "${aws_subnet.data_b.id}"],
      vpc_security_group_ids: ["${aws_security_group.database.id}"],
    }),
    add("aws_db_proxy_target.orders", {
      db_proxy_name: "${aws_db_proxy.orders.name}",
      db_instance_identifier: "${aws_db_instance.orders.identifier}",
    }),
    dns("${aws_db_proxy.orders.endpoint}"),
  );

  test.each<[string, Change, string]>([
    [
      "a database by its host name",
      dns("${aws_db_instance.orders.address}"),
      "PROVEN aws_security_group.app -> aws_db_instance.orders:5432",
    ],
    ["a proxy", proxy, "PROVEN aws_security_group.app -> aws_db_proxy.orders:5432"],
    [
      "a host name outside of the files",
      dns("db.example.com"),
      "UNKNOWN aws_security_group.app -> db.example.com:5432",
    ],
    [
      "an address",
      definition("ip_resource", { ip_address: "10.2.0.10" }),
      "UNKNOWN aws_security_group.app -> 10.2.0.10:5432",
    ],
  ])("%s", (_, change, expected) => {
    expect(verdicts(change)).toEqual([expected]);
  });

  test("each child of a group", () => {
    const child = (name: string, engine: string, port: string) =>
      all(
        add(`aws_db_instance.${name}`, {
          engine,
          vpc_security_group_ids: ["${aws_security_group.database.id}"],
        }),
        add(`aws_vpclattice_resource_configuration.${name}`, {
          name,
          type: "CHILD",
          port_ranges: [port],
          resource_configuration_group_id: "${aws_vpclattice_resource_configuration.orders.id}",
          resource_configuration_definition: [
            {
              dns_resource: [{ domain_name: `\${aws_db_instance.${name}.address}`, ip_address_type: "IPV4" }],
            },
          ],
        }),
      );
    const group = set("aws_vpclattice_resource_configuration.orders", {
      type: "GROUP",
      protocol: "TCP",
      resource_configuration_definition: undefined,
    });
    // Both are for the clients of an endpoint whose rules name neither port alone.
    const open = all(
      set(INGRESS, { from_port: 0, to_port: 65535 }),
      set(EGRESS, { from_port: 0, to_port: 65535 }),
    );
    expect(ids(group, open, child("users", "mysql", "3306"), child("carts", "postgres", "5432"))).toEqual([
      "aws_security_group.app -> aws_db_instance.users:3306",
      "aws_security_group.app -> aws_db_instance.carts:5432",
    ]);
  });

  test("a person can ask from whatever the way passes, and for what is behind a proxy", () => {
    const graph = graphOf(chain(proxy));
    const between = (from: string, to: string) => {
      const [source, destination] = [graph.at(from), graph.at(to)];
      if (!source || !destination) throw new Error("not there");
      return judged(graph, latticePaths.between(graph, source, destination, undefined)).paths.map(
        ({ from: first, elements, verdict }) => [verdict, first, elements.at(-1)?.name],
      );
    };
    for (const from of [
      "aws_security_group.app",
      "aws_vpclattice_resource_configuration.orders",
      "aws_vpclattice_resource_gateway.orders",
    ]) {
      expect(between(from, "aws_db_proxy.orders")).toEqual([["PROVEN", from, "aws_db_proxy.orders"]]);
    }
    expect(between("aws_vpc_endpoint.orders", "aws_db_proxy.orders")).toEqual([
      ["PROVEN", "aws_security_group.app", "aws_db_proxy.orders"],
    ]);
    // The proxy has the database's group, which lets nothing out.
    expect(between("aws_security_group.app", "aws_db_instance.orders")).toEqual([
      ["BROKEN", "aws_security_group.app", "aws_db_instance.orders"],
    ]);
    expect(between("aws_security_group.database", "aws_db_proxy.orders")).toEqual([]);
    expect(between("aws_security_group.app", "aws_vpc.app")).toEqual([]);
  });
});

test("two ways between the same ends are told apart by what they go through", () => {
  const second = (configuration: Configuration) =>
    add("aws_vpc_endpoint.second", { ...configuration.resource.aws_vpc_endpoint?.orders })(configuration);
  expect(latticePaths.infer(graphOf(chain(second))).map(({ via }) => via)).toEqual([
    "aws_vpc_endpoint.orders",
    "aws_vpc_endpoint.second",
  ]);
});
