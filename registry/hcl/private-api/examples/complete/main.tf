locals {
  name  = "orders"
  zones = { for index, zone in var.availability_zone_ids : zone => index }

  tags = {
    Service    = local.name
    CostCenter = "orders-team"
  }
}

module "api" {
  source = "../.."

  name = local.name
  tags = local.tags

  vpc                      = aws_vpc.main
  load_balancer_subnets    = values(aws_subnet.tasks)
  listener_port            = 8080
  target_port              = module.orders.port
  target_security_group_id = module.orders.security_group_id

  health_check_path                = "/health"
  health_check_success_codes       = "200"
  health_check_interval_in_seconds = 15

  stage_name                     = "v1"
  authorization                  = "AWS_IAM"
  timeout_in_seconds             = 10
  throttling_requests_per_second = 200
  throttling_burst               = 400
  xray_tracing_enabled           = true

  # Once in each account and Region, API Gateway needs a role for it.
  access_logs           = true
  log_retention_in_days = 365

  depends_on = [aws_api_gateway_account.this]
}

module "orders" {
  source = "../../../terraform-aws-private-ecs-service"

  name = local.name
  tags = local.tags

  vpc              = aws_vpc.main
  task_subnets     = values(aws_subnet.tasks)
  endpoint_subnets = values(aws_subnet.endpoint)
  route_table_ids  = [for table in aws_route_table.tasks : table.id]

  cluster       = aws_ecs_cluster.main
  repository    = aws_ecr_repository.orders
  image_version = var.image_version
  port          = 8000

  target_group_arns = { api = module.api.target_group_arn }
}

resource "aws_ecr_repository" "orders" {
  name                 = local.name
  image_tag_mutability = "IMMUTABLE"

  tags = local.tags
}

resource "aws_ecs_cluster" "main" {
  name = local.name

  tags = local.tags
}

# Who may call the API: attach it to the callers' roles.
resource "aws_iam_policy" "callers" {
  name_prefix = "${local.name}-callers-"
  description = "Calls the orders API"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["execute-api:Invoke"]
      Resource = ["${module.api.execution_arn}/v1/*"]
    }]
  })

  tags = local.tags
}
