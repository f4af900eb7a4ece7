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

# ------------------------------------------------------------ database

resource "aws_vpc" "db" {
  cidr_block           = "10.1.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "db" {
  count                = 2
  vpc_id               = aws_vpc.db.id
  cidr_block           = "10.1.${count.index}.0/24"
  availability_zone_id = ["euc1-az1", "euc1-az3"][count.index]
}

# On the cluster and on the resource gateway: members may talk to members.
resource "aws_security_group" "db" {
  name   = "aurora"
  vpc_id = aws_vpc.db.id

  ingress {
    from_port = 3306
    to_port   = 3306
    protocol  = "tcp"
    self      = true
  }

  egress {
    from_port = 3306
    to_port   = 3306
    protocol  = "tcp"
    self      = true
  }
}

resource "aws_db_subnet_group" "db" {
  name       = "aurora"
  subnet_ids = aws_subnet.db[*].id
}

resource "aws_rds_cluster" "db" {
  cluster_identifier          = "billing"
  engine                      = "aurora-mysql"
  engine_version              = "8.0.mysql_aurora.3.08.2"
  database_name               = "billing"
  master_username             = "root"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.db.name
  vpc_security_group_ids      = [aws_security_group.db.id]
  storage_encrypted           = true
  final_snapshot_identifier   = "billing-final"
}

resource "aws_rds_cluster_instance" "db" {
  count              = 2
  identifier         = "billing-${count.index}"
  cluster_identifier = aws_rds_cluster.db.id
  engine             = aws_rds_cluster.db.engine
  instance_class     = "db.r6g.large"
}

resource "aws_vpclattice_resource_gateway" "db" {
  name               = "billing-gateway"
  vpc_id             = aws_vpc.db.id
  subnet_ids         = aws_subnet.db[*].id
  security_group_ids = [aws_security_group.db.id]
}

resource "aws_vpclattice_resource_configuration" "db" {
  name                                           = "billing"
  type                                           = "ARN"
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.db.id
  allow_association_to_shareable_service_network = true

  resource_configuration_definition {
    arn_resource {
      arn = aws_rds_cluster.db.arn
    }
  }
}

# ------------------------------------------------------------ client

resource "aws_vpc" "app" {
  cidr_block           = "10.2.0.0/16"
  enable_dns_hostnames = true
}

resource "aws_subnet" "app" {
  count                = 2
  vpc_id               = aws_vpc.app.id
  cidr_block           = "10.2.${count.index}.0/24"
  availability_zone_id = ["euc1-az1", "euc1-az3"][count.index]
}

resource "aws_security_group" "lambda" {
  name   = "lambda"
  vpc_id = aws_vpc.app.id

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "endpoint" {
  name   = "aurora-endpoint"
  vpc_id = aws_vpc.app.id

  ingress {
    from_port   = 3306
    to_port     = 3306
    protocol    = "tcp"
    cidr_blocks = aws_subnet.app[*].cidr_block
  }
}

resource "aws_vpc_endpoint" "db" {
  vpc_id                     = aws_vpc.app.id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = aws_vpclattice_resource_configuration.db.arn
  subnet_ids                 = aws_subnet.app[*].id
  security_group_ids         = [aws_security_group.endpoint.id]
  private_dns_enabled        = true
}

resource "aws_iam_role" "lambda" {
  name = "invoices"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_iam_role_policy_attachment" "lambda" {
  role       = aws_iam_role.lambda.id
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  role          = aws_iam_role.lambda.arn
  runtime       = "python3.12"
  handler       = "main.handler"
  s3_bucket     = "artifacts-111122223333"
  s3_key        = "invoices/1.0.0.zip"

  vpc_config {
    subnet_ids         = aws_subnet.app[*].id
    security_group_ids = [aws_security_group.lambda.id]
  }

  environment {
    variables = {
      DB_WRITER = aws_rds_cluster.db.endpoint
      DB_READER = aws_rds_cluster.db.reader_endpoint
    }
  }

  depends_on = [aws_iam_role_policy_attachment.lambda]
}
