import {
  type Arguments,
  at,
  type Configuration,
  referredAddress,
  type Written,
  written,
} from "../configuration";
import { vpcOf } from "../members";
import { add, arn, changed, drop, each, id, type Mutant, type Operator, set, unset } from "./operator";

const GATEWAY = "aws_vpclattice_resource_gateway";
const CONFIGURATION = "aws_vpclattice_resource_configuration";
const NETWORK = "aws_vpclattice_service_network";
const RESOURCE_ASSOCIATION = "aws_vpclattice_service_network_resource_association";
const VPC_ASSOCIATION = "aws_vpclattice_service_network_vpc_association";

/** Endpoints that lead into VPC Lattice, with the argument that says where. */
function intoLattice(one: Written): "resource_configuration_arn" | "service_network_arn" | undefined {
  if (one.arguments.resource_configuration_arn) return "resource_configuration_arn";
  return one.arguments.service_network_arn ? "service_network_arn" : undefined;
}

function eachEndpoint(
  name: string,
  rules: readonly string[],
  mutants: (endpoint: Written, argument: string, stack: Configuration) => readonly Mutant[],
  says?: Operator["says"],
): Operator {
  return each(
    name,
    rules,
    "aws_vpc_endpoint",
    (endpoint, stack) => {
      const argument = intoLattice(endpoint);
      return argument ? mutants(endpoint, argument, stack) : [];
    },
    says,
  );
}

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

const CONFIGURATION_FAULTS: readonly Operator[] = [
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

const GATEWAY_FAULTS: readonly Operator[] = [
  each(
    "gateway in another VPC than its groups and subnets",
    ["LAT-02", "LAT-20", "LAT-10"],
    GATEWAY,
    (gateway, stack) =>
      written(stack, "aws_vpc")
        .filter(({ address }) => address !== vpcOf(stack, gateway.address))
        .map(({ address }) => changed(gateway.address, `in ${address}`, set("vpc_id", id(address)))),
  ),
  each("gateway in the VPC of the clients", ["LAT-10"], GATEWAY, (gateway, stack) => {
    const endpoints = written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint));
    return endpoints.map((endpoint) =>
      changed(gateway.address, `in the VPC of ${endpoint.address}`, (values) => {
        values.vpc_id = endpoint.arguments.vpc_id;
        values.subnet_ids = endpoint.arguments.subnet_ids;
        values.security_group_ids = endpoint.arguments.security_group_ids;
      }),
    );
  }),
  each("gateway in no subnet", ["LAT-20"], GATEWAY, ({ address }) => [
    changed(address, "with an empty list of subnets", set("subnet_ids", [])),
    changed(address, "without subnets", unset("subnet_ids")),
  ]),
  each(
    "gateway in one zone",
    ["LAT-20"],
    GATEWAY,
    ({ address, arguments: { subnet_ids } }) =>
      subnet_ids.map((subnet: string) => changed(address, `in ${subnet} only`, set("subnet_ids", [subnet]))),
    "warning",
  ),
  each("gateway that is none", ["LAT-17", "LAT-10", "LAT-34"], CONFIGURATION, ({ address }) => [
    changed(address, "without a gateway", unset("resource_gateway_identifier")),
  ]),
  each(
    "six security groups",
    ["LAT-02"],
    [GATEWAY, VPC_ASSOCIATION],
    ({ address, arguments: { security_group_ids } }, stack) => {
      const [own] = security_group_ids;
      const vpc = (stack.resource.aws_security_group as Arguments)[
        (referredAddress(own) as string).split(".")[1] as string
      ].vpc_id;
      const more = [1, 2, 3, 4, 5].map((number) => `aws_security_group.more-${number}`);
      return [
        {
          description: `${address}: in six groups`,
          at: [address],
          apply: (copy) => {
            for (const group of more) add(copy, group, { name_prefix: "more-", vpc_id: vpc });
            at(copy, address).security_group_ids = [own, ...more.map(id)];
          },
        },
      ];
    },
  ),
  each("IPv6 in subnets that have none", ["LAT-23"], [GATEWAY, "aws_vpc_endpoint"], (one) =>
    one.type === GATEWAY || intoLattice(one)
      ? ["IPV6", "DUALSTACK"].map((type) =>
          changed(
            one.address,
            `ip_address_type ${type}`,
            set("ip_address_type", one.type === GATEWAY ? type : type.toLowerCase()),
          ),
        )
      : [],
  ),
  {
    name: "subnet in a zone without VPC Lattice",
    rules: ["LAT-20"],
    mutants: (stack) =>
      inLattice(stack).flatMap(({ address, arguments: { subnet_ids } }) =>
        subnet_ids.map((subnet: string) =>
          changed(
            referredAddress(subnet) as string,
            "in zone euc1-az2",
            set("availability_zone_id", "euc1-az2"),
            [address],
          ),
        ),
      ),
  },
  {
    name: "subnet too small for the gateway's addresses",
    rules: ["LAT-21"],
    says: "warning",
    mutants: (stack) =>
      written(stack, GATEWAY).flatMap(({ address, arguments: { subnet_ids } }) =>
        subnet_ids.map((subnet: string) => {
          const subnetAddress = referredAddress(subnet) as string;
          return changed(
            subnetAddress,
            "a /28",
            (values) => {
              values.cidr_block = values.cidr_block.replace(/\/\d+$/, "/28");
            },
            [address, subnetAddress],
          );
        }),
      ),
  },
  {
    name: "no zone in common",
    rules: ["LAT-06"],
    mutants: (stack) => {
      const endpoints = written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint));
      return endpoints.flatMap((endpoint) =>
        written(stack, GATEWAY).map((gateway): Mutant => {
          const [first] = endpoint.arguments.subnet_ids;
          const [, last] = gateway.arguments.subnet_ids;
          return {
            description: `${endpoint.address} in ${first} only, ${gateway.address} in ${last} only`,
            at: [endpoint.address],
            apply: (copy) => {
              at(copy, endpoint.address).subnet_ids = [first];
              at(copy, gateway.address).subnet_ids = [last];
            },
          };
        }),
      );
    },
  },
];

