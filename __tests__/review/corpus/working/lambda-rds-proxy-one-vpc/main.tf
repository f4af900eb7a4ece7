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

variable "vpc_cidr" {
  default = "10.33.0.0/16"
}

variable "db_port" {
  default = "3306"
}

resource "aws_vpc" "main" {
  cidr_block = var.vpc_cidr
}

resource "aws_subnet" "main" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(var.vpc_cidr, 8, count.index)
  availability_zone = "eu-central-1${element(["a", "b"], count.index)}"
}

resource "aws_security_group" "lambda" {
  name        = "lambda"
  description = "Function"
  vpc_id      = aws_vpc.main.id
}

resource "aws_security_group" "proxy" {
  name        = "proxy"
  description = "RDS Proxy"
  vpc_id      = aws_vpc.main.id

  ingress {
    description     = "Function"
    from_port       = var.db_port
    to_port         = var.db_port
    protocol        = "tcp"
    security_groups = [aws_security_group.lambda.id]
  }
}

resource "aws_security_group" "rds" {
  name        = "rds"
  description = "Database"
  vpc_id      = aws_vpc.main.id

  ingress {
    description     = "Proxy"
    from_port       = var.db_port
    to_port         = var.db_port
    protocol        = "tcp"
    security_groups = [aws_security_group.proxy.id]
  }
}

# Egress apart from the groups: inline on both sides would be a cycle.
resource "aws_security_group_rule" "lambda_to_proxy" {
  type                     = "egress"
  security_group_id        = aws_security_group.lambda.id
  source_security_group_id = aws_security_group.proxy.id
  from_port                = var.db_port
  to_port                  = var.db_port
  protocol                 = "tcp"
}

resource "aws_security_group_rule" "proxy_to_rds" {
  type                     = "egress"
  security_group_id        = aws_security_group.proxy.id
  source_security_group_id = aws_security_group.rds.id
  from_port                = var.db_port
  to_port                  = var.db_port
  protocol                 = "6"
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = aws_subnet.main[*].id
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "mysql"
  engine_version              = "8.0"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  storage_encrypted           = true
  username                    = "admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.id
  vpc_security_group_ids      = [aws_security_group.rds.id]
  skip_final_snapshot         = true
}

resource "aws_iam_role" "proxy" {
  name = "rds-proxy"

  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "rds.amazonaws.com" } }
    }
  EOT

  inline_policy {
    name = "secret"
    policy = jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue"
        Resource = aws_db_instance.main.master_user_secret.0.secret_arn
      }]
    })
  }
}

resource "aws_db_proxy" "main" {
  name                   = "main"
  engine_family          = "MYSQL"
  role_arn               = aws_iam_role.proxy.arn
  require_tls            = true
  vpc_subnet_ids         = aws_subnet.main[*].id
  vpc_security_group_ids = [aws_security_group.proxy.id]

  auth {
    auth_scheme = "SECRETS"
    iam_auth    = "REQUIRED"
    secret_arn  = aws_db_instance.main.master_user_secret.0.secret_arn
  }
}

resource "aws_db_proxy_default_target_group" "main" {
  db_proxy_name = aws_db_proxy.main.name

  connection_pool_config {
    max_connections_percent = 80
  }
}

resource "aws_db_proxy_target" "main" {
  db_proxy_name          = aws_db_proxy.main.name
  target_group_name      = aws_db_proxy_default_target_group.main.name
  db_instance_identifier = aws_db_instance.main.identifier
}

resource "aws_iam_role" "lambda" {
  name = "lambda"

  assume_role_policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "Service": "lambda.amazonaws.com" } }
    }
  EOT
}

resource "aws_iam_role_policy" "lambda" {
  role = aws_iam_role.lambda.name

  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": "rds-db:connect",
          "Resource": "arn:aws:rds-db:eu-central-1:111122223333:dbuser:${element(split(":", aws_db_proxy.main.arn), 6)}/*"
        },
        {
          "Effect": "Allow",
          "Action": [
            "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface",
            "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"
          ],
          "Resource": "*"
        }
      ]
    }
  EOT
}

resource "aws_lambda_function" "main" {
  function_name = "main"
  role          = aws_iam_role.lambda.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  s3_bucket     = "artifacts-111122223333"
  s3_key        = "main.zip"

  vpc_config {
    subnet_ids         = aws_subnet.main[*].id
    security_group_ids = [aws_security_group.lambda.id]
  }

  environment {
    variables = {
      HOST = aws_db_proxy.main.endpoint
      PORT = var.db_port
    }
  }

  depends_on = [aws_iam_role_policy.lambda]
}
