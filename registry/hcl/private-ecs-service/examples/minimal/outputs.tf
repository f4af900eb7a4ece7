output "service_name" {
  description = "Name of the service."
  value       = module.orders.service_name
}

output "log_group_name" {
  description = "Log group of the container."
  value       = module.orders.log_group_name
}
