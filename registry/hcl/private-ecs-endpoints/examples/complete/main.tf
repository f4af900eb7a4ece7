locals {
  name  = "platform"
  zones = { for index, zone in var.availability_zone_ids : zone => index }

  tags = {
    Service    = local.name
    CostCenter = "platform-team"
  }
}

module "endpoints" {
  source = "../.."

  name = local.name
  tags = local.tags

  vpc              = aws_vpc.main
  endpoint_subnets = values(aws_subnet.endpoint)
  route_table_ids  = [for table in aws_route_table.tasks : table.id]

  # Images, logs, secrets and shells of the tasks, and the queue that the worker empties.
  interface_services = [
    "ecr.api",
    "ecr.dkr",
    "logs",
    "secretsmanager",
    "sqs",
    "ssmmessages",
  ]
  # Layers of images, and the orders table.
  gateway_services = ["dynamodb", "s3"]

  client_security_groups = {
    api    = aws_security_group.api.id
    worker = aws_security_group.worker.id
  }
}
