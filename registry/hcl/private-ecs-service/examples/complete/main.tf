locals {
  name  = "orders"
  zones = { for index, zone in var.availability_zone_ids : zone => index }

  tags = {
    Service    = local.name
    CostCenter = "orders-team"
  }
}

module "orders" {
  source = "../.."

  name = local.name
  tags = local.tags

  vpc              = aws_vpc.main
  task_subnets     = values(aws_subnet.tasks)
  endpoint_subnets = values(aws_subnet.endpoint)
  route_table_ids  = [for table in aws_route_table.tasks : table.id]

  cluster       = aws_ecs_cluster.main
  repository    = aws_ecr_repository.orders
  image_version = var.image_version
  architecture  = "arm64"

  port        = 8000
  user        = "1000:1000"
  entry_point = ["/app/server"]
  command     = ["--verbose"]
  environment = {
    QUEUE_URL   = aws_sqs_queue.orders.url
    ORDER_TABLE = aws_dynamodb_table.orders.name
  }
  secrets = {
    DATABASE_PASSWORD = { arn = aws_secretsmanager_secret.database.arn, key = "password", kms_key_arn = var.kms_key_arn }
  }
  parameters = {
    FEATURES = { arn = aws_ssm_parameter.features.arn }
  }
  health_check = {
    command                 = "/app/healthy"
    interval_in_seconds     = 10
    retries                 = 2
    start_period_in_seconds = 30
  }

  # The services get endpoints, and the task's role these permissions.
  grants = {
    table = {
      service   = "dynamodb"
      actions   = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"]
      resources = [aws_dynamodb_table.orders.arn]
    }
    queue = {
      service   = "sqs"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.orders.arn]
    }
  }

  cpu    = 512
  memory = 2048
  tasks  = { minimum = 2, maximum = 10, cpu_percent = 50 }

  target_group_arns                    = { api = module.api.target_group_arn }
  health_check_grace_period_in_seconds = 90

  enable_execute_command        = true
  execute_command_log_group_arn = aws_cloudwatch_log_group.sessions.arn

  log_retention_in_days    = 365
  log_kms_key_arn          = var.kms_key_arn
  permissions_boundary_arn = var.permissions_boundary_arn
}

module "api" {
  source = "../../../terraform-aws-private-api"

  name = local.name
  tags = local.tags

  vpc                      = aws_vpc.main
  load_balancer_subnets    = values(aws_subnet.tasks)
  target_port              = 8000
  target_security_group_id = module.orders.security_group_id
  health_check_path        = "/health"
}
