variable "region" {
  type        = string
  description = "Region of the clients and of the database."
  default     = "eu-central-1"
}

variable "availability_zone_ids" {
  type        = list(string)
  description = "Ids of at least two Availability Zones of the Region in which VPC Lattice works. It does not in euc1-az2."
  default     = ["euc1-az1", "euc1-az3"]
}

variable "resource_configuration_arn" {
  type        = string
  description = "What to reach: the output resource_configuration_arn of the module rds-resource-gateway, here or in another account."
}

variable "resource_share_arn" {
  type        = string
  description = "The output resource_share_arn of the module rds-resource-gateway in the other account."
}

variable "port" {
  type        = number
  description = "TCP port of the database: the output port of the module rds-resource-gateway in the other account."
  default     = 5432
}
