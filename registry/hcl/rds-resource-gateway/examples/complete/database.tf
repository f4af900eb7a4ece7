resource "aws_vpc" "database" {
  cidr_block           = "10.10.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = merge(local.tags, { Name = "${local.name}-database" })
}

resource "aws_subnet" "database" {
  for_each = local.zones

  vpc_id               = aws_vpc.database.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.database.cidr_block, 4, each.value)

  tags = merge(local.tags, { Name = "${local.name}-database-${each.key}" })
}

# The resource gateway takes 16 addresses in each of its subnets: at least a /27, here a /26.
resource "aws_subnet" "gateway" {
  for_each = local.zones

  vpc_id               = aws_vpc.database.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.database.cidr_block, 6, 32 + each.value)

  tags = merge(local.tags, { Name = "${local.name}-gateway-${each.key}" })
}

resource "aws_security_group" "database" {
  name_prefix = "${local.name}-database-"
  description = "Aurora cluster ${local.name}"
  vpc_id      = aws_vpc.database.id

  tags = merge(local.tags, { Name = "${local.name}-database" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_subnet_group" "orders" {
  name_prefix = "${local.name}-"
  description = "Subnets of the Aurora cluster ${local.name}"
  subnet_ids  = [for subnet in aws_subnet.database : subnet.id]

  tags = local.tags
}

resource "aws_rds_cluster" "orders" {
  cluster_identifier_prefix = "${local.name}-"
  engine                    = "aurora-postgresql"
  engine_version            = "16.6"
  port                      = 5432
  storage_encrypted         = true

  database_name               = local.name
  master_username             = "postgres"
  manage_master_user_password = true

  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.database.id]

  deletion_protection       = true
  final_snapshot_identifier = "${local.name}-final"

  tags = local.tags
}

# One writer and one reader, in two zones: a failover makes the reader the writer.
resource "aws_rds_cluster_instance" "orders" {
  count = 2

  identifier_prefix  = "${local.name}-"
  cluster_identifier = aws_rds_cluster.orders.id
  engine             = aws_rds_cluster.orders.engine
  engine_version     = aws_rds_cluster.orders.engine_version
  instance_class     = "db.r7g.large"

  publicly_accessible = false

  tags = local.tags
}
