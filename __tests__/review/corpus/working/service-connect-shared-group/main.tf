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

locals {
  registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com"
  zones    = { a = 1, b = 2 }

  services = {
    frontend = { port = 3000, client_only = true }
    backend  = { port = 8080, client_only = false }
  }

  log_options = {
    for name in concat(keys(local.services), ["proxies"]) : name => {
      awslogs-group         = aws_cloudwatch_log_group.this[name].name
      awslogs-region        = "eu-central-1"
      awslogs-stream-prefix = name
    }
  }
}

resource "aws_vpc" "this" {
  cidr_block           = "192.168.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  cidr_block        = "192.168.${each.value}.0/24"
  availability_zone = "eu-central-1${each.key}"
}

# Tasks, endpoints: one group, whose members may do everything with one another.
resource "aws_security_group" "internal" {
  name        = "internal"
  description = "Everything internal"
  vpc_id      = aws_vpc.this.id

  ingress {
    from_port = 0
    to_port   = 0
    protocol  = "-1"
    self      = true
  }

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_vpc_endpoint" "this" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs", "ecs-agent"])
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = values(aws_subnet.this)[*].id
  security_group_ids  = [aws_security_group.internal.id]
}

# No subnet has a route table of its own: all use the main one.
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_vpc.this.main_route_table_id]
}

resource "aws_service_discovery_http_namespace" "this" {
  name = "internal"
}

resource "aws_ecs_cluster" "this" {
  name = "internal"

  service_connect_defaults {
    namespace = aws_service_discovery_http_namespace.this.arn
  }
}

resource "aws_cloudwatch_log_group" "this" {
  for_each          = toset(concat(keys(local.services), ["proxies"]))
  name              = "/internal/${each.key}"
  retention_in_days = 7
}

resource "aws_iam_role" "execution" {
  name = "internal-execution"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_ecs_task_definition" "this" {
  for_each                 = local.services
  family                   = each.key
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 512
  memory                   = 1024
  execution_role_arn       = aws_iam_role.execution.arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "ARM64"
  }

  container_definitions = jsonencode([{
    name             = each.key
    image            = "${local.registry}/${each.key}:latest"
    portMappings     = [{ name = "http", containerPort = each.value.port, appProtocol = "http" }]
    environment      = each.value.client_only ? [{ name = "BACKEND", value = "http://backend:8080" }] : []
    logConfiguration = { logDriver = "awslogs", options = local.log_options[each.key] }
  }])
}

resource "aws_ecs_service" "backend" {
  name            = "backend"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.this["backend"].arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = values(aws_subnet.this)[*].id
    security_groups = [aws_security_group.internal.id]
  }

  service_connect_configuration {
    enabled = true

    log_configuration {
      log_driver = "awslogs"
      options    = local.log_options["proxies"]
    }

    dynamic "service" {
      for_each = { for name, service in local.services : name => service if !service.client_only }

      content {
        port_name      = "http"
        discovery_name = service.key

        client_alias {
          dns_name = service.key
          port     = service.value.port
        }
      }
    }
  }

  depends_on = [aws_iam_role_policy_attachment.execution]
}

# Tasks know the services that exist when they start: the frontend comes second.
resource "aws_ecs_service" "frontend" {
  name            = "frontend"
  cluster         = aws_ecs_cluster.this.arn
  task_definition = aws_ecs_task_definition.this["frontend"].arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = values(aws_subnet.this)[*].id
    security_groups = [aws_security_group.internal.id]
  }

  service_connect_configuration {
    enabled = true

    log_configuration {
      log_driver = "awslogs"
      options    = local.log_options["proxies"]
    }
  }

  depends_on = [aws_ecs_service.backend]
}
