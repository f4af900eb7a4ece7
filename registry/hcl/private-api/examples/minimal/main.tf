# A VPC with no way out: no internet gateway, no NAT gateway, and no route but the one within it.

resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "orders" }
}

# Keys are ids of Availability Zones, which mean the same place in every account.
resource "aws_subnet" "private" {
  for_each = { for index, zone in var.availability_zone_ids : zone => index }

  vpc_id               = aws_vpc.main.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.main.cidr_block, 4, each.value)

  tags = { Name = "orders-${each.key}" }
}

# Whatever answers carries it: tasks of ECS, instances, or anything else with an address in the VPC.
resource "aws_security_group" "orders" {
  name_prefix = "orders-"
  description = "The orders service"
  vpc_id      = aws_vpc.main.id

  tags = { Name = "orders" }

  lifecycle {
    create_before_destroy = true
  }
}

module "api" {
  source = "../.."

  name                     = "orders"
  vpc                      = aws_vpc.main
  load_balancer_subnets    = values(aws_subnet.private)
  target_port              = 8000
  target_security_group_id = aws_security_group.orders.id
}
