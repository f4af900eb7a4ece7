output "connect_name" {
  description = "Host name for clients, the database's own. Null after the first apply: refresh to see it."
  value       = module.endpoint.connect_name
}
