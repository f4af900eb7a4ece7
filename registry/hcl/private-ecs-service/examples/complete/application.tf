resource "aws_ecr_repository" "orders" {
  name                 = local.name
  image_tag_mutability = "IMMUTABLE"

  tags = local.tags
}

resource "aws_ecs_cluster" "main" {
  name = local.name

  # Who opens a shell in a container, and what happens there, is on record.
  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = aws_cloudwatch_log_group.sessions.name
      }
    }
  }

  tags = local.tags
}

resource "aws_cloudwatch_log_group" "sessions" {
  name              = "/ecs/${local.name}/sessions"
  retention_in_days = 365

  tags = local.tags
}

resource "aws_secretsmanager_secret" "database" {
  name_prefix = "${local.name}-database-"
  kms_key_id  = var.kms_key_arn

  tags = local.tags
}

resource "aws_ssm_parameter" "features" {
  name  = "/${local.name}/features"
  type  = "String"
  value = "express-delivery"

  tags = local.tags
}

resource "aws_dynamodb_table" "orders" {
  name         = local.name
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  tags = local.tags
}

resource "aws_sqs_queue" "orders" {
  name_prefix = "${local.name}-"

  tags = local.tags
}
