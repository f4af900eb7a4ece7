import { writeFileSync } from "node:fs";

/** What a generated plan holds. */
export interface PlanSize {
  /** Private paths to databases: ten resources each, in two VPCs that they share. */
  readonly paths: number;
  /** Resources that have nothing to do with any path, like alarms and records. */
  readonly others: number;
}

/** Resources of one path. */
export const RESOURCES_OF_A_PATH = 10;

/** Writes a plan as `terraform show -json` prints it, as of an app on CDKTF, and returns its size in bytes. */
export function writeLargePlan(file: string, size: PlanSize): number {
  const resources = [
    ...network(),
    ...repeated(size.paths, pathResources),
    ...repeated(size.others, otherResources),
  ];
  const json = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {
      root_module: {
        resources: resources.map(({ type, name, known }) => ({ ...identity(type, name), values: known })),
      },
    },
    resource_changes: resources.map(({ type, name, known, unknown }) => ({
      ...identity(type, name),
      change: {
        actions: ["create"],
        before: null,
        after: known,
        after_unknown: { id: true, arn: true, tags_all: {}, ...unknown },
        before_sensitive: false,
        after_sensitive: { tags: {}, tags_all: {} },
      },
    })),
    configuration: {
      provider_config: { aws: { name: "aws", expressions: { region: { constant_value: "eu-central-1" } } } },
      root_module: {
        resources: resources.map(({ type, name, written }) => ({
          ...identity(type, name),
          provider_config_key: "aws",
          expressions: Object.fromEntries(
            Object.entries(written).map(([key, value]) => [key, expression(value)]),
          ),
          schema_version: 0,
        })),
      },
    },
  });
  writeFileSync(file, json);
  return Buffer.byteLength(json);
}

interface PlannedResource {
  readonly type: string;
  readonly name: string;
  readonly known: object;
  readonly unknown: object;
  readonly written: Readonly<Record<string, unknown>>;
}

function identity(type: string, name: string) {
  const provider_name = "registry.terraform.io/hashicorp/aws";
  return { address: `${type}.${name}`, mode: "managed", type, name, provider_name };
}

/** As Terraform writes it of JSON syntax: the text, and what it refers to. */
function expression(value: unknown): object {
  const references = [...JSON.stringify(value).matchAll(/\$\{([\w.-]+)\}/g)].map(
    ([, reference]) => reference,
  );
  return references.length > 0 ? { constant_value: value, references } : { constant_value: value };
}

function resource(type: string, name: string, written: Readonly<Record<string, unknown>>): PlannedResource {
  const tags = {
    Name: name,
    Environment: "production",
    ManagedBy: "terraform",
    Team: "platform",
    Service: name,
  };
  const entries = Object.entries({ ...written, tags, tags_all: tags });
  const isUnknown = ([, value]: [string, unknown]) => JSON.stringify(value).includes("${");
  return {
    type,
    name,
    known: Object.fromEntries(entries.filter((entry) => !isUnknown(entry))),
    unknown: Object.fromEntries(entries.filter(isUnknown).map(([key]) => [key, true])),
    written: { ...written, tags },
  };
}

function repeated(times: number, make: (index: number) => PlannedResource[]): PlannedResource[] {
  return Array.from({ length: times }, (_, index) => make(index)).flat();
}

function network(): PlannedResource[] {
  const vpc = (name: string, octet: number) => [
    resource("aws_vpc", name, {
      cidr_block: `10.${octet}.0.0/16`,
      enable_dns_hostnames: true,
      enable_dns_support: true,
    }),
    ...[1, 3].map((zone) =>
      resource("aws_subnet", `${name}-${zone}`, {
        availability_zone_id: `euc1-az${zone}`,
        cidr_block: `10.${octet}.${zone}.0/24`,
        vpc_id: `\${aws_vpc.${name}.id}`,
      }),
    ),
  ];
  const subnetGroup = resource("aws_db_subnet_group", "databases", {
    name: "databases",
    subnet_ids: [1, 3].map((zone) => `\${aws_subnet.databases-${zone}.id}`),
  });
  return [...vpc("clients", 1), ...vpc("databases", 2), subnetGroup];
}

