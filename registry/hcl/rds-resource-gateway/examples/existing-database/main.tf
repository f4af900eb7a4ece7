# Everything exists already and is given by its ids: nothing here is looked up, so that a plan needs no more permissions than these
# resources do. It adds a gateway, and one rule to the security group of the database.

module "resource_gateway" {
  source = "../.."

  name = var.name

  database                   = var.database
  database_security_group_id = var.database_security_group_id
  vpc                        = { id = var.vpc_id }
  gateway_subnets            = [for id in var.gateway_subnet_ids : { id = id }]

  share_with = var.share_with
}
