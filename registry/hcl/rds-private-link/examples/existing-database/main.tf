# Everything exists already and is given by its ids: nothing here is looked up, so that a plan needs no more permissions than these
# resources do. It adds a gateway and an endpoint, and one rule to each security group that you name.

module "private_link" {
  source = "../.."

  name = var.name

  database                   = var.database
  database_security_group_id = var.database_security_group_id
  database_vpc               = { id = var.database_vpc_id }
  gateway_subnets            = [for id in var.gateway_subnet_ids : { id = id }]

  client_vpc             = var.client_vpc
  endpoint_subnets       = [for id in var.endpoint_subnet_ids : { id = id }]
  client_security_groups = var.client_security_groups
}