function inLattice(stack: Configuration): Written[] {
  return [
    ...written(stack, GATEWAY),
    ...written(stack, "aws_vpc_endpoint").filter((endpoint) => intoLattice(endpoint)),
  ];
}

const ENDPOINT_FAULTS: readonly Operator[] = [
  eachEndpoint(
    "endpoint without its type, or with another one",
    ["LAT-35"],
    ({ address, arguments: { vpc_endpoint_type } }) => [
      changed(address, "without a type, which is Gateway", unset("vpc_endpoint_type")),
      ...["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"]
        .filter((type) => type !== vpc_endpoint_type)
        .map((type) => changed(address, `of type ${type}`, set("vpc_endpoint_type", type))),
    ],
  ),
  eachEndpoint("endpoint that leads nowhere", ["LAT-35"], ({ address }, argument) => [
    changed(address, `without ${argument}`, unset(argument)),
  ]),
  eachEndpoint("endpoint that leads to something else", ["LAT-35"], ({ address }, argument, stack) => {
    const others = written(stack, GATEWAY, CONFIGURATION, NETWORK, "aws_db_instance", "aws_vpc");
    const own = argument === "resource_configuration_arn" ? CONFIGURATION : NETWORK;
    return [
      ...others
        .filter(({ type }) => type !== own)
        .map((other) => changed(address, `leads to ${other.address}`, set(argument, arn(other.address)))),
      changed(address, "leads to a load balancer's service", (values) => {
        values[argument] =
          "arn:aws:ec2:eu-central-1:111122223333:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
      }),
    ];
  }),
  eachEndpoint("endpoint with a service name too", ["LAT-35"], ({ address }) => [
    changed(address, "with service_name", set("service_name", "com.amazonaws.eu-central-1.rds")),
  ]),
  eachEndpoint(
    "argument for another type of endpoint",
    ["LAT-19"],
    ({ address, arguments: { vpc_id } }, _, stack) => [
      changed(
        address,
        "with a policy",
        set(
          "policy",
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
        ),
      ),
      ...written(stack, "aws_route_table")
        .filter((table) => table.arguments.vpc_id === vpc_id)
        .map((table) => changed(address, `on ${table.address}`, set("route_table_ids", [id(table.address)]))),
      changed(address, "of another Region", set("service_region", "us-east-1")),
    ],
  ),
  eachEndpoint(
    "private DNS of a Resource endpoint off",
    ["LAT-09"],
    ({ address, arguments: { private_dns_enabled } }, _, stack) => {
      if (!private_dns_enabled) return [];
      // Where no client is in the stack, clients may know the endpoint's own names, which the stack puts out.
      const says = written(stack, "aws_ecs_task_definition").length > 0 ? "BROKEN" : "UNKNOWN";
      return [
        changed(address, "private_dns_enabled false", set("private_dns_enabled", false)),
        changed(address, "without private_dns_enabled", unset("private_dns_enabled")),
      ].map((mutant) => ({ ...mutant, says }));
    },
  ),
  eachEndpoint("endpoint in no subnet", ["LAT-20"], ({ address }) => [
    changed(address, "with an empty list of subnets", set("subnet_ids", [])),
    changed(address, "without subnets", unset("subnet_ids")),
  ]),
  eachEndpoint(
    "endpoint in one zone",
    ["LAT-20"],
    ({ address, arguments: { subnet_ids } }) =>
      subnet_ids.map((subnet: string) => changed(address, `in ${subnet} only`, set("subnet_ids", [subnet]))),
    "warning",
  ),
  eachEndpoint(
    "endpoint in two subnets of one zone",
    ["LAT-20"],
    ({ address, arguments: { vpc_id, subnet_ids } }, _, stack) => {
      const own = at(stack, referredAddress(subnet_ids[0]) as string);
      return written(stack, "aws_subnet")
        .filter(
          (other) =>
            other.arguments.vpc_id === vpc_id &&
            other.arguments.availability_zone_id === own.availability_zone_id &&
            id(other.address) !== subnet_ids[0],
        )
        .map((other) =>
          changed(address, `in ${other.address} too`, set("subnet_ids", [...subnet_ids, id(other.address)])),
        );
    },
  ),
  eachEndpoint(
    "subnets of another VPC",
    ["LAT-20", "LAT-02"],
    ({ address, arguments: { vpc_id } }, _, stack) =>
      written(stack, "aws_vpc")
        .filter((vpc) => id(vpc.address) !== vpc_id)
        .map((vpc) => changed(address, `in ${vpc.address}`, set("vpc_id", id(vpc.address)))),
  ),
  eachEndpoint("second way with private names into one VPC", ["LAT-32"], (endpoint, argument) => {
    if (!endpoint.arguments.private_dns_enabled || argument !== "resource_configuration_arn") return [];
    const configuration = referredAddress(endpoint.arguments.resource_configuration_arn);
    if (configuration === undefined) return [];
    const [network, association, second] = [
      `${NETWORK}.second`,
      `${RESOURCE_ASSOCIATION}.second`,
      "aws_vpc_endpoint.second",
    ];
    return [
      {
        description: `${endpoint.address} beside an endpoint of a service network`,
        at: [endpoint.address, second],
        apply: (copy) => {
          at(copy, configuration).allow_association_to_shareable_service_network = true;
          add(copy, network, { name: "second", auth_type: "NONE" });
          add(copy, association, {
            resource_configuration_identifier: id(configuration),
            service_network_identifier: id(network),
          });
          const { resource_configuration_arn, ...values } = endpoint.arguments;
          add(copy, second, {
            ...values,
            vpc_endpoint_type: "ServiceNetwork",
            service_network_arn: arn(network),
          });
        },
      },
    ];
  }),
  {
    name: "endpoint in the VPC of the gateway",
    rules: ["LAT-11"],
    says: "warning",
    mutants: (stack) =>
      written(stack, "aws_vpc_endpoint")
        .filter((endpoint) => intoLattice(endpoint))
        .flatMap((endpoint) =>
          written(stack, GATEWAY).map((gateway): Mutant => {
            const group = referredAddress(endpoint.arguments.security_group_ids[0]) as string;
            const rules = written(stack, "aws_vpc_security_group_ingress_rule");
            const clients = rules
              .filter((rule) => referredAddress(rule.arguments.security_group_id) === group)
              .flatMap((rule) => referredAddress(rule.arguments.referenced_security_group_id) ?? []);
            return {
              description: `${endpoint.address} and its clients in the VPC of ${gateway.address}`,
              at: [endpoint.address],
              apply: (copy) => {
                const { vpc_id, subnet_ids } = gateway.arguments;
                Object.assign(at(copy, endpoint.address), { vpc_id, subnet_ids });
                for (const one of [group, ...clients]) at(copy, one).vpc_id = vpc_id;
              },
            };
          }),
        ),
  },
];

