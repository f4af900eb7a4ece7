locals {
  name  = "orders"
  zones = { for index, zone in var.availability_zone_ids : zone => index }

  tags = {
    Service    = local.name
    CostCenter = "orders-team"
  }
}

# The database is in an account outside the organization, whose share is accepted before the endpoint is made.
module "orders" {
  source = "../.."

  name = local.name
  tags = local.tags

  resource_configuration_arn = var.resource_configuration_arn
  port                       = var.port
  accept_resource_share      = true
  resource_share_arn         = var.resource_share_arn

  vpc                      = aws_vpc.clients
  endpoint_subnets         = values(aws_subnet.endpoint)
  endpoint_ip_address_type = "ipv4"
  private_dns_enabled      = true
  client_security_groups = {
    api    = aws_security_group.api.id
    worker = aws_security_group.worker.id
  }
}
