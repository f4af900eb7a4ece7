variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "resource_configuration_arn" {
  type = string
}

variable "ports" {
  type = set(number)
}

variable "client_security_group_id" {
  type = string
}

resource "aws_security_group" "endpoint" {
  name   = "databases-endpoint"
  vpc_id = var.vpc_id

  dynamic "ingress" {
    for_each = var.ports
    iterator = port

    content {
      protocol        = "tcp"
      from_port       = port.value
      to_port         = port.value
      security_groups = [var.client_security_group_id]
    }
  }
}

resource "aws_security_group_rule" "client" {
  for_each                 = toset([for port in var.ports : tostring(port)])
  type                     = "egress"
  security_group_id        = var.client_security_group_id
  source_security_group_id = aws_security_group.endpoint.id
  protocol                 = "tcp"
  from_port                = each.key
  to_port                  = each.key
}

resource "aws_vpc_endpoint" "this" {
  vpc_id                     = var.vpc_id
  vpc_endpoint_type          = "Resource"
  resource_configuration_arn = var.resource_configuration_arn
  subnet_ids                 = var.subnet_ids
  security_group_ids         = [aws_security_group.endpoint.id]
}
