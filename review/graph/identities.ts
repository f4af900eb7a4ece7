/**
 * What a resource is called by elsewhere, beside its `id` and `arn`: the arguments and attributes that arguments of other resources
 * take. From the argument references of https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs
 */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  aws_autoscaling_group: ["name"],
  aws_cloudwatch_log_group: ["name"],
  aws_db_instance: ["identifier", "address", "endpoint"],
  aws_db_proxy: ["name", "endpoint"],
  aws_db_subnet_group: ["name"],
  aws_dynamodb_table: ["name", "stream_arn"],
  aws_ecr_repository: ["name", "repository_url"],
  aws_ecs_capacity_provider: ["name"],
  aws_ecs_cluster: ["name"],
  aws_ecs_service: ["name"],
  aws_ecs_task_definition: ["family", "arn_without_revision"],
  aws_elasticache_subnet_group: ["name"],
  aws_iam_instance_profile: ["name"],
  aws_iam_policy: ["name"],
  aws_iam_role: ["name"],
  aws_lambda_function: ["function_name"],
  aws_launch_template: ["name"],
  aws_lb: ["name", "dns_name"],
  aws_alb: ["name", "dns_name"],
  aws_lb_target_group: ["name"],
  aws_alb_target_group: ["name"],
  aws_opensearchserverless_collection: ["name", "collection_endpoint"],
  aws_rds_cluster: ["cluster_identifier", "endpoint", "reader_endpoint"],
  aws_rds_cluster_instance: ["identifier", "endpoint"],
  aws_redshift_subnet_group: ["name"],
  aws_s3_bucket: ["bucket"],
  aws_secretsmanager_secret: ["name"],
  aws_security_group: ["name"],
  aws_service_discovery_http_namespace: ["name"],
  aws_ssm_parameter: ["name"],
  aws_vpc_endpoint: ["prefix_list_id"],
};

/** Attributes that name the resource itself, and never another one. */
export const OWN_NAMES: ReadonlySet<string> = new Set(["id", "arn", "self_link", "unique_id"]);
