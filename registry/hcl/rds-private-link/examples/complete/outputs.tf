output "connect_name" {
  description = "Host name for clients. Null after the first apply: refresh to see it. Null for good if AWS lists several names of the cluster: see private_dns_names."
  value       = module.orders.connect_name
}

output "private_dns_names" {
  description = "The names of the cluster that lead to the endpoint."
  value       = module.orders.private_dns_names
}

output "port" {
  description = "TCP port for clients."
  value       = module.orders.port
}

output "log_group_name" {
  description = "Where every connection is recorded, with the address of the database that answered."
  value       = module.orders.log_group_name
}

output "resource_configuration_arn" {
  description = "For the module resource-endpoint in the accounts that the database is shared with."
  value       = module.orders.resource_configuration_arn
}
