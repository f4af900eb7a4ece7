import {
  type Arguments,
  at,
  type Configuration,
  referredAddress,
  type Written,
  written,
} from "../../configuration";
import { arn, changed, drop, each, id, type Operator, set, unset } from "../operator";
import { CONFIGURATION, GATEWAY, NETWORK, RESOURCE_ASSOCIATION } from "./types";

/** Names that begin as AWS's own ids do. */
const RESERVED: Readonly<Record<string, string>> = {
  [CONFIGURATION]: "rcfg-orders",
  [GATEWAY]: "rgw-orders",
  [NETWORK]: "servicenetwork-orders",
};

const database = (configuration: Written) =>
  referredAddress(configuration.arguments.resource_configuration_definition[0].arn_resource[0].arn) as string;

/** Makes a configuration one that names a host or an address, which then has to have ports of its own. */
const single = (definition: Arguments, ports: readonly string[]) => (values: Arguments) => {
  values.type = "SINGLE";
  values.port_ranges = ports;
  values.protocol = "TCP";
  values.resource_configuration_definition = [definition];
};

const byHostName = (configuration: Written, stack: Configuration, name = "address", ports?: string[]) => {
  const address = database(configuration);
  const attribute = address.startsWith("aws_rds_cluster.") && name === "address" ? "endpoint" : name;
  return single(
    { dns_resource: [{ domain_name: `\${${address}.${attribute}}`, ip_address_type: "IPV4" }] },
    ports ?? [String(at(stack, address).port)],
  );
};

