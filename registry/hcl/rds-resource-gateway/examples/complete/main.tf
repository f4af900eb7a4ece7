locals {
  name  = "orders"
  zones = { for index, zone in var.availability_zone_ids : zone => index }

  tags = {
    Service    = local.name
    CostCenter = "orders-team"
  }
}

module "orders" {
  source = "../.."

  name = local.name
  tags = local.tags

  database                   = aws_rds_cluster.orders
  database_security_group_id = aws_security_group.database.id
  vpc                        = aws_vpc.database
  gateway_subnets            = values(aws_subnet.gateway)
  gateway_ip_address_type    = "ipv4"

  log_retention_in_days   = 365
  log_kms_key_arn         = var.log_kms_key_arn
  access_log_destinations = { bucket = aws_s3_bucket.access_logs.arn }

  # With an account outside the organization among them, set share_outside_organization too: it must accept the share, which the module
  # resource-endpoint does with accept_resource_share.
  share_with                 = var.share_with
  share_outside_organization = var.share_outside_organization
}

# The archive of the access logs. AWS adds the policy that delivery needs when the subscription is made.
resource "aws_s3_bucket" "access_logs" {
  bucket_prefix = "${local.name}-access-logs-"

  tags = local.tags
}

resource "aws_s3_bucket_public_access_block" "access_logs" {
  bucket = aws_s3_bucket.access_logs.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
