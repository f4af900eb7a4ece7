variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "databases" {
  type = map(object({
    host              = string
    port              = number
    security_group_id = string
  }))
}

resource "aws_security_group" "gateway" {
  name   = "databases-gateway"
  vpc_id = var.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "gateway" {
  for_each                     = var.databases
  security_group_id            = aws_security_group.gateway.id
  referenced_security_group_id = each.value.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  for_each                     = var.databases
  security_group_id            = each.value.security_group_id
  referenced_security_group_id = aws_security_group.gateway.id
  ip_protocol                  = "tcp"
  from_port                    = each.value.port
  to_port                      = each.value.port
}

resource "aws_vpclattice_resource_gateway" "this" {
  name               = "databases"
  vpc_id             = var.vpc_id
  subnet_ids         = var.subnet_ids
  security_group_ids = [aws_security_group.gateway.id]
}

resource "aws_vpclattice_resource_configuration" "group" {
  name                                           = "databases"
  type                                           = "GROUP"
  protocol                                       = "TCP"
  resource_gateway_identifier                    = aws_vpclattice_resource_gateway.this.id
  allow_association_to_shareable_service_network = false
}

resource "aws_vpclattice_resource_configuration" "child" {
  for_each                        = var.databases
  name                            = "database-${each.key}"
  type                            = "CHILD"
  port_ranges                     = [each.value.port]
  resource_configuration_group_id = aws_vpclattice_resource_configuration.group.id

  resource_configuration_definition {
    dns_resource {
      domain_name     = each.value.host
      ip_address_type = "IPV4"
    }
  }
}

output "group_arn" {
  value      = aws_vpclattice_resource_configuration.group.arn
  depends_on = [aws_vpclattice_resource_configuration.child]
}
