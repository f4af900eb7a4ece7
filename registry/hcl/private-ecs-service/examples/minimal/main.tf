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

# The gateway endpoint of S3, where layers of images are, is a route in it.
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id

  tags = { Name = "orders" }
}

resource "aws_route_table_association" "private" {
  for_each = aws_subnet.private

  route_table_id = aws_route_table.private.id
  subnet_id      = each.value.id
}

resource "aws_ecr_repository" "orders" {
  name                 = "orders"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_ecs_cluster" "main" {
  name = "orders"
}

module "orders" {
  source = "../.."

  name             = "orders"
  vpc              = aws_vpc.main
  task_subnets     = values(aws_subnet.private)
  endpoint_subnets = values(aws_subnet.private)
  route_table_ids  = [aws_route_table.private.id]

  cluster       = aws_ecs_cluster.main
  repository    = aws_ecr_repository.orders
  image_version = var.image_version
}
