variable "region" {
  type        = string
  description = "Region of the clients and of the database."
}

variable "name" {
  type        = string
  description = "Value of the Name tags, and beginning of the security group's name."
}

variable "resource_configuration_arn" {
  type        = string
  description = "What to reach: a resource configuration of this account, or one that another account shares."
}

variable "port" {
  type        = number
  description = "TCP port of the database."
}

variable "vpc" {
  type = object({
    id                   = string
    enable_dns_support   = bool
    enable_dns_hostnames = bool
  })
  description = "VPC of the clients, with its DNS attributes as they are: private DNS needs both."
}

variable "endpoint_subnet_ids" {
  type        = list(string)
  description = "Subnets of the clients' VPC, one in each of at least two Availability Zones."
}

variable "client_security_groups" {
  type        = map(string)
  description = "Ids of the security groups that clients carry, by any name. Each gets an egress rule, to the endpoint."
}
