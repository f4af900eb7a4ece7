# The database is offered already, by this account or another, and so is the VPC of the clients there: nothing here is looked up, so
# that a plan needs no more permissions than these resources do. It adds an endpoint, and one rule to each security group that you name.

module "endpoint" {
  source = "../.."

  name                       = var.name
  resource_configuration_arn = var.resource_configuration_arn
  port                       = var.port

  vpc                    = var.vpc
  endpoint_subnets       = [for id in var.endpoint_subnet_ids : { id = id }]
  client_security_groups = var.client_security_groups
}
