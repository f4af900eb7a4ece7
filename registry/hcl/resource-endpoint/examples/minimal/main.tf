# The clients' VPC: no internet gateway, no peering, and no route to the database's VPC.
# Private DNS needs both DNS attributes; AWS's default for the second is false.

resource "aws_vpc" "clients" {
  cidr_block           = "10.20.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "orders-clients" }
}

resource "aws_subnet" "endpoint" {
  for_each = { for index, zone in var.availability_zone_ids : zone => index }

  vpc_id               = aws_vpc.clients.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.clients.cidr_block, 4, each.value)

  tags = { Name = "orders-endpoint-${each.key}" }
}

resource "aws_security_group" "application" {
  name_prefix = "orders-application-"
  description = "Tasks of the orders service"
  vpc_id      = aws_vpc.clients.id

  tags = { Name = "orders-application" }

  lifecycle {
    create_before_destroy = true
  }
}

module "orders" {
  source = "../.."

  name                       = "orders"
  resource_configuration_arn = var.resource_configuration_arn
  port                       = 3306

  vpc                    = aws_vpc.clients
  endpoint_subnets       = values(aws_subnet.endpoint)
  client_security_groups = { application = aws_security_group.application.id }
}
