variable "region" {
  type        = string
  description = "Region of the database."
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

variable "vpc_id" {
  type        = string
  description = "VPC of the database."
}

variable "gateway_subnet_ids" {
  type        = list(string)
  description = "Subnets of the database's VPC with 16 free addresses each, one in each of at least two Availability Zones."
}

variable "share_with" {
  type        = map(string)
  description = "Account ids, or ARNs of organizational units or of the organization, by any name."
  default     = {}
}
