# The database's VPC: no internet gateway, no peering, and no route to any other VPC.

resource "aws_vpc" "database" {
  cidr_block           = "10.10.0.0/20"
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = "orders-database" }
}

# Keys are ids of Availability Zones, which mean the same place in every account.
resource "aws_subnet" "database" {
  for_each = { for index, zone in var.availability_zone_ids : zone => index }

  vpc_id               = aws_vpc.database.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.database.cidr_block, 4, each.value)

  tags = { Name = "orders-database-${each.key}" }
}

# The resource gateway takes 16 addresses in each of its subnets: at least a /27, here a /26.
resource "aws_subnet" "gateway" {
  for_each = { for index, zone in var.availability_zone_ids : zone => index }

  vpc_id               = aws_vpc.database.id
  availability_zone_id = each.key
  cidr_block           = cidrsubnet(aws_vpc.database.cidr_block, 6, 32 + each.value)

  tags = { Name = "orders-gateway-${each.key}" }
}

resource "aws_security_group" "database" {
  name_prefix = "orders-database-"
  description = "Database of the orders service"
  vpc_id      = aws_vpc.database.id

  tags = { Name = "orders-database" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_subnet_group" "orders" {
  name_prefix = "orders-"
  description = "Subnets of the orders database"
  subnet_ids  = [for subnet in aws_subnet.database : subnet.id]
}

resource "aws_db_instance" "orders" {
  identifier_prefix = "orders-"
  engine            = "mysql"
  engine_version    = "8.4"
  instance_class    = "db.t4g.medium"
  allocated_storage = 20
  storage_encrypted = true
  multi_az          = true
  port              = 3306

  username                    = "orders"
  manage_master_user_password = true

  db_subnet_group_name   = aws_db_subnet_group.orders.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false

  deletion_protection       = true
  final_snapshot_identifier = "orders-final"
}

module "orders" {
  source = "../.."

  name                       = "orders"
  database                   = aws_db_instance.orders
  database_security_group_id = aws_security_group.database.id
  vpc                        = aws_vpc.database
  gateway_subnets            = values(aws_subnet.gateway)
}
