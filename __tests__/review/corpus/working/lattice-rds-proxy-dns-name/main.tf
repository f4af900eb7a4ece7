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

locals {
  zone_ids = toset(["euc1-az1", "euc1-az3"])
  port     = 5432
}

resource "aws_vpc" "provider" {
  cidr_block           = "10.100.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "provider" {
  for_each             = { for index, id in tolist(local.zone_ids) : id => index }
  vpc_id               = aws_vpc.provider.id
  cidr_block           = cidrsubnet(aws_vpc.provider.cidr_block, 8, each.value)
  availability_zone_id = each.key
}

resource "aws_vpc" "consumer" {
  cidr_block           = "10.101.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
}

resource "aws_subnet" "consumer" {
  for_each             = { for index, id in tolist(local.zone_ids) : id => index }
  vpc_id               = aws_vpc.consumer.id
  cidr_block           = cidrsubnet(aws_vpc.consumer.cidr_block, 8, each.value)
  availability_zone_id = each.key
}

# One group for each link of the chain, and one rule resource for each direction.
resource "aws_security_group" "link" {
  for_each = {
    client   = aws_vpc.consumer.id
    endpoint = aws_vpc.consumer.id
    gateway  = aws_vpc.provider.id
    proxy    = aws_vpc.provider.id
    database = aws_vpc.provider.id
  }

  name   = "ledger-${each.key}"
  vpc_id = each.value
}

locals {
  links = {
    client  = "endpoint"
    gateway = "proxy"
    proxy   = "database"
  }
}

resource "aws_vpc_security_group_egress_rule" "link" {
  for_each                     = local.links
  security_group_id            = aws_security_group.link[each.key].id
  referenced_security_group_id = aws_security_group.link[each.value].id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_vpc_security_group_ingress_rule" "link" {
  for_each                     = local.links
  security_group_id            = aws_security_group.link[each.value].id
  referenced_security_group_id = aws_security_group.link[each.key].id
  ip_protocol                  = "tcp"
  from_port                    = local.port
  to_port                      = local.port
}

resource "aws_db_subnet_group" "ledger" {
  name       = "ledger"
  subnet_ids = [for subnet in aws_subnet.provider : subnet.id]
}

resource "aws_db_instance" "ledger" {
  identifier                  = "ledger"
  engine                      = "postgres"
  engine_version              = "16"
  instance_class              = "db.m7g.large"
  allocated_storage           = 100
  storage_encrypted           = true
  multi_az                    = true
  username                    = "ledger"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.ledger.name
  vpc_security_group_ids      = [aws_security_group.link["database"].id]
  final_snapshot_identifier   = "ledger-final"
}

data "aws_iam_policy_document" "proxy_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["rds.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "proxy" {
  statement {
    actions   = ["secretsmanager:GetSecretValue"]
    resources = [aws_db_instance.ledger.master_user_secret[0].secret_arn]
  }
}

resource "aws_iam_role" "proxy" {
  name               = "ledger-proxy"
  assume_role_policy = data.aws_iam_policy_document.proxy_trust.json
}

resource "aws_iam_role_policy" "proxy" {
  role   = aws_iam_role.proxy.id
  policy = data.aws_iam_policy_document.proxy.json
}

resource "aws_db_proxy" "ledger" {
  name                   = "ledger"
  engine_family          = "POSTGRESQL"
  role_arn               = aws_iam_role.proxy.arn
  require_tls            = true
  vpc_subnet_ids         = [for subnet in aws_subnet.provider : subnet.id]
  vpc_security_group_ids = [aws_security_group.link["proxy"].id]

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "DISABLED"
    secret_arn  = aws_db_instance.ledger.master_user_secret[0].secret_arn
  }

  depends_on = [aws_iam_role_policy.proxy]
}

resource "aws_db_proxy_default_target_group" "ledger" {
  db_proxy_name = aws_db_proxy.ledger.name
}

resource "aws_db_proxy_target" "ledger" {
  db_proxy_name          = aws_db_proxy.ledger.name
  target_group_name      = aws_db_proxy_default_target_group.ledger.name
  db_instance_identifier = aws_db_instance.ledger.identifier
}

resource "aws_vpclattice_resource_gateway" "ledger" {
  name               = "ledger"
  vpc_id             = aws_vpc.provider.id
  subnet_ids         = [for subnet in aws_subnet.provider : subnet.id]
  security_group_ids = [aws_security_group.link["gateway"].id]
}

resource "aws_vpclattice_resource_configuration" "ledger" {
  name                                           = "ledger-proxy"
  type                                           = "SINGLE"
  protocol                                       = "TCP"
  port_ranges                                    = ["${local.port}"]
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.ledger.id
  allow_association_to_shareable_service_network = false

  resource_configuration_definition {
    dns_resource {
      domain_name     = aws_db_proxy.ledger.endpoint
      ip_address_type = "IPV4"
    }
  }
}

resource "aws_vpc_endpoint" "ledger" {
  vpc_id                     = aws_vpc.consumer.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = aws_vpclattice_resource_configuration.ledger.arn
  subnet_ids                 = [for subnet in aws_subnet.consumer : subnet.id]
  security_group_ids         = [aws_security_group.link["endpoint"].id]
}

# A name given by DNS gets no private DNS: this zone, for exactly this name, takes its place.
data "aws_vpc_endpoint_associations" "ledger" {
  vpc_endpoint_id = aws_vpc_endpoint.ledger.id
}

resource "aws_route53_zone" "ledger" {
  name = "ledger.internal"

  vpc {
    vpc_id = aws_vpc.consumer.id
  }
}

resource "aws_route53_record" "ledger" {
  zone_id = aws_route53_zone.ledger.zone_id
  name    = "proxy.ledger.internal"
  type    = "CNAME"
  ttl     = 60
  records = [one(data.aws_vpc_endpoint_associations.ledger.associations).dns_entry[0].dns_name]
}

output "host" {
  value = aws_route53_record.ledger.fqdn
}
