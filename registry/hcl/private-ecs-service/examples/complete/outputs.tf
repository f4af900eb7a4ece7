output "invoke_url" {
  description = "Where callers with credentials of AWS reach the service."
  value       = module.api.invoke_url
}

output "service_name" {
  description = "Name of the service."
  value       = module.orders.service_name
}

output "task_role_arn" {
  description = "The role whose credentials the application has."
  value       = module.orders.task_role_arn
}

output "interface_services" {
  description = "Services that got an interface endpoint."
  value       = module.orders.interface_services
}
