variable "region" {
  type        = string
  description = "Region of both VPCs and of the database."
}

variable "name" {
  type        = string
  description = "Name of everything that gets one: 3 to 31 lower-case letters, digits and single hyphens."
}

variable "database" {
  type = object({
    arn     = string
    port    = number
    address = string
  })
  description = "ARN of the RDS instance or Aurora cluster, its TCP port and its host name without the port."
}

variable "database_security_group_id" {
  type        = string
  description = "Security group that the database carries. It gets an ingress rule, for the gateway."
}

variable "database_vpc_id" {
  type        = string
  description = "VPC of the database."
}

variable "gateway_subnet_ids" {
  type        = list(string)
  description = "Subnets of the database's VPC with 16 free addresses each, one in each of at least two Availability Zones."
}

variable "client_vpc" {
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
