import type { Graph } from "../../../review/graph/graph";
import { findingOf, judgePath, ResourceJudge } from "../../../review/judge";
import type { PathDraft } from "../../../review/paths/draft";
import { latticePaths } from "../../../review/paths/lattice";
import { readJson } from "../../../review/read/inputs";
import type { JsonObject } from "../../../review/read/json";
import type { Finding, Path } from "../../../review/result";
import { LATTICE_RULES } from "../../../review/rules/lattice";

/** Arguments of one resource; tests take them apart. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
export type Arguments = Record<string, any>;
/** Resources by type and name. */
export type Resources = Record<string, Record<string, Arguments>>;

export interface Configuration {
  readonly resource: Resources;
  readonly data: Resources;
  readonly variable: Record<string, Arguments>;
}

const subnet = (vpc: string, cidr_block: string, availability_zone_id: string) => ({
  vpc_id: `\${aws_vpc.${vpc}.id}`,
  cidr_block,
  availability_zone_id,
});
const rule = (of: string, other: string, port: number) => ({
  security_group_id: `\${aws_security_group.${of}.id}`,
  referenced_security_group_id: `\${aws_security_group.${other}.id}`,
  ip_protocol: "tcp",
  from_port: port,
  to_port: port,
});

/** A client's group, an endpoint, a gateway and an RDS instance: a chain that works, changed by the test. */
export function chain(change: (configuration: Configuration) => void = () => undefined): Configuration {
  const configuration: Configuration = {
    variable: { given: {} },
    data: {},
    resource: {
      aws_vpc: {
        app: { cidr_block: "10.1.0.0/16", enable_dns_hostnames: true },
        data: { cidr_block: "10.2.0.0/16" },
      },
      aws_subnet: {
        app_a: subnet("app", "10.1.0.0/24", "euc1-az1"),
        app_b: subnet("app", "10.1.1.0/24", "euc1-az3"),
        data_a: subnet("data", "10.2.0.0/24", "euc1-az1"),
        data_b: subnet("data", "10.2.1.0/24", "euc1-az3"),
      },
      aws_security_group: {
        app: { vpc_id: "${aws_vpc.app.id}" },
        endpoint: { vpc_id: "${aws_vpc.app.id}" },
        gateway: { vpc_id: "${aws_vpc.data.id}" },
        database: { vpc_id: "${aws_vpc.data.id}" },
      },
      aws_vpc_security_group_egress_rule: {
        app: rule("app", "endpoint", 5432),
        gateway: rule("gateway", "database", 5432),
      },
      aws_vpc_security_group_ingress_rule: {
        endpoint: rule("endpoint", "app", 5432),
        database: rule("database", "gateway", 5432),
      },
      aws_vpc_endpoint: {
        orders: {
          vpc_id: "${aws_vpc.app.id}",
          vpc_endpoint_type: "Resource",
          resource_configuration_arn: "${aws_vpclattice_resource_configuration.orders.arn}",
          subnet_ids: ["${aws_subnet.app_a.id}", "${aws_subnet.app_b.id}"],
          security_group_ids: ["${aws_security_group.endpoint.id}"],
          private_dns_enabled: true,
        },
      },
      aws_vpclattice_resource_configuration: {
        orders: {
          name: "orders",
          type: "ARN",
          resource_gateway_identifier: "${aws_vpclattice_resource_gateway.orders.id}",
          allow_association_to_shareable_service_network: false,
          resource_configuration_definition: [{ arn_resource: [{ arn: "${aws_db_instance.orders.arn}" }] }],
        },
      },
      aws_vpclattice_resource_gateway: {
        orders: {
          name: "orders",
          vpc_id: "${aws_vpc.data.id}",
          subnet_ids: ["${aws_subnet.data_a.id}", "${aws_subnet.data_b.id}"],
          security_group_ids: ["${aws_security_group.gateway.id}"],
        },
      },
      aws_vpclattice_access_log_subscription: {
        orders: {
          resource_identifier: "${aws_vpclattice_resource_configuration.orders.arn}",
          destination_arn: "${aws_cloudwatch_log_group.orders.arn}",
        },
      },
      aws_cloudwatch_log_group: { orders: { name: "/lattice/orders" } },
      aws_db_subnet_group: {
        orders: { name: "orders", subnet_ids: ["${aws_subnet.data_a.id}", "${aws_subnet.data_b.id}"] },
      },
      aws_db_instance: {
        orders: {
          engine: "postgres",
          db_subnet_group_name: "${aws_db_subnet_group.orders.name}",
          vpc_security_group_ids: ["${aws_security_group.database.id}"],
        },
      },
    },
  };
  change(configuration);
  return configuration;
}

/** The arguments at an address. */
export function at({ resource }: Configuration, address: string): Arguments {
  const [type = "", name = ""] = address.split(".");
  const found = resource[type]?.[name];
  if (!found) throw new Error(`There is no ${address}`);
  return found;
}

/** A change of one resource's arguments; undefined takes one away. */
export function set(address: string, values: Arguments) {
  return (configuration: Configuration) => {
    const resource = at(configuration, address);
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete resource[name];
      else resource[name] = value;
    }
  };
}

/** Adds a resource, or takes one away. */
export function add(address: string, values: Arguments | undefined) {
  return ({ resource }: Configuration) => {
    const [type = "", name = ""] = address.split(".");
    const { [name]: _, ...others } = resource[type] ?? {};
    resource[type] = values === undefined ? others : { ...others, [name]: structuredClone(values) };
  };
}

export function all(...changes: readonly ((configuration: Configuration) => void)[]) {
  return (configuration: Configuration) => {
    for (const change of changes) change(configuration);
  };
}

export function graphOf(configuration: Configuration): Graph {
  const provider = { aws: [{ region: "eu-central-1" }] };
  return readJson("cdk.tf.json", { ...configuration, provider } as unknown as JsonObject).graph;
}

export interface Judged {
  readonly paths: readonly Path[];
  /** Of paths, and of resources that are on none; warnings too. */
  readonly findings: readonly Finding[];
}

/** What the family and its rules say of a graph. */
export function judged(graph: Graph, drafts: readonly PathDraft[] = latticePaths.infer(graph)): Judged {
  const judge = new ResourceJudge(graph, LATTICE_RULES);
  const paths = drafts.map((draft) =>
    judgePath(draft, `${draft.from} -> ${draft.to}:${draft.port}`, "inferred", graph, judge),
  );
  const passed = new Set(
    drafts.flatMap(({ elements }) => elements.flatMap(({ resource, parts = [] }) => [resource, ...parts])),
  );
  const elsewhere = judge
    .subjects()
    .filter((resource) => !passed.has(resource))
    .flatMap((resource) => judge.of(resource))
    .flatMap(({ rule: by, judgement }) =>
      "at" in judgement ? [findingOf(by, judgement, undefined, undefined)] : [],
    );
  return {
    paths,
    findings: [...paths.flatMap(({ hops }) => hops.flatMap((hop) => hop.findings)), ...elsewhere],
  };
}

/** What is said of a changed chain. */
export function judgedChain(...changes: readonly ((configuration: Configuration) => void)[]): Judged {
  return judged(graphOf(chain(all(...changes))));
}

/** Each finding as `LAT-05 BROKEN aws_...`, once. */
export function short({ findings }: Judged): string[] {
  return [
    ...new Set(
      findings.map(({ rule: id, verdict, severity, address }) =>
        [id, severity === "warning" ? "warning" : verdict, address].join(" "),
      ),
    ),
  ];
}