function pathResources(index: number): PlannedResource[] {
  const subnets = (vpc: string) => [1, 3].map((zone) => `\${aws_subnet.${vpc}-${zone}.id}`);
  const group = (name: string, vpc: string) =>
    resource("aws_security_group", `${name}-${index}`, {
      description: `${name} of orders ${index}`,
      name_prefix: `${name}-${index}-`,
      vpc_id: `\${aws_vpc.${vpc}.id}`,
    });
  const rule = (direction: "egress" | "ingress", of: string, other: string) =>
    resource(`aws_vpc_security_group_${direction}_rule`, `${of}-${other}-${index}`, {
      from_port: 5432,
      ip_protocol: "tcp",
      referenced_security_group_id: `\${aws_security_group.${other}-${index}.id}`,
      security_group_id: `\${aws_security_group.${of}-${index}.id}`,
      to_port: 5432,
    });
  return [
    group("application", "clients"),
    group("endpoint", "clients"),
    group("gateway", "databases"),
    rule("egress", "application", "endpoint"),
    rule("ingress", "endpoint", "application"),
    resource("aws_vpc_endpoint", `orders-${index}`, {
      private_dns_enabled: true,
      resource_configuration_arn: `\${aws_vpclattice_resource_configuration.orders-${index}.arn}`,
      security_group_ids: [`\${aws_security_group.endpoint-${index}.id}`],
      subnet_ids: subnets("clients"),
      vpc_endpoint_type: "Resource",
      vpc_id: "${aws_vpc.clients.id}",
    }),
    resource("aws_vpclattice_resource_configuration", `orders-${index}`, {
      allow_association_to_shareable_service_network: true,
      name: `orders-${index}`,
      resource_configuration_definition: [
        { arn_resource: [{ arn: `\${aws_db_instance.orders-${index}.arn}` }] },
      ],
      resource_gateway_identifier: `\${aws_vpclattice_resource_gateway.orders-${index}.id}`,
      type: "ARN",
    }),
    resource("aws_vpclattice_resource_gateway", `orders-${index}`, {
      ip_address_type: "IPV4",
      name: `orders-${index}`,
      security_group_ids: [`\${aws_security_group.gateway-${index}.id}`],
      subnet_ids: subnets("databases"),
      vpc_id: "${aws_vpc.databases.id}",
    }),
    resource("aws_security_group", `database-${index}`, {
      egress: [{ cidr_blocks: ["10.2.0.0/16"], from_port: 5432, protocol: "tcp", to_port: 5432 }],
      ingress: [{ cidr_blocks: ["10.2.0.0/16"], from_port: 5432, protocol: "tcp", to_port: 5432 }],
      name: `database-${index}`,
      vpc_id: "${aws_vpc.databases.id}",
    }),
    resource("aws_db_instance", `orders-${index}`, {
      db_subnet_group_name: "databases",
      engine: "postgres",
      identifier: `orders-${index}`,
      instance_class: "db.m7g.large",
      multi_az: true,
      port: 5432,
      publicly_accessible: false,
      vpc_security_group_ids: [`\${aws_security_group.database-${index}.id}`],
    }),
  ].map((made) =>
    made.name === `gateway-${index}` && made.type === "aws_security_group" ? withEgress(made) : made,
  );
}

/** The gateway's group opens to the databases, inline: both forms of rule are in the plan. */
function withEgress(group: PlannedResource): PlannedResource {
  const egress = [{ cidr_blocks: ["10.2.0.0/16"], from_port: 5432, protocol: "tcp", to_port: 5432 }];
  return { ...group, known: { ...group.known, egress }, written: { ...group.written, egress } };
}

function otherResources(index: number): PlannedResource[] {
  const name = `other-${index}`;
  const statement = (action: string) => ({
    Effect: "Allow",
    Action: [action, `${action}Batch`],
    Resource: `arn:aws:s3:::${name}/*`,
  });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: ["Get", "Put", "List"].map((verb) => statement(`s3:${verb}`)),
  });
  return [
    resource("aws_cloudwatch_metric_alarm", name, {
      alarm_description: `Alarm ${index} of a service that no private path leads to`,
      alarm_name: name,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      dimensions: { Bucket: name, Policy: policy },
      evaluation_periods: 2,
      metric_name: "5xxErrors",
      namespace: "AWS/S3",
      threshold: 80,
    }),
  ];
}
