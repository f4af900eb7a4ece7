# The VPC exists already and is given by its ids: nothing here is looked up, so that a plan needs no more permissions than these resources
# do. Private DNS changes what names mean in the whole VPC: name every security group whose carriers call one of these services.

module "endpoints" {
  source = "../.."

  name = var.name

  vpc              = var.vpc
  endpoint_subnets = [for id in var.endpoint_subnet_ids : { id = id }]
  route_table_ids  = var.route_table_ids

  interface_services     = var.interface_services
  client_security_groups = var.client_security_groups
}
