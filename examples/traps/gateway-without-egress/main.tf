terraform {
  required_version = ">= 1.5"

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
  database_port = 5432
}

# The clients' VPC.

resource "aws_vpc" "clients" {
  cidr_block           = "10.10.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "clients" }
}

resource "aws_subnet" "clients_a" {
  vpc_id               = aws_vpc.clients.id
  cidr_block           = "10.10.1.0/24"
  availability_zone_id = "euc1-az1"

  tags = { Name = "clients-a" }
}

resource "aws_subnet" "clients_b" {
  vpc_id               = aws_vpc.clients.id
  cidr_block           = "10.10.2.0/24"
  availability_zone_id = "euc1-az3"

  tags = { Name = "clients-b" }
}

resource "aws_security_group" "report" {
  name        = "report"
  description = "Function that reads orders"
  vpc_id      = aws_vpc.clients.id
}

resource "aws_vpc_security_group_egress_rule" "report_to_endpoint" {
  security_group_id            = aws_security_group.report.id
  description                  = "Database, through the endpoint"
  ip_protocol                  = "tcp"
  from_port                    = local.database_port
  to_port                      = local.database_port
  referenced_security_group_id = aws_security_group.endpoint.id
}

resource "aws_security_group" "endpoint" {
  name        = "orders-endpoint"
  description = "Endpoint of the orders database"
  vpc_id      = aws_vpc.clients.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoint_from_report" {
  security_group_id            = aws_security_group.endpoint.id
  description                  = "Clients"
  ip_protocol                  = "tcp"
  from_port                    = local.database_port
  to_port                      = local.database_port
  referenced_security_group_id = aws_security_group.report.id
}

resource "aws_vpc_endpoint" "orders" {
  vpc_id                     = aws_vpc.clients.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = aws_vpclattice_resource_configuration.orders.arn
  subnet_ids                 = [aws_subnet.clients_a.id, aws_subnet.clients_b.id]
  security_group_ids         = [aws_security_group.endpoint.id]
  private_dns_enabled        = true

  tags = { Name = "orders" }
}

resource "aws_iam_role" "report" {
  name = "report"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "report_network" {
  role       = aws_iam_role.report.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy" "report_database" {
  name = "database"
  role = aws_iam_role.report.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "rds-db:connect"
      Resource = "arn:aws:rds-db:eu-central-1:111122223333:dbuser:${aws_db_instance.orders.resource_id}/report"
    }]
  })
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  role          = aws_iam_role.report.arn
  package_type  = "Image"
  image_uri     = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/report:1.4.0"
  timeout       = 30

  vpc_config {
    subnet_ids         = [aws_subnet.clients_a.id, aws_subnet.clients_b.id]
    security_group_ids = [aws_security_group.report.id]
  }

  environment {
    variables = {
      DATABASE_HOST = aws_db_instance.orders.address
      DATABASE_PORT = tostring(local.database_port)
      DATABASE_USER = "report"
      SSL_MODE      = "verify-full"
    }
  }

  depends_on = [aws_iam_role_policy_attachment.report_network]
}

# The database's VPC.

resource "aws_vpc" "data" {
  cidr_block           = "10.20.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "data" }
}

resource "aws_subnet" "data_a" {
  vpc_id               = aws_vpc.data.id
  cidr_block           = "10.20.1.0/24"
  availability_zone_id = "euc1-az1"

  tags = { Name = "data-a" }
}

resource "aws_subnet" "data_b" {
  vpc_id               = aws_vpc.data.id
  cidr_block           = "10.20.2.0/24"
  availability_zone_id = "euc1-az3"

  tags = { Name = "data-b" }
}

resource "aws_security_group" "gateway" {
  name        = "orders-gateway"
  description = "Resource gateway of the orders database"
  vpc_id      = aws_vpc.data.id
}

resource "aws_vpclattice_resource_gateway" "orders" {
  name               = "orders"
  vpc_id             = aws_vpc.data.id
  subnet_ids         = [aws_subnet.data_a.id, aws_subnet.data_b.id]
  security_group_ids = [aws_security_group.gateway.id]
  ip_address_type    = "IPV4"
}

resource "aws_vpclattice_resource_configuration" "orders" {
  name                                           = "orders"
  type                                           = "ARN"
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.orders.id
  allow_association_to_shareable_service_network = false

  resource_configuration_definition {
    arn_resource {
      arn = aws_db_instance.orders.arn
    }
  }
}

resource "aws_cloudwatch_log_group" "connections" {
  name              = "/lattice/orders"
  retention_in_days = 90
}

resource "aws_vpclattice_access_log_subscription" "orders" {
  resource_identifier = aws_vpclattice_resource_configuration.orders.id
  destination_arn     = aws_cloudwatch_log_group.connections.arn
}

resource "aws_security_group" "database" {
  name        = "orders-database"
  description = "Orders database"
  vpc_id      = aws_vpc.data.id
}

resource "aws_vpc_security_group_ingress_rule" "database_from_gateway" {
  security_group_id            = aws_security_group.database.id
  description                  = "Resource gateway"
  ip_protocol                  = "tcp"
  from_port                    = local.database_port
  to_port                      = local.database_port
  referenced_security_group_id = aws_security_group.gateway.id
}

resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = [aws_subnet.data_a.id, aws_subnet.data_b.id]
}

resource "aws_db_instance" "orders" {
  identifier                          = "orders"
  engine                              = "postgres"
  engine_version                      = "16"
  instance_class                      = "db.t4g.medium"
  allocated_storage                   = 50
  storage_encrypted                   = true
  multi_az                            = true
  db_name                             = "orders"
  username                            = "orders"
  manage_master_user_password         = true
  iam_database_authentication_enabled = true
  db_subnet_group_name                = aws_db_subnet_group.orders.name
  vpc_security_group_ids              = [aws_security_group.database.id]
  backup_retention_period             = 7
  deletion_protection                 = true
  final_snapshot_identifier           = "orders-final"
}
