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

variable "client_ranges" {
  description = "Ranges of the clients' VPC that may use the service network"
  type        = list(string)
  default     = ["10.70.0.0/24", "10.70.1.0/24"]
}

locals {
  name = "inventory"
  port = 5432
  zone_ids = [
    "euc1-az1",
    "euc1-az3",
  ]
  vpcs = {
    data    = "10.60.0.0/16"
    app     = "10.70.0.0/16"
    reports = "10.80.0.0/16"
  }
  subnets = merge([
    for name, cidr in local.vpcs : {
      for index, zone_id in local.zone_ids : "${name}-${zone_id}" => {
        vpc     = name
        zone_id = zone_id
        cidr    = cidrsubnet(cidr, 8, index)
      }
    }
  ]...)
}

resource "aws_vpc" "vpc" {
  for_each             = local.vpcs
  cidr_block           = each.value
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags                 = { Name = each.key }
}

resource "aws_subnet" "subnet" {
  for_each             = local.subnets
  vpc_id               = aws_vpc.vpc[each.value.vpc].id
  cidr_block           = each.value.cidr
  availability_zone_id = each.value.zone_id
}

locals {
  subnet_ids = {
    for name in keys(local.vpcs) :
    name => [for key, subnet in local.subnets : aws_subnet.subnet[key].id if subnet.vpc == name]
  }
}

resource "aws_security_group" "database" {
  name   = "${local.name}-database"
  vpc_id = aws_vpc.vpc["data"].id
}

resource "aws_security_group_rule" "database" {
  type                     = "ingress"
  security_group_id        = aws_security_group.database.id
  source_security_group_id = aws_security_group.gateway.id
  protocol                 = "tcp"
  from_port                = local.port
  to_port                  = local.port
}

resource "aws_db_subnet_group" "database" {
  name       = local.name
  subnet_ids = local.subnet_ids["data"]
}

resource "aws_db_instance" "database" {
  identifier                  = local.name
  engine                      = "postgres"
  engine_version              = "16"
  port                        = local.port
  instance_class              = "db.t4g.large"
  allocated_storage           = 100
  storage_encrypted           = true
  multi_az                    = true
  username                    = "inventory"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.database.name
  vpc_security_group_ids      = [aws_security_group.database.id]
  final_snapshot_identifier   = "${local.name}-final"
}

resource "aws_security_group" "gateway" {
  name   = "${local.name}-gateway"
  vpc_id = aws_vpc.vpc["data"].id
}

resource "aws_security_group_rule" "gateway" {
  type                     = "egress"
  security_group_id        = aws_security_group.gateway.id
  source_security_group_id = aws_security_group.database.id
  protocol                 = "tcp"
  from_port                = local.port
  to_port                  = local.port
}

resource "aws_vpclattice_resource_gateway" "gateway" {
  name               = local.name
  vpc_id             = aws_vpc.vpc["data"].id
  subnet_ids         = local.subnet_ids["data"]
  security_group_ids = [aws_security_group.gateway.id]
}

resource "aws_vpclattice_resource_configuration" "database" {
  name                                           = local.name
  type                                           = "ARN"
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.gateway.id
  allow_association_to_shareable_service_network = true

  resource_configuration_definition {
    arn_resource {
      arn = aws_db_instance.database.arn
    }
  }
}

resource "aws_vpclattice_service_network" "databases" {
  name      = "databases"
  auth_type = "NONE"
}

resource "aws_vpclattice_service_network_resource_association" "database" {
  service_network_identifier        = aws_vpclattice_service_network.databases.id
  resource_configuration_identifier = aws_vpclattice_resource_configuration.database.id
}

resource "aws_cloudwatch_log_group" "connections" {
  name              = "/lattice/databases"
  retention_in_days = 90
}

resource "aws_vpclattice_access_log_subscription" "connections" {
  resource_identifier      = aws_vpclattice_service_network.databases.id
  destination_arn          = aws_cloudwatch_log_group.connections.arn
  service_network_log_type = "RESOURCE"
}

# The application's VPC is associated with the service network.

resource "aws_security_group" "association" {
  name   = "databases"
  vpc_id = aws_vpc.vpc["app"].id

  dynamic "ingress" {
    for_each = toset(var.client_ranges)

    content {
      description = "Clients in ${ingress.value}"
      protocol    = "tcp"
      from_port   = local.port
      to_port     = local.port
      cidr_blocks = [ingress.value]
    }
  }
}

resource "aws_vpclattice_service_network_vpc_association" "app" {
  service_network_identifier = aws_vpclattice_service_network.databases.id
  vpc_identifier             = aws_vpc.vpc["app"].id
  security_group_ids         = [aws_security_group.association.id]
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.vpc["app"].id

  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# The reports' VPC has an endpoint of the service network.

resource "aws_security_group" "reports" {
  name   = "reports"
  vpc_id = aws_vpc.vpc["reports"].id

  egress {
    protocol    = "tcp"
    from_port   = 1024
    to_port     = 65535
    cidr_blocks = [local.vpcs["reports"]]
  }
}

resource "aws_security_group" "reports_endpoint" {
  name   = "databases"
  vpc_id = aws_vpc.vpc["reports"].id

  ingress {
    protocol        = "tcp"
    from_port       = 5000
    to_port         = 6000
    security_groups = [aws_security_group.reports.id]
  }
}

resource "aws_vpc_endpoint" "databases" {
  vpc_id              = aws_vpc.vpc["reports"].id
  vpc_endpoint_type   = "ServiceNetwork"
  service_network_arn = aws_vpclattice_service_network.databases.arn
  subnet_ids          = local.subnet_ids["reports"]
  security_group_ids  = [aws_security_group.reports_endpoint.id]
  private_dns_enabled = true
}
