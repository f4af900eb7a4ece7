import { createHash } from "node:crypto";
import type { Resource } from "../../../review/graph/resource";
import { isObject, Reference, Template, Unknown, type Value } from "../../../review/graph/value";
import { readJson } from "../../../review/read/inputs";
import { type Arguments, type Configuration, referredAddress, written } from "./configuration";

const ACCOUNT = "111122223333";
const REGION = "eu-central-1";

/**
 * What `terraform show -json` prints of a state, as if the configuration had been applied: with made-up ids, names and ARNs in the forms
 * that AWS gives them, and with what the provider records beside the arguments.
 */
export function recordedState(name: string, configuration: Configuration): object {
  const { graph } = readJson(name, configuration as never);
  const resources = graph.resources.map((resource) => {
    const { address, type, mode } = resource;
    const blocks = mode === "data" ? configuration.data : configuration.resource;
    const given = blocks?.[type]?.[resource.name] ?? {};
    const values = Object.fromEntries(
      Object.keys(given)
        .filter((argument) => !["lifecycle", "depends_on", "//"].includes(argument))
        .map((argument) => [argument, recorded(resource.get(argument))]),
    );
    const computed = { ...madeUp(resource), ...recordedBeside(configuration, address) };
    return {
      address,
      mode,
      type,
      name: resource.name,
      schema_version: 0,
      values: { ...computed, ...values },
    };
  });
  return { format_version: "1.0", terraform_version: "1.11.4", values: { root_module: { resources } } };
}

/** The value that an argument had when it was applied. */
function recorded(value: Value | undefined): unknown {
  if (value instanceof Reference) return attributeOf(value);
  if (value instanceof Template) return value.parts.map((part) => String(recorded(part))).join("");
  // What takes functions of what only AWS knows: in our stacks, parts of an ARN.
  if (value instanceof Unknown) return ACCOUNT;
  if (Array.isArray(value)) return value.map(recorded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, recorded(each)]));
}

function attributeOf({ resource, path: [attribute, ...deeper] }: Reference): unknown {
  const given = resource.get(String(attribute));
  if (given !== undefined && deeper.length === 0) return recorded(given);
  const first = madeUp(resource)[String(attribute)];
  return deeper.reduce<unknown>((inner, key) => (inner as Arguments | undefined)?.[key], first);
}

/** Attributes that only AWS tells. */
function madeUp(resource: Resource): Arguments {
  const { type, name } = resource;
  const hash = createHash("sha1").update(`${type}.${name}`).digest("hex");
  const prefix = resource.get("name_prefix") ?? resource.get("bucket_prefix");
  const own = ["name", "identifier", "cluster_identifier", "family", "bucket"]
    .map((argument) => resource.get(argument))
    .find((given) => given !== undefined);
  const named = String(
    recorded(own ?? null) ?? `${typeof prefix === "string" ? prefix : ""}${hash.slice(0, 12)}`,
  );
  const [idPrefix, service, kind] = FORMS[type] ?? ["", "", ""];
  const id = idPrefix === "" ? named : `${idPrefix}-${hash.slice(0, 17)}`;
  const account = ["iam", "s3"].includes(service) ? "" : REGION;
  return {
    id,
    name: named,
    bucket: named,
    arn: `arn:aws:${service}:${account}:${service === "s3" ? "" : ACCOUNT}:${kind}${idPrefix === "" ? named : id}`,
    address: `${named}.abcdef.${REGION}.rds.amazonaws.com`,
    endpoint: `${named}.abcdef.${REGION}.rds.amazonaws.com`,
    dns_name: `${named}-${hash.slice(0, 16)}.elb.${REGION}.amazonaws.com`,
    prefix_list_id: `pl-${hash.slice(0, 8)}`,
    repository_url: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${named}`,
    collection_endpoint: `https://${hash.slice(0, 20)}.${REGION}.aoss.amazonaws.com`,
    master_user_secret: [
      { secret_arn: `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:rds!db-${hash.slice(0, 8)}-AbCdEf` },
    ],
    root_resource_id: hash.slice(0, 10),
    invoke_url: `https://${hash.slice(0, 10)}.execute-api.${REGION}.amazonaws.com/prod`,
    execution_arn: `arn:aws:execute-api:${REGION}:${ACCOUNT}:${hash.slice(0, 10)}`,
  };
}

