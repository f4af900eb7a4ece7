output "interface_endpoint_ids" {
  description = "Ids of the interface endpoints that both services use, by service of AWS."
  value       = module.endpoints.interface_endpoint_ids
}

output "gateway_endpoint_ids" {
  description = "Ids of the gateway endpoints that both services use, by service of AWS."
  value       = module.endpoints.gateway_endpoint_ids
}
