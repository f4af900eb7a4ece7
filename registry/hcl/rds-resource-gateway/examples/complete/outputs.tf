output "resource_configuration_arn" {
  description = "For the module resource-endpoint: what to reach."
  value       = module.orders.resource_configuration_arn
}

output "port" {
  description = "For the module resource-endpoint: TCP port of the database."
  value       = module.orders.port
}

output "host_name" {
  description = "The database's own name, which its TLS certificate has and which clients keep."
  value       = module.orders.host_name
}

output "log_group_name" {
  description = "Where every connection is recorded, with the address of the database that answered."
  value       = module.orders.log_group_name
}

output "resource_share_arn" {
  description = "For accounts outside the organization, which must accept the share. Null if it is shared with nobody."
  value       = module.orders.resource_share_arn
}
