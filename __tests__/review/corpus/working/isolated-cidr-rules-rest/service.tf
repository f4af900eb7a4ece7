data "aws_region" "current" {}

resource "aws_security_group" "tasks" {
  name_prefix = "tasks-"
  vpc_id      = aws_vpc.vpc.id
}

resource "aws_security_group_rule" "tasks_in" {
  security_group_id = aws_security_group.tasks.id
  type              = "ingress"
  description       = "The load balancer has no group; its addresses are of these subnets"
  protocol          = "tcp"
  from_port         = 8000
  to_port           = 8000
  cidr_blocks       = local.lb_cidrs
}

resource "aws_security_group_rule" "tasks_out_vpc" {
  security_group_id = aws_security_group.tasks.id
  type              = "egress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_blocks       = [local.vpc_cidr]
}

resource "aws_security_group_rule" "tasks_out_gateways" {
  security_group_id = aws_security_group.tasks.id
  type              = "egress"
  protocol          = "tcp"
  from_port         = 443
  to_port           = 443
  prefix_list_ids   = [for endpoint in aws_vpc_endpoint.gateway : endpoint.prefix_list_id]
}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "execution" {
  statement {
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
  statement {
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    resources = [aws_ecr_repository.orders.arn]
  }
  statement {
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.orders.arn}:*"]
  }
  statement {
    actions   = ["ssm:GetParameters"]
    resources = [aws_ssm_parameter.greeting.arn]
  }
}

data "aws_iam_policy_document" "table" {
  statement {
    actions   = ["dynamodb:*Item", "dynamodb:Query"]
    resources = [aws_dynamodb_table.orders.arn, "${aws_dynamodb_table.orders.arn}/index/*"]
  }
}

resource "aws_iam_role" "execution" {
  name_prefix        = "orders-execution-"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "execution" {
  role   = aws_iam_role.execution.id
  policy = data.aws_iam_policy_document.execution.json
}

resource "aws_iam_role" "task" {
  name_prefix        = "orders-task-"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "task" {
  role   = aws_iam_role.task.id
  policy = data.aws_iam_policy_document.table.json
}

resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "orders"
  retention_in_days = 30
}

resource "aws_ssm_parameter" "greeting" {
  name  = "/orders/greeting"
  type  = "String"
  value = "hello"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "number"

  attribute {
    name = "customer"
    type = "S"
  }
  attribute {
    name = "number"
    type = "N"
  }
}

resource "aws_ecs_cluster" "orders" {
  name = "orders"
}

resource "aws_ecs_task_definition" "orders" {
  family                   = "orders"
  cpu                      = 512
  memory                   = 1024
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn

  container_definitions = jsonencode([
    {
      name                   = "api"
      image                  = "${aws_ecr_repository.orders.repository_url}:2.0.1"
      essential              = true
      readonlyRootFilesystem = true
      portMappings           = [{ containerPort = 8000 }]
      environment            = [{ name = "TABLE", value = aws_dynamodb_table.orders.name }]
      secrets                = [{ name = "GREETING", valueFrom = aws_ssm_parameter.greeting.arn }]
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = aws_cloudwatch_log_group.orders.name
          awslogs-region        = data.aws_region.current.name
          awslogs-stream-prefix = "api"
        }
      }
    }
  ])
}

resource "aws_ecs_service" "orders" {
  name            = "orders"
  cluster         = aws_ecs_cluster.orders.arn
  task_definition = aws_ecs_task_definition.orders.arn
  desired_count   = 2

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    weight            = 1
  }

  network_configuration {
    subnets         = local.task_subnet_ids
    security_groups = [aws_security_group.tasks.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.orders.arn
    container_name   = "api"
    container_port   = 8000
  }

  depends_on = [aws_lb_listener.orders, aws_iam_role_policy.execution]
}

resource "aws_ecs_cluster_capacity_providers" "orders" {
  cluster_name       = aws_ecs_cluster.orders.name
  capacity_providers = ["FARGATE"]
}
