# VPC, cluster and repository exist already and are given by their ids: nothing here is looked up, so that a plan needs no more permissions
# than these resources do.

module "service" {
  source = "../.."

  name = var.name

  vpc              = var.vpc
  task_subnets     = [for id in var.task_subnet_ids : { id = id }]
  endpoint_subnets = [for id in var.endpoint_subnet_ids : { id = id }]
  route_table_ids  = var.route_table_ids

  cluster       = var.cluster
  repository    = var.repository
  image_version = var.image_version
}
