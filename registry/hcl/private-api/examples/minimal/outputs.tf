output "invoke_url" {
  description = "Where callers with credentials of AWS reach the service."
  value       = module.api.invoke_url
}

output "target_group_arn" {
  description = "Where what answers registers, by IP address."
  value       = module.api.target_group_arn
}
