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

resource "aws_vpc" "main" {
  cidr_block           = "10.66.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

# Managed, and left as AWS makes it. Endpoints that name no group get this one.
resource "aws_default_security_group" "main" {
  vpc_id = aws_vpc.main.id

  ingress {
    protocol  = "-1"
    from_port = 0
    to_port   = 0
    self      = true
  }

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_subnet" "main" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.66.${count.index}.0/24"
  availability_zone = ["eu-central-1a", "eu-central-1b"][count.index]
}

resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
}

resource "aws_vpc_endpoint" "interface" {
  count               = 3
  vpc_id              = aws_vpc.main.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-central-1.${["ecr.api", "ecr.dkr", "logs"][count.index]}"
  subnet_ids          = aws_subnet.main[*].id
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-central-1.s3"
}

resource "aws_vpc_endpoint_route_table_association" "s3" {
  vpc_endpoint_id = aws_vpc_endpoint.s3.id
  route_table_id  = aws_default_route_table.main.id
}

resource "aws_security_group" "nlb" {
  name   = "nlb"
  vpc_id = aws_vpc.main.id

  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["0.0.0.0/0"]
  }

  egress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8081
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}

resource "aws_security_group" "tasks" {
  name   = "tasks"
  vpc_id = aws_vpc.main.id

  ingress {
    protocol        = "tcp"
    from_port       = 8080
    to_port         = 8081
    security_groups = [aws_security_group.nlb.id]
  }
}

resource "aws_lb" "main" {
  name               = "main"
  internal           = true
  load_balancer_type = "network"
  security_groups    = [aws_security_group.nlb.id]

  dynamic "subnet_mapping" {
    for_each = aws_subnet.main

    content {
      subnet_id = subnet_mapping.value.id
    }
  }
}

# Traffic goes to 8080; 8081 answers health checks.
resource "aws_lb_target_group" "main" {
  name        = "main"
  vpc_id      = aws_vpc.main.id
  target_type = "ip"
  protocol    = "TCP"
  port        = 8080

  health_check {
    protocol = "HTTP"
    port     = 8081
    path     = "/live"
  }
}

resource "aws_lb_listener" "main" {
  load_balancer_arn = aws_lb.main.arn
  protocol          = "TLS"
  port              = 443
  certificate_arn   = "arn:aws:acm:eu-central-1:111122223333:certificate/1f2e3d4c-5b6a-4798-8a9b-0c1d2e3f4a5b"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}

resource "aws_cloudwatch_log_group" "main" {
  name = "main"
}

resource "aws_iam_role" "execution" {
  name = "main-execution"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_policy_attachment" "execution" {
  name       = "main-execution"
  roles      = [aws_iam_role.execution.name]
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}

resource "aws_ecs_task_definition" "main" {
  family                   = "main"
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.execution.arn

  container_definitions = templatefile("${path.module}/containers.json.tftpl", {
    image = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/main:12"
    port  = 8080
    group = aws_cloudwatch_log_group.main.name
  })
}

resource "aws_ecs_service" "main" {
  name            = "main"
  cluster         = aws_ecs_cluster.main.id
  task_definition = aws_ecs_task_definition.main.arn
  launch_type     = "FARGATE"
  desired_count   = 2

  network_configuration {
    subnets         = aws_subnet.main[*].id
    security_groups = [aws_security_group.tasks.id, aws_default_security_group.main.id]
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.main.arn
    container_name   = "main"
    container_port   = 8080
  }

  depends_on = [aws_lb_listener.main, aws_iam_policy_attachment.execution]
}

resource "aws_api_gateway_vpc_link" "main" {
  name        = "main"
  target_arns = [aws_lb.main.arn]
}

resource "aws_api_gateway_rest_api" "main" {
  name = "main"
}

# The method is at the root; the name is that of the certificate.
resource "aws_api_gateway_method" "root" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  resource_id   = aws_api_gateway_rest_api.main.root_resource_id
  http_method   = "POST"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "root" {
  rest_api_id             = aws_api_gateway_rest_api.main.id
  resource_id             = aws_api_gateway_rest_api.main.root_resource_id
  http_method             = aws_api_gateway_method.root.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "POST"
  connection_type         = "VPC_LINK"
  connection_id           = "$${stageVariables.vpcLinkId}"
  uri                     = "https://main.example.com/"
}

resource "aws_api_gateway_deployment" "main" {
  rest_api_id = aws_api_gateway_rest_api.main.id
  triggers    = { redeploy = sha1(join(",", [aws_api_gateway_integration.root.uri, aws_api_gateway_integration.root.connection_id])) }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [aws_api_gateway_integration.root]
}

resource "aws_api_gateway_stage" "main" {
  rest_api_id   = aws_api_gateway_rest_api.main.id
  deployment_id = aws_api_gateway_deployment.main.id
  stage_name    = "main"
  variables     = { vpcLinkId = aws_api_gateway_vpc_link.main.id }
}
