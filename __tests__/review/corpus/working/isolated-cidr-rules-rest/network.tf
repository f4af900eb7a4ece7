locals {
  vpc_cidr = "172.20.0.0/20"

  # name => number of the /24 and zone
  subnets = {
    "lb.a"   = { number = 0, zone = "eu-central-1a" }
    "lb.b"   = { number = 1, zone = "eu-central-1b" }
    "task.a" = { number = 2, zone = "eu-central-1a" }
    "task.b" = { number = 3, zone = "eu-central-1b" }
  }
}

resource "aws_vpc" "vpc" {
  cidr_block           = local.vpc_cidr
  enable_dns_hostnames = true
}

resource "aws_subnet" "subnet" {
  for_each          = local.subnets
  vpc_id            = aws_vpc.vpc.id
  cidr_block        = cidrsubnet(local.vpc_cidr, 4, each.value.number)
  availability_zone = each.value.zone
  tags              = { Name = each.key }
}

resource "aws_route_table" "isolated" {
  for_each = toset(["eu-central-1a", "eu-central-1b"])
  vpc_id   = aws_vpc.vpc.id
}

resource "aws_route_table_association" "isolated" {
  for_each       = local.subnets
  subnet_id      = aws_subnet.subnet[each.key].id
  route_table_id = aws_route_table.isolated[each.value.zone].id
}

locals {
  lb_subnet_ids   = [for name, subnet in aws_subnet.subnet : subnet.id if startswith(name, "lb.")]
  task_subnet_ids = [for name, subnet in aws_subnet.subnet : subnet.id if startswith(name, "task.")]
  lb_cidrs        = [for name, subnet in local.subnets : cidrsubnet(local.vpc_cidr, 4, subnet.number) if startswith(name, "lb.")]
}
