output "invoke_url" {
  description = "Where callers with credentials of AWS reach the service."
  value       = module.api.invoke_url
}

output "stage_arn" {
  description = "ARN of the stage, for a web ACL."
  value       = module.api.stage_arn
}

output "log_group_name" {
  description = "Log group of the access logs."
  value       = module.api.log_group_name
}
