# A VPC with no way out: no internet gateway, no NAT gateway, and no route but the one within it.

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "platform" }
}

# Keys are ids of Availability Zones, which mean the same place in every account.
resource "aws_subnet" "private" {
  for_each = { for index, zone in var.availability_zone_ids : zone => index }

  vpc_id               = aws_vpc.main.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.main.cidr_block, 4, each.value)

  tags = { Name = "platform-${each.key}" }
}

# The gateway endpoint of S3, where layers of images are, is a route in it.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "platform" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  route_table_id = aws_route_table.private.id
  subnet_id      = each.value.id
}

resource "aws_ecr_repository" "service" {
  for_each = toset(["billing", "orders"])

  name                 = each.key
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecs_cluster" "main" {
  name = "platform"
}

resource "aws_sqs_queue" "invoices" {
  name_prefix = "invoices-"
}

# Neither service makes endpoints, since a VPC takes one of each service with private DNS.

module "orders" {
  source = "../.."

  name             = "orders"
  create_endpoints = false
  vpc              = aws_vpc.main
  task_subnets     = values(aws_subnet.private)

  cluster       = aws_ecs_cluster.main
  repository    = aws_ecr_repository.service["orders"]
  image_version = var.image_versions.orders

  grants = {
    invoices = {
      service   = "sqs"
      actions   = ["sqs:SendMessage"]
      resources = [aws_sqs_queue.invoices.arn]
    }
  }
}

module "billing" {
  source = "../.."

  name             = "billing"
  create_endpoints = false
  vpc              = aws_vpc.main
  task_subnets     = values(aws_subnet.private)

  cluster       = aws_ecs_cluster.main
  repository    = aws_ecr_repository.service["billing"]
  image_version = var.image_versions.billing

  grants = {
    invoices = {
      service   = "sqs"
      actions   = ["sqs:DeleteMessage", "sqs:ReceiveMessage"]
      resources = [aws_sqs_queue.invoices.arn]
    }
  }
}

# What both need together. The endpoints name the services' groups, so the services cannot wait for them: make the endpoints first, with
# `terraform apply -target=module.endpoints`.
module "endpoints" {
  source = "../../../terraform-aws-private-ecs-endpoints"

  name               = "platform"
  vpc                = aws_vpc.main
  endpoint_subnets   = values(aws_subnet.private)
  route_table_ids    = [aws_route_table.private.id]
  interface_services = setunion(module.orders.interface_services, module.billing.interface_services)
  gateway_services   = setunion(module.orders.gateway_services, module.billing.gateway_services)

  client_security_groups = {
    orders  = module.orders.security_group_id
    billing = module.billing.security_group_id
  }
}
