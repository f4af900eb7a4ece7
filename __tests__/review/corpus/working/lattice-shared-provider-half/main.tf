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

variable "consumer_accounts" {
  type    = set(string)
  default = ["444455556666"]
}

resource "aws_vpc" "this" {
  cidr_block = "10.5.0.0/16"
}

resource "aws_subnet" "gateway" {
  for_each             = { euc1-az1 = "10.5.0.0/26", euc1-az3 = "10.5.0.64/26" }
  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.key
  cidr_block           = each.value
}

resource "aws_subnet" "database" {
  for_each             = { euc1-az1 = "10.5.1.0/28", euc1-az3 = "10.5.1.16/28" }
  vpc_id               = aws_vpc.this.id
  availability_zone_id = each.key
  cidr_block           = each.value
}

resource "aws_security_group" "gateway" {
  name   = "gateway"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_egress_rule" "gateway" {
  for_each          = aws_subnet.database
  security_group_id = aws_security_group.gateway.id
  cidr_ipv4         = each.value.cidr_block
  ip_protocol       = "tcp"
  from_port         = 1433
  to_port           = 1433
}

resource "aws_security_group" "database" {
  name   = "database"
  vpc_id = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  for_each          = aws_subnet.gateway
  security_group_id = aws_security_group.database.id
  cidr_ipv4         = each.value.cidr_block
  ip_protocol       = "tcp"
  from_port         = 1433
  to_port           = 1433
}

resource "aws_db_subnet_group" "this" {
  name       = "accounts"
  subnet_ids = [for s in aws_subnet.database : s.id]
}

resource "aws_db_instance" "this" {
  identifier                  = "accounts"
  engine                      = "sqlserver-se"
  license_model               = "license-included"
  instance_class              = "db.m6i.xlarge"
  allocated_storage           = 200
  storage_encrypted           = true
  multi_az                    = true
  username                    = "admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.this.name
  vpc_security_group_ids      = [aws_security_group.database.id]
  final_snapshot_identifier   = "accounts-final"
}

resource "aws_vpclattice_resource_gateway" "this" {
  name               = "accounts"
  vpc_id             = aws_vpc.this.id
  subnet_ids         = values(aws_subnet.gateway)[*].id
  security_group_ids = [aws_security_group.gateway.id]
}

resource "aws_vpclattice_resource_configuration" "this" {
  name                                           = "accounts"
  type                                           = "ARN"
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.this.id
  allow_association_to_shareable_service_network = false

  resource_configuration_definition {
    arn_resource {
      arn = aws_db_instance.this.arn
    }
  }
}

resource "aws_ram_resource_share" "this" {
  name                      = "accounts-database"
  allow_external_principals = true
}

resource "aws_ram_resource_association" "this" {
  resource_share_arn = aws_ram_resource_share.this.arn
  resource_arn       = aws_vpclattice_resource_configuration.this.arn
}

resource "aws_ram_principal_association" "this" {
  for_each           = var.consumer_accounts
  resource_share_arn = aws_ram_resource_share.this.arn
  principal          = each.value
}

output "resource_configuration_arn" {
  value = aws_vpclattice_resource_configuration.this.arn
}
