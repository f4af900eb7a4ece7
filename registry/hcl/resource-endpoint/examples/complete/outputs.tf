output "connect_name" {
  description = "Host name for clients. Null after the first apply: refresh to see it."
  value       = module.orders.connect_name
}

output "private_dns_names" {
  description = "The database's own names, which lead to the endpoint within the VPC."
  value       = module.orders.private_dns_names
}

output "dns_names" {
  description = "Names that AWS made for the endpoint, which resolve everywhere, to private addresses."
  value       = module.orders.dns_names
}

output "endpoint_security_group_id" {
  description = "The endpoint's group: it admits the two groups of clients and nobody else."
  value       = module.orders.endpoint_security_group_id
}
