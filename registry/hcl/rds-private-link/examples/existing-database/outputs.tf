output "connect_name" {
  description = "Host name for clients, the database's own. Null after the first apply: refresh to see it."
  value       = module.private_link.connect_name
}

output "port" {
  description = "TCP port for clients."
  value       = module.private_link.port
}
