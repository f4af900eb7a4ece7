variable "region" {
  type        = string
  description = "Region of the VPC."
}

variable "name" {
  type        = string
  description = "Beginning of the names."
}

variable "vpc" {
  type = object({
    id                   = string
    enable_dns_support   = bool
    enable_dns_hostnames = bool
  })
  description = "The VPC, with its DNS attributes as they are: private DNS needs both."
}

variable "endpoint_subnet_ids" {
  type        = list(string)
  description = "Subnets of the VPC, one in each of at least two Availability Zones."
}

variable "route_table_ids" {
  type        = list(string)
  description = "Route tables of all subnets in which something calls S3."
}

variable "interface_services" {
  type        = set(string)
  description = "Services that have no endpoint in the VPC yet: a second one with private DNS is refused by AWS."
}

variable "client_security_groups" {
  type        = map(string)
  description = "Ids of the security groups that callers carry, by any name."
}