/** How ids begin (empty where the name is the id), the service of ARNs, and what is before the id in them. */
const FORMS: Readonly<Record<string, readonly [id: string, service: string, kind: string]>> = {
  aws_vpc: ["vpc", "ec2", "vpc/"],
  aws_subnet: ["subnet", "ec2", "subnet/"],
  aws_security_group: ["sg", "ec2", "security-group/"],
  aws_default_security_group: ["sg", "ec2", "security-group/"],
  aws_vpc_security_group_egress_rule: ["sgr", "ec2", "security-group-rule/"],
  aws_vpc_security_group_ingress_rule: ["sgr", "ec2", "security-group-rule/"],
  aws_route_table: ["rtb", "ec2", "route-table/"],
  aws_route_table_association: ["rtbassoc", "", ""],
  aws_vpc_endpoint: ["vpce", "ec2", "vpc-endpoint/"],
  aws_opensearchserverless_vpc_endpoint: ["vpce", "ec2", "vpc-endpoint/"],
  aws_opensearchserverless_collection: ["", "aoss", "collection/"],
  aws_ec2_managed_prefix_list: ["pl", "ec2", "prefix-list/"],
  aws_vpclattice_resource_gateway: ["rgw", "vpc-lattice", "resourcegateway/"],
  aws_vpclattice_resource_configuration: ["rcfg", "vpc-lattice", "resourceconfiguration/"],
  aws_vpclattice_service_network: ["sn", "vpc-lattice", "servicenetwork/"],
  aws_vpclattice_service_network_resource_association: [
    "snra",
    "vpc-lattice",
    "servicenetworkresourceassociation/",
  ],
  aws_vpclattice_service_network_vpc_association: ["snva", "vpc-lattice", "servicenetworkvpcassociation/"],
  aws_db_instance: ["", "rds", "db:"],
  aws_rds_cluster: ["", "rds", "cluster:"],
  aws_ecs_cluster: ["", "ecs", "cluster/"],
  aws_ecs_service: ["", "ecs", "service/"],
  aws_ecs_task_definition: ["", "ecs", "task-definition/"],
  aws_ecr_repository: ["", "ecr", "repository/"],
  aws_iam_role: ["", "iam", "role/"],
  aws_cloudwatch_log_group: ["", "logs", "log-group:"],
  aws_lb: ["", "elasticloadbalancing", "loadbalancer/net/"],
  aws_lb_target_group: ["", "elasticloadbalancing", "targetgroup/"],
  aws_lb_listener: ["lsn", "elasticloadbalancing", "listener/net/"],
  aws_s3_bucket: ["", "s3", ""],
  aws_dynamodb_table: ["", "dynamodb", "table/"],
  aws_ram_resource_share: ["share", "ram", "resource-share/"],
};

/** What the provider reads back and nobody wrote: rules of a group that are resources of their own, and empty lists. */
function recordedBeside(configuration: Configuration, address: string): Arguments {
  const [type] = address.split(".");
  if (type === "aws_vpc_endpoint") return { route_table_ids: [], security_group_ids: [], subnet_ids: [] };
  if (type !== "aws_security_group") return {};
  const { graph } = readJson("rules", configuration as never);
  const rulesOf = (direction: "ingress" | "egress") =>
    written(configuration, `aws_vpc_security_group_${direction}_rule`)
      .filter((rule) => referredAddress(rule.arguments.security_group_id) === address)
      .map((rule) => graph.at(rule.address) as Resource)
      .map((rule) => {
        const list = (argument: string) =>
          [recorded(rule.get(argument))].filter((each) => each !== undefined);
        return {
          protocol: rule.get("ip_protocol"),
          from_port: rule.get("from_port"),
          to_port: rule.get("to_port"),
          security_groups: list("referenced_security_group_id"),
          prefix_list_ids: list("prefix_list_id"),
          cidr_blocks: list("cidr_ipv4"),
          ipv6_cidr_blocks: [],
          self: false,
          description: "",
        };
      });
  return { ingress: rulesOf("ingress"), egress: rulesOf("egress") };
}
