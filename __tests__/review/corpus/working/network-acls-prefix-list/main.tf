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
  workers = {
    mail  = { cpu = 256, memory = 512 }
    audit = { cpu = 512, memory = 1024 }
  }
}

resource "aws_vpc" "main" {
  cidr_block           = "10.88.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "tasks" {
  for_each          = { eu-central-1a = "10.88.0.0/24", eu-central-1c = "10.88.1.0/24" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_subnet" "endpoints" {
  for_each          = { eu-central-1a = "10.88.10.0/26", eu-central-1c = "10.88.10.64/26" }
  vpc_id            = aws_vpc.main.id
  availability_zone = each.key
  cidr_block        = each.value
}

resource "aws_route_table" "tasks" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "tasks" {
  for_each       = aws_subnet.tasks
  subnet_id      = each.value.id
  route_table_id = aws_route_table.tasks.id
}

resource "aws_network_acl" "tasks" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.tasks : subnet.id]

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 443
    to_port    = 443
  }

  ingress {
    rule_no    = 90
    action     = "deny"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 3389
    to_port    = 3389
  }

  ingress {
    rule_no    = 100
    action     = "allow"
    protocol   = "tcp"
    cidr_block = "0.0.0.0/0"
    from_port  = 1024
    to_port    = 65535
  }
}

resource "aws_network_acl" "endpoints" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.endpoints : subnet.id]
}

resource "aws_network_acl_rule" "endpoints_in" {
  network_acl_id = aws_network_acl.endpoints.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.88.0.0/23"
  from_port      = 443
  to_port        = 443
}

resource "aws_network_acl_rule" "endpoints_out" {
  network_acl_id = aws_network_acl.endpoints.id
  rule_number    = 100
  egress         = true
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.88.0.0/23"
  from_port      = 1024
  to_port        = 65535
}

resource "aws_ec2_managed_prefix_list" "tasks" {
  name           = "tasks"
  address_family = "IPv4"
  max_entries    = 4

  dynamic "entry" {
    for_each = aws_subnet.tasks

    content {
      cidr        = entry.value.cidr_block
      description = entry.key
    }
  }
}

resource "aws_security_group" "endpoints" {
  name   = "endpoints"
  vpc_id = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  security_group_id = aws_security_group.endpoints.id
  prefix_list_id    = aws_ec2_managed_prefix_list.tasks.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs", "sqs"])
  vpc_id              = aws_vpc.main.id
  service_name        = "com.amazonaws.eu-central-1.${each.key}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = [for subnet in aws_subnet.endpoints : subnet.id]
  security_group_ids  = [aws_security_group.endpoints.id]
  private_dns_enabled = true
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.eu-central-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.tasks.id]
}

resource "aws_security_group" "worker" {
  for_each = local.workers
  name     = each.key
  vpc_id   = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "worker_endpoints" {
  for_each                     = aws_security_group.worker
  security_group_id            = each.value.id
  referenced_security_group_id = aws_security_group.endpoints.id
  ip_protocol                  = "-1"
}

resource "aws_vpc_security_group_egress_rule" "worker_s3" {
  for_each          = aws_security_group.worker
  security_group_id = each.value.id
  prefix_list_id    = aws_vpc_endpoint.s3.prefix_list_id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_sqs_queue" "worker" {
  for_each = local.workers
  name     = each.key
}

resource "aws_iam_role" "execution" {
  name = "workers-execution"

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role" "worker" {
  for_each = local.workers
  name     = each.key

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ecs-tasks.amazonaws.com" } }]
  })
}

data "aws_iam_policy_document" "worker" {
  for_each = local.workers

  statement {
    actions   = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
    resources = [aws_sqs_queue.worker[each.key].arn]
  }
}

resource "aws_iam_role_policy" "worker" {
  for_each = local.workers
  role     = aws_iam_role.worker[each.key].id
  policy   = data.aws_iam_policy_document.worker[each.key].json
}

resource "aws_cloudwatch_log_group" "worker" {
  for_each = local.workers
  name     = "/workers/${each.key}"
}

resource "aws_ecs_cluster" "workers" {
  name = "workers"
}

resource "aws_ecs_task_definition" "worker" {
  for_each                 = local.workers
  family                   = each.key
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = each.value.cpu
  memory                   = each.value.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.worker[each.key].arn

  container_definitions = jsonencode([{
    name        = "worker"
    image       = format("%s.dkr.ecr.%s.amazonaws.com/workers/%s:%s", "111122223333", "eu-central-1", each.key, "1.0")
    environment = [{ name = "QUEUE_URL", value = aws_sqs_queue.worker[each.key].url }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.worker[each.key].name
        awslogs-region        = "eu-central-1"
        awslogs-stream-prefix = each.key
      }
    }
  }])
}

resource "aws_ecs_service" "worker" {
  for_each        = local.workers
  name            = each.key
  cluster         = aws_ecs_cluster.workers.id
  task_definition = aws_ecs_task_definition.worker[each.key].arn
  desired_count   = 1
  launch_type     = "FARGATE"

  network_configuration {
    subnets         = [for subnet in aws_subnet.tasks : subnet.id]
    security_groups = [aws_security_group.worker[each.key].id]
  }

  depends_on = [aws_iam_role_policy_attachment.execution]
}
