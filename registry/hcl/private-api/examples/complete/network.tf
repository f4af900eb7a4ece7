resource "aws_vpc" "main" {
  cidr_block           = "10.20.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = merge(local.tags, { Name = local.name })
}

# Keys are ids of Availability Zones, which mean the same place in every account.
resource "aws_subnet" "tasks" {
  for_each = local.zones

  vpc_id               = aws_vpc.main.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.main.cidr_block, 4, each.value)

  tags = merge(local.tags, { Name = "${local.name}-tasks-${each.key}" })
}

# Endpoints have one address in each zone.
resource "aws_subnet" "endpoint" {
  for_each = local.zones

  vpc_id               = aws_vpc.main.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.main.cidr_block, 7, 64 + each.value)

  tags = merge(local.tags, { Name = "${local.name}-endpoint-${each.key}" })
}

resource "aws_route_table" "tasks" {
  for_each = aws_subnet.tasks

  vpc_id = aws_vpc.main.id

  tags = merge(local.tags, { Name = "${local.name}-tasks-${each.key}" })
}

resource "aws_route_table_association" "tasks" {
  for_each = aws_subnet.tasks

  route_table_id = aws_route_table.tasks[each.key].id
  subnet_id      = each.value.id
}