const NETWORK_FAULTS: readonly Operator[] = [
  each("association by ARN", ["LAT-27"], RESOURCE_ASSOCIATION, ({ address, arguments: values }) =>
    ["resource_configuration_identifier", "service_network_identifier"].map((argument) =>
      changed(address, `${argument} by ARN`, set(argument, values[argument].replace(".id}", ".arn}"))),
    ),
  ),
  each(
    "service network that lets nobody in",
    ["LAT-28"],
    NETWORK,
    ({ address }) => [changed(address, "AWS_IAM without a policy", set("auth_type", "AWS_IAM"))],
    "UNKNOWN",
  ),
  each(
    "association without security groups, which is open to the VPC",
    ["LAT-02"],
    VPC_ASSOCIATION,
    ({ address }) => [changed(address, "without groups", unset("security_group_ids"))],
    "warning",
  ),
  each(
    "second association of a VPC",
    ["LAT-32"],
    VPC_ASSOCIATION,
    ({ address, arguments: values }, _stack) => [
      {
        description: `${address} twice, to another network`,
        at: [address, `${address}-again`],
        apply: (copy) => {
          add(copy, `${NETWORK}.another`, { name: "another", auth_type: "NONE" });
          add(copy, `${address}-again`, { ...values, service_network_identifier: id(`${NETWORK}.another`) });
        },
      },
    ],
  ),
];

