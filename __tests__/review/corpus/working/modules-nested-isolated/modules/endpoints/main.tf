variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "route_table_ids" {
  type = list(string)
}

variable "services" {
  type = map(object({
    type        = optional(string, "Interface")
    private_dns = optional(bool, true)
  }))
}

variable "client_security_group_ids" {
  type    = map(string)
  default = {}
}

data "aws_region" "current" {}

resource "aws_security_group" "this" {
  name_prefix = "endpoints-"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  for_each                     = var.client_security_group_ids
  security_group_id            = aws_security_group.this.id
  description                  = each.key
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = each.value
}

resource "aws_vpc_endpoint" "this" {
  for_each          = var.services
  vpc_id            = var.vpc_id
  service_name      = "com.amazonaws.${data.aws_region.current.name}.${each.key}"
  vpc_endpoint_type = each.value.type

  subnet_ids          = each.value.type == "Interface" ? var.subnet_ids : null
  security_group_ids  = each.value.type == "Interface" ? [aws_security_group.this.id] : null
  private_dns_enabled = each.value.type == "Interface" ? each.value.private_dns : null
  route_table_ids     = each.value.type == "Gateway" ? var.route_table_ids : null
}

output "security_group_id" {
  value = aws_security_group.this.id
}

output "prefix_list_ids" {
  value = { for name, endpoint in aws_vpc_endpoint.this : name => endpoint.prefix_list_id if var.services[name].type == "Gateway" }
}
