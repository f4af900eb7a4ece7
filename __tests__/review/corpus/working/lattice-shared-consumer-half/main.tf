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

variable "resource_share_arn" {
  type = string
}

variable "resource_configuration_arn" {
  type = string
}

variable "database" {
  type = object({
    host = string
    port = number
  })
}

variable "ami" {
  type = string
}

resource "aws_ram_resource_share_accepter" "accounts" {
  share_arn = var.resource_share_arn
}

resource "aws_vpc" "this" {
  cidr_block           = "10.6.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "this" {
  count                = 2
  vpc_id               = aws_vpc.this.id
  cidr_block           = cidrsubnet("10.6.0.0/16", 8, count.index)
  availability_zone_id = element(["euc1-az1", "euc1-az3"], count.index)
}

# Clients and endpoint are members of one group.
resource "aws_security_group" "accounts" {
  name_prefix = "accounts-"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "members" {
  security_group_id            = aws_security_group.accounts.id
  referenced_security_group_id = aws_security_group.accounts.id
  ip_protocol                  = "tcp"
  from_port                    = var.database.port
  to_port                      = var.database.port
}

resource "aws_vpc_security_group_egress_rule" "members" {
  security_group_id            = aws_security_group.accounts.id
  referenced_security_group_id = aws_security_group.accounts.id
  ip_protocol                  = "tcp"
  from_port                    = var.database.port
  to_port                      = var.database.port
}

resource "aws_vpc_endpoint" "accounts" {
  vpc_id                     = aws_vpc.this.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = var.resource_configuration_arn
  subnet_ids                 = aws_subnet.this.*.id
  security_group_ids         = [aws_security_group.accounts.id]
  private_dns_enabled        = true

  depends_on = [aws_ram_resource_share_accepter.accounts]
}

resource "aws_instance" "worker" {
  count                  = 2
  ami                    = var.ami
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.this[count.index].id
  vpc_security_group_ids = [aws_security_group.accounts.id]
  user_data = templatefile("${path.module}/worker.sh.tftpl", {
    host = var.database.host
    port = var.database.port
  })

  tags = { Name = "worker-${count.index}" }
}