/** What a resource configuration can get wrong. */
export const CONFIGURATION_FAULTS: readonly Operator[] = [
  each("type that does not fit an ARN", ["LAT-34", "LAT-17"], CONFIGURATION, ({ address }) => [
    changed(address, "without a type, which is SINGLE", unset("type")),
    ...["SINGLE", "GROUP", "CHILD"].map((type) => changed(address, `of type ${type}`, set("type", type))),
  ]),
  each("type ARN with another definition", ["LAT-34"], CONFIGURATION, ({ address }) => [
    changed(
      address,
      "type ARN by host name",
      set("resource_configuration_definition", [
        { dns_resource: [{ domain_name: "database.example.com", ip_address_type: "IPV4" }] },
      ]),
    ),
    changed(
      address,
      "type ARN by address",
      set("resource_configuration_definition", [{ ip_resource: [{ ip_address: "10.20.0.10" }] }]),
    ),
    changed(address, "without a definition", unset("resource_configuration_definition")),
  ]),
  each("ARN of something that cannot be led to", ["LAT-13"], CONFIGURATION, (configuration, stack) => {
    const { address } = configuration;
    const others = written(
      stack,
      "aws_security_group",
      "aws_cloudwatch_log_group",
      "aws_db_subnet_group",
      GATEWAY,
    );
    const literal = (what: string, value: string) =>
      changed(address, what, set("resource_configuration_definition", [{ arn_resource: [{ arn: value }] }]));
    return [
      ...others.map((other) => literal(`ARN of ${other.address}`, arn(other.address))),
      literal("ARN of a bucket", "arn:aws:s3:::orders"),
      literal("ARN of an RDS Proxy", "arn:aws:rds:eu-central-1:111122223333:db-proxy:prx-0123456789abcdef0"),
      literal("ARN of a global cluster", "arn:aws:rds::111122223333:global-cluster:orders"),
      literal("ARN of a database of another Region", "arn:aws:rds:us-east-1:111122223333:db:orders"),
      literal("id instead of an ARN", id(database(configuration))),
    ];
  }),
  each("database that is public", ["LAT-13"], CONFIGURATION, (configuration, stack) => {
    const address = database(configuration);
    // AWS's guide refuses this of clusters, and does not say what it does of instances.
    const says = address.startsWith("aws_rds_cluster.") ? "BROKEN" : "UNKNOWN";
    const instances = written(stack, "aws_rds_cluster_instance").filter(
      ({ arguments: { cluster_identifier } }) => referredAddress(cluster_identifier) === address,
    );
    const where = [address, configuration.address, ...instances.map((one) => one.address)];
    return (says === "UNKNOWN" ? [address] : instances.map((one) => one.address)).map((one) => ({
      ...changed(one, "publicly_accessible", set("publicly_accessible", true), where),
      says,
    }));
  }),
  each("ports beside an ARN", ["LAT-34", "LAT-16"], CONFIGURATION, ({ address }) => [
    changed(address, "port_ranges", set("port_ranges", ["5432"])),
  ]),
  each("ports without the database's", ["LAT-12", "LAT-16"], CONFIGURATION, (configuration, stack) => [
    ...[["1-1024"], ["5433"], ["3305", "5431"], ["6000-7000"]].map((ports) =>
      changed(
        configuration.address,
        `by host name, ports ${ports}`,
        byHostName(configuration, stack, "address", ports),
      ),
    ),
  ]),
  each("ports that are none", ["LAT-16"], CONFIGURATION, (configuration, stack) =>
    [["0"], ["65536"], ["5433-5432"], [] as string[], ["postgres"]].map((ports) =>
      changed(
        configuration.address,
        `by host name, ports ${JSON.stringify(ports)}`,
        byHostName(configuration, stack, "address", ports),
      ),
    ),
  ),
  each("host name that is none", ["LAT-14"], CONFIGURATION, (configuration, stack) => {
    const literal = (name: string) =>
      changed(
        configuration.address,
        `host name ${name}`,
        single({ dns_resource: [{ domain_name: name, ip_address_type: "IPV4" }] }, [
          String(at(stack, database(configuration)).port),
        ]),
      );
    return [
      // For an instance it is `host:port`; a cluster's is the host.
      ...(database(configuration).startsWith("aws_db_instance.")
        ? [
            changed(
              configuration.address,
              "host name with its port",
              byHostName(configuration, stack, "endpoint"),
            ),
          ]
        : []),
      literal("database.example.com:5432"),
      literal("https://database.example.com"),
      literal("database example com"),
    ];
  }),
  each("address that is none, or public", ["LAT-15"], CONFIGURATION, (configuration, stack) =>
    ["database", "10.20.0.300", "203.0.113.10"].map((address) =>
      changed(
        configuration.address,
        `address ${address}`,
        single({ ip_resource: [{ ip_address: address }] }, [String(at(stack, database(configuration)).port)]),
      ),
    ),
  ),
  each("group or child that does not fit", ["LAT-17", "LAT-34"], CONFIGURATION, ({ address }) => [
    changed(address, "child of itself", (values) => {
      values.resource_configuration_group_id = id(address);
    }),
    changed(address, "type SINGLE in a group", (values) => {
      values.type = "SINGLE";
      values.resource_configuration_group_id = "rcfg-0123456789abcdef0";
    }),
  ]),
  each("name that AWS refuses", ["LAT-18"], [CONFIGURATION, GATEWAY, NETWORK], ({ address, type }) =>
    [
      "Orders",
      "ab",
      "orders_1",
      "-orders",
      "orders--1",
      "orders-",
      RESERVED[type] as string,
      "a".repeat(64),
    ].map((name) => changed(address, `name ${name}`, set("name", name))),
  ),
  each(
    "sharing flag not set",
    ["LAT-31"],
    CONFIGURATION,
    ({ address, arguments: { allow_association_to_shareable_service_network: flag } }) =>
      flag === undefined
        ? []
        : [changed(address, "flag not set", unset("allow_association_to_shareable_service_network"))],
    "warning",
  ),
  each(
    "in a service network that can be shared, which it forbids",
    ["LAT-08"],
    CONFIGURATION,
    ({ address }, stack) =>
      associationsOf(stack, address).length === 0
        ? []
        : [changed(address, "flag false", set("allow_association_to_shareable_service_network", false))],
  ),
  each(
    "connections not logged",
    ["LAT-30"],
    "aws_vpclattice_access_log_subscription",
    ({ address, arguments: { resource_identifier } }, stack) => {
      const logged = referredAddress(resource_identifier) as string;
      const configurations = logged.startsWith(CONFIGURATION)
        ? [logged]
        : written(stack, CONFIGURATION).map((one) => one.address);
      return [
        { description: `without ${address}`, at: configurations, apply: (copy) => drop(copy, address) },
      ];
    },
    "warning",
  ),
];

function associationsOf(stack: Configuration, configuration: string): Written[] {
  return written(stack, RESOURCE_ASSOCIATION).filter(
    ({ arguments: { resource_configuration_identifier } }) =>
      referredAddress(resource_configuration_identifier) === configuration,
  );
}
