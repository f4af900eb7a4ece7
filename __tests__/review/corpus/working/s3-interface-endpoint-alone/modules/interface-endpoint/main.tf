variable "vpc_id" {}
variable "service" {}
variable "security_group_id" {}

variable "subnet_ids" {
  type = list(string)
}

data "aws_region" "current" {}
data "aws_partition" "current" {}

locals {
  dns_prefix = join(".", reverse(split(".", data.aws_partition.current.dns_suffix)))
}

resource "aws_vpc_endpoint" "this" {
  vpc_id              = var.vpc_id
  service_name        = "${local.dns_prefix}.${data.aws_region.current.name}.${var.service}"
  vpc_endpoint_type   = "Interface"
  subnet_ids          = var.subnet_ids
  security_group_ids  = [var.security_group_id]
  private_dns_enabled = true
}

output "id" {
  value = aws_vpc_endpoint.this.id
}
