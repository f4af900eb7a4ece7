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
  name        = "documents"
  subnet_ids  = [aws_subnet.zone["a"].id, aws_subnet.zone["b"].id]
  collection  = "collection/${local.name}"
  index       = "index/${local.name}/*"
  permissions = ["aoss:CreateIndex", "aoss:UpdateIndex", "aoss:DescribeIndex", "aoss:ReadDocument", "aoss:WriteDocument"]
}

resource "aws_vpc" "this" {
  cidr_block           = "10.12.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "zone" {
  for_each          = { a = "10.12.1.0/24", b = "10.12.2.0/24" }
  vpc_id            = aws_vpc.this.id
  availability_zone = "eu-central-1${each.key}"
  cidr_block        = each.value
}

resource "aws_route_table" "zone" {
  for_each = aws_subnet.zone
  vpc_id   = aws_vpc.this.id
}

resource "aws_route_table_association" "zone" {
  for_each       = aws_subnet.zone
  route_table_id = aws_route_table.zone[each.key].id
  subnet_id      = each.value.id
}

resource "aws_security_group" "https" {
  for_each    = toset(["tasks", "endpoints"])
  name        = "${local.name}-${each.key}"
  description = "HTTPS"
  vpc_id      = aws_vpc.this.id

  dynamic "ingress" {
    for_each = each.key == "endpoints" ? [443] : []

    content {
      protocol    = "tcp"
      from_port   = ingress.value
      to_port     = ingress.value
      cidr_blocks = [for subnet in aws_subnet.zone : subnet.cidr_block]
    }
  }

  dynamic "egress" {
    for_each = each.key == "tasks" ? [443] : []

    content {
      protocol        = "tcp"
      from_port       = egress.value
      to_port         = egress.value
      cidr_blocks     = [aws_vpc.this.cidr_block]
      prefix_list_ids = [aws_vpc_endpoint.s3.prefix_list_id]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  vpc_endpoint_type = "Gateway"
  service_name      = "com.amazonaws.eu-central-1.s3"
  route_table_ids   = [for table in aws_route_table.zone : table.id]
}

resource "aws_vpc_endpoint" "https" {
  for_each            = toset(["ecr.api", "ecr.dkr", "logs"])
  vpc_id              = aws_vpc.this.id
  vpc_endpoint_type   = "Interface"
  service_name        = "com.amazonaws.eu-central-1.${each.value}"
  subnet_ids          = local.subnet_ids
  security_group_ids  = [aws_security_group.https["endpoints"].id]
  private_dns_enabled = true
}

resource "aws_opensearchserverless_vpc_endpoint" "this" {
  name               = local.name
  vpc_id             = aws_vpc.this.id
  subnet_ids         = local.subnet_ids
  security_group_ids = [aws_security_group.https["endpoints"].id]
}

resource "aws_opensearchserverless_security_policy" "encryption" {
  name   = local.name
  type   = "encryption"
  policy = jsonencode({ Rules = [{ ResourceType = "collection", Resource = [local.collection] }], AWSOwnedKey = true })
}

resource "aws_opensearchserverless_security_policy" "network" {
  name = local.name
  type = "network"

  policy = <<-JSON
    [
      {
        "Rules": [
          { "ResourceType": "collection", "Resource": ["${local.collection}"] },
          { "ResourceType": "dashboard", "Resource": ["${local.collection}"] }
        ],
        "AllowFromPublic": false,
        "SourceVPCEs": ["${aws_opensearchserverless_vpc_endpoint.this.id}"]
      }
    ]
  JSON
}

resource "aws_opensearchserverless_access_policy" "this" {
  name = local.name
  type = "data"

  policy = jsonencode([{
    Rules     = [{ ResourceType = "index", Resource = [local.index], Permission = local.permissions }]
    Principal = [aws_iam_role.this["task"].arn]
  }])
}

resource "aws_opensearchserverless_collection" "this" {
  name = aws_opensearchserverless_security_policy.encryption.name
  type = "SEARCH"
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

resource "aws_iam_role" "this" {
  for_each           = toset(["task", "execution"])
  name               = "${local.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.this["execution"].name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

resource "aws_iam_role_policy" "task" {
  role = aws_iam_role.this["task"].name

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = { Effect = "Allow", Action = ["aoss:APIAccessAll"], Resource = [aws_opensearchserverless_collection.this.arn] }
  })
}

resource "aws_cloudwatch_log_group" "this" {
  name = local.name
}

resource "aws_ecs_cluster" "this" {
  name = local.name
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.name
  network_mode             = "awsvpc"
  requires_compatibilities = ["FARGATE"]
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.this["execution"].arn
  task_role_arn            = aws_iam_role.this["task"].arn

  container_definitions = jsonencode([{
    name        = "indexer"
    image       = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/indexer:0.9"
    environment = [{ name = "OPENSEARCH", value = aws_opensearchserverless_collection.this.collection_endpoint }]
    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = aws_cloudwatch_log_group.this.name
        awslogs-region        = "eu-central-1"
        awslogs-stream-prefix = "indexer"
      }
    }
  }])
}

resource "aws_ecs_service" "this" {
  name            = local.name
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.this.arn
  launch_type     = "FARGATE"
  desired_count   = 1

  network_configuration {
    subnets         = local.subnet_ids
    security_groups = [aws_security_group.https["tasks"].id]
  }

  depends_on = [aws_iam_role_policy_attachment.execution]
}
