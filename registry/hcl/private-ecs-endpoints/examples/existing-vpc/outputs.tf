output "interface_endpoint_ids" {
  description = "Ids of the interface endpoints, by service."
  value       = module.endpoints.interface_endpoint_ids
}
