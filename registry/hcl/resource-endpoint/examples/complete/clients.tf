resource "aws_vpc" "clients" {
  cidr_block           = "10.20.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = merge(local.tags, { Name = "${local.name}-clients" })
}

resource "aws_subnet" "endpoint" {
  for_each = local.zones

  vpc_id               = aws_vpc.clients.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.clients.cidr_block, 4, each.value)

  tags = merge(local.tags, { Name = "${local.name}-endpoint-${each.key}" })
}

resource "aws_security_group" "api" {
  name_prefix = "${local.name}-api-"
  description = "Tasks that answer requests"
  vpc_id      = aws_vpc.clients.id

  tags = merge(local.tags, { Name = "${local.name}-api" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_security_group" "worker" {
  name_prefix = "${local.name}-worker-"
  description = "Tasks that work off the queue"
  vpc_id      = aws_vpc.clients.id

  tags = merge(local.tags, { Name = "${local.name}-worker" })

  lifecycle {
    create_before_destroy = true
  }
}
