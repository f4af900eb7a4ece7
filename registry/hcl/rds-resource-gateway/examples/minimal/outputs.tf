output "resource_configuration_arn" {
  description = "For the module resource-endpoint: what to reach."
  value       = module.orders.resource_configuration_arn
}

output "port" {
  description = "For the module resource-endpoint: TCP port of the database."
  value       = module.orders.port
}
