output "service_name" {
  description = "Name of the service."
  value       = module.service.service_name
}

output "log_group_name" {
  description = "Log group of the container."
  value       = module.service.log_group_name
}