const LOG_FAULTS: readonly Operator[] = [
  each(
    "access log that does not record resources",
    ["LAT-29"],
    "aws_vpclattice_access_log_subscription",
    ({ address, arguments: { service_network_log_type } }) =>
      service_network_log_type === undefined
        ? []
        : [
            changed(address, "without service_network_log_type", unset("service_network_log_type")),
            changed(address, "of type SERVICE", set("service_network_log_type", "SERVICE")),
          ],
    "warning",
  ),
  each(
    "access log to what cannot hold it",
    ["LAT-29"],
    "aws_vpclattice_access_log_subscription",
    ({ address }, stack) => [
      ...written(stack, "aws_security_group")
        .slice(0, 1)
        .map((other) => changed(address, `to ${other.address}`, set("destination_arn", arn(other.address)))),
      changed(address, "to a queue", set("destination_arn", "arn:aws:sqs:eu-central-1:111122223333:logs")),
      changed(
        address,
        "to another Region",
        set("destination_arn", "arn:aws:logs:us-east-1:111122223333:log-group:logs"),
      ),
    ],
  ),
];

const SHARE_FAULTS: readonly Operator[] = [
  each("something shared that cannot be", ["LAT-24"], "aws_ram_resource_association", ({ address }, stack) =>
    written(stack, GATEWAY).map((other) =>
      changed(address, `shares ${other.address}`, set("resource_arn", arn(other.address))),
    ),
  ),
  each("principal that cannot have it", ["LAT-25"], "aws_ram_principal_association", ({ address }) =>
    ["arn:aws:iam::444455556666:role/reader", "arn:aws:iam::444455556666:user/reader"].map((principal) =>
      changed(address, `principal ${principal}`, set("principal", principal)),
    ),
  ),
  each(
    "outside of the organization, which the share forbids",
    ["LAT-25"],
    "aws_ram_resource_share",
    ({ address }, stack) => [
      changed(address, "allow_external_principals false", set("allow_external_principals", false), [
        address,
        ...written(stack, "aws_ram_principal_association").map((one) => one.address),
      ]),
    ],
    "warning",
  ),
  each("permission for something else", ["LAT-26"], "aws_ram_resource_share", ({ address }, stack) => [
    changed(
      address,
      "permission for subnets",
      set("permission_arns", ["arn:aws:ram::aws:permission/AWSRAMDefaultPermissionSubnet"]),
      [address, ...written(stack, "aws_ram_resource_association").map((one) => one.address)],
    ),
  ]),
];

const DATABASE_FAULTS: readonly Operator[] = [
  {
    name: "database on another port",
    rules: ["SG-01"],
    mutants: (stack) =>
      written(stack, "aws_db_instance", "aws_rds_cluster").flatMap((one) =>
        [1433, 5433].map((port) =>
          changed(one.address, `on port ${port}`, set("port", port), [
            one.address,
            ...written(
              stack,
              "aws_security_group",
              "aws_vpc_security_group_ingress_rule",
              "aws_vpc_security_group_egress_rule",
            ).map(({ address }) => address),
          ]),
        ),
      ),
  },
  {
    name: "database on the engine's own port",
    rules: ["SG-01"],
    mutants: (stack) =>
      written(stack, "aws_db_instance").flatMap((one) => [
        changed(
          one.address,
          "of an engine with another port, none given",
          (values) => {
            values.engine = values.engine === "postgres" ? "mysql" : "postgres";
            delete values.port;
          },
          written(stack, "aws_security_group").map(({ address }) => address),
        ),
      ]),
  },
  {
    name: "connections idle longer than VPC Lattice keeps them",
    rules: ["LAT-33"],
    says: "warning",
    mutants: (stack) =>
      written(stack, "aws_db_parameter_group", "aws_rds_cluster_parameter_group").flatMap(
        ({ address, arguments: { parameter } }) =>
          (parameter as Arguments[]).flatMap(({ name }, number) =>
            name === "tcp_keepalives_idle"
              ? [
                  changed(
                    address,
                    "tcp_keepalives_idle 7200",
                    (values) => {
                      values.parameter[number].value = "7200";
                    },
                    [
                      address,
                      ...written(stack, CONFIGURATION, "aws_db_instance", "aws_rds_cluster").map(
                        (one) => one.address,
                      ),
                    ],
                  ),
                ]
              : [],
          ),
      ),
  },
];

export const LATTICE_FAULTS: readonly Operator[] = [
  ...CONFIGURATION_FAULTS,
  ...GATEWAY_FAULTS,
  ...ENDPOINT_FAULTS,
  ...NETWORK_FAULTS,
  ...LOG_FAULTS,
  ...SHARE_FAULTS,
  ...DATABASE_FAULTS,
];
