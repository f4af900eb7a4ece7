output "interface_endpoint_ids" {
  description = "Ids of the interface endpoints, by service."
  value       = module.endpoints.interface_endpoint_ids
}

output "gateway_prefix_list_ids" {
  description = "What security groups of other callers name to reach S3 and DynamoDB, by service."
  value       = module.endpoints.gateway_prefix_list_ids
}

output "endpoints_security_group_id" {
  description = "Carried by every interface endpoint."
  value       = module.endpoints.endpoints_security_group_id
}
