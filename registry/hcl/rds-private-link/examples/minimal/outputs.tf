output "connect_name" {
  description = "Host name for clients. Null after the first apply: refresh to see it."
  value       = module.orders.connect_name
}

output "port" {
  description = "TCP port for clients."
  value       = module.orders.port
}
