/** How a type of resource has network interfaces: by which arguments it says in which subnets, and with which security groups. */
export interface InterfaceFacts {
  /** In words, like `ECS service`. */
  readonly kind: string;
  /** Arguments with security groups; a member of a block after a dot. */
  readonly groups: readonly string[];
  /** Arguments with subnets. */
  readonly subnets: readonly string[];
  /** The argument that names a group of subnets, and the type of that. */
  readonly subnetGroup?: { readonly argument: string; readonly type: string };
  /** What it has if no security group is given; `unknown` where AWS decides in a way that is not documented. */
  readonly withoutGroups: "the default group" | "unknown";
  /** Whether it has an address in all of its subnets, or in those that AWS chooses from them. */
  readonly stands: "in all" | "in some";
  /** Whether it opens connections of its own to what a security group lets it reach, like an application. */
  readonly isClient: boolean;
}

const CLIENT = { withoutGroups: "the default group", stands: "in all", isClient: true } as const;
const STORE = { withoutGroups: "the default group", stands: "in some", isClient: false } as const;
const ENTRY = { withoutGroups: "the default group", stands: "in all", isClient: false } as const;

/**
 * Arguments from https://registry.terraform.io/providers/hashicorp/aws/latest/docs. That AWS takes the VPC's default group where
 * none is given: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
export const INTERFACES: Readonly<Record<string, InterfaceFacts>> = {
  aws_instance: {
    kind: "EC2 instance",
    groups: ["vpc_security_group_ids", "security_groups"],
    subnets: ["subnet_id"],
    ...CLIENT,
  },
  aws_network_interface: {
    kind: "network interface",
    groups: ["security_groups"],
    subnets: ["subnet_id"],
    ...CLIENT,
  },
  aws_launch_template: {
    kind: "launch template",
    groups: ["vpc_security_group_ids", "network_interfaces.security_groups"],
    subnets: ["network_interfaces.subnet_id"],
    ...CLIENT,
  },
  aws_ecs_service: {
    kind: "ECS service",
    groups: ["network_configuration.security_groups"],
    subnets: ["network_configuration.subnets"],
    ...CLIENT,
  },
  aws_ecs_task_set: {
    kind: "ECS task set",
    groups: ["network_configuration.security_groups"],
    subnets: ["network_configuration.subnets"],
    ...CLIENT,
  },
  aws_lambda_function: {
    kind: "Lambda function",
    groups: ["vpc_config.security_group_ids"],
    subnets: ["vpc_config.subnet_ids"],
    ...CLIENT,
    withoutGroups: "unknown",
  },
  aws_apprunner_vpc_connector: {
    kind: "App Runner VPC connector",
    groups: ["security_groups"],
    subnets: ["subnets"],
    ...CLIENT,
  },
  aws_codebuild_project: {
    kind: "CodeBuild project",
    groups: ["vpc_config.security_group_ids"],
    subnets: ["vpc_config.subnets"],
    ...CLIENT,
    withoutGroups: "unknown",
  },
  aws_glue_connection: {
    kind: "Glue connection",
    groups: ["physical_connection_requirements.security_group_id_list"],
    subnets: ["physical_connection_requirements.subnet_id"],
    ...CLIENT,
    withoutGroups: "unknown",
  },
  aws_dms_replication_instance: {
    kind: "DMS replication instance",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "replication_subnet_group_id", type: "aws_dms_replication_subnet_group" },
    ...STORE,
    isClient: true,
  },
  aws_lb: loadBalancer(),
  aws_alb: loadBalancer(),
  aws_db_proxy: {
    kind: "RDS Proxy",
    groups: ["vpc_security_group_ids"],
    subnets: ["vpc_subnet_ids"],
    ...ENTRY,
  },
  aws_db_instance: {
    kind: "RDS instance",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "db_subnet_group_name", type: "aws_db_subnet_group" },
    ...STORE,
  },
  aws_rds_cluster: {
    kind: "RDS cluster",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "db_subnet_group_name", type: "aws_db_subnet_group" },
    ...STORE,
  },
  aws_docdb_cluster: {
    kind: "DocumentDB cluster",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "db_subnet_group_name", type: "aws_docdb_subnet_group" },
    ...STORE,
  },
  aws_neptune_cluster: {
    kind: "Neptune cluster",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "neptune_subnet_group_name", type: "aws_neptune_subnet_group" },
    ...STORE,
  },
  aws_elasticache_cluster: cache("ElastiCache cluster"),
  aws_elasticache_replication_group: cache("ElastiCache replication group"),
  aws_elasticache_serverless_cache: {
    kind: "ElastiCache serverless cache",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids"],
    ...ENTRY,
  },
  aws_memorydb_cluster: {
    kind: "MemoryDB cluster",
    groups: ["security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "subnet_group_name", type: "aws_memorydb_subnet_group" },
    ...STORE,
  },
  aws_redshift_cluster: {
    kind: "Redshift cluster",
    groups: ["vpc_security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "cluster_subnet_group_name", type: "aws_redshift_subnet_group" },
    ...STORE,
  },
  aws_redshiftserverless_workgroup: {
    kind: "Redshift Serverless workgroup",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids"],
    ...ENTRY,
  },
  aws_vpc_endpoint: {
    kind: "VPC endpoint",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids", "subnet_configuration.subnet_id"],
    ...ENTRY,
  },
  aws_opensearchserverless_vpc_endpoint: {
    kind: "OpenSearch Serverless endpoint",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids"],
    ...ENTRY,
  },
  aws_vpclattice_resource_gateway: {
    kind: "resource gateway",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids"],
    ...ENTRY,
    withoutGroups: "unknown",
  },
  aws_apigatewayv2_vpc_link: {
    kind: "VPC link",
    groups: ["security_group_ids"],
    subnets: ["subnet_ids"],
    ...ENTRY,
    withoutGroups: "unknown",
  },
};

function loadBalancer(): InterfaceFacts {
  return {
    kind: "load balancer",
    groups: ["security_groups"],
    subnets: ["subnets", "subnet_mapping.subnet_id"],
    ...ENTRY,
    isClient: true,
  };
}

function cache(kind: string): InterfaceFacts {
  return {
    kind,
    groups: ["security_group_ids"],
    subnets: [],
    subnetGroup: { argument: "subnet_group_name", type: "aws_elasticache_subnet_group" },
    ...STORE,
  };
}
