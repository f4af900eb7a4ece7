terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "environment" {
  default = "production"
}

data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

data "aws_vpc" "main" {
  tags = { environment = var.environment }
}

data "aws_subnets" "private" {
  filter {
    name   = "vpc-id"
    values = [data.aws_vpc.main.id]
  }

  tags = { tier = "private" }
}

data "aws_security_group" "alb" {
  vpc_id = data.aws_vpc.main.id
  name   = "shared-alb"
}

data "aws_lb" "shared" {
  name = "shared"
}

data "aws_lb_listener" "https" {
  load_balancer_arn = data.aws_lb.shared.arn
  port              = 443
}

data "aws_ecs_cluster" "shared" {
  cluster_name = "shared"
}

data "aws_ecr_repository" "search" {
  name = "search"
}

data "aws_iam_policy_document" "assume" {
  statement {
    effect  = "Allow"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_iam_role" "execution" {
  name                = "search-execution"
  assume_role_policy  = data.aws_iam_policy_document.assume.json
  managed_policy_arns = ["arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"]
}

resource "aws_cloudwatch_log_group" "search" {
  name              = "/${var.environment}/search"
  retention_in_days = 30
}

resource "aws_security_group" "search" {
  name   = "search"
  vpc_id = data.aws_vpc.main.id

  ingress {
    from_port       = 9000
    to_port         = 9000
    protocol        = "tcp"
    security_groups = [data.aws_security_group.alb.id]
  }

  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_ecs_task_definition" "search" {
  family                   = "search"
  cpu                      = 1024
  memory                   = 2048
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  execution_role_arn       = aws_iam_role.execution.arn

  container_definitions = jsonencode([{
    name         = "search"
    image        = "${data.aws_ecr_repository.search.repository_url}:stable"
    portMappings = [{ containerPort = 9000 }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.search.name
        awslogs-region        = data.aws_region.current.name
        awslogs-stream-prefix = "search"
      }
    }
  }])
}

resource "aws_lb_target_group" "search" {
  name        = "search"
  vpc_id      = data.aws_vpc.main.id
  target_type = "ip"
  port        = 9000
  protocol    = "HTTP"

  health_check {
    path = "/ready"
  }
}

resource "aws_lb_listener_rule" "search" {
  listener_arn = data.aws_lb_listener.https.arn

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.search.arn
  }

  condition {
    host_header {
      values = ["search.*"]
    }
  }
}

resource "aws_ecs_service" "search" {
  name            = "search"
  cluster         = data.aws_ecs_cluster.shared.arn
  task_definition = aws_ecs_task_definition.search.arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = data.aws_subnets.private.ids
    security_groups = [aws_security_group.search.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.search.arn
    container_name   = "search"
    container_port   = 9000
  }

  depends_on = [aws_lb_listener_rule.search]
}
