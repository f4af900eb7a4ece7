variable "region" {
  type        = string
  description = "Region of everything."
}

variable "name" {
  type        = string
  description = "Name of the service: 1 to 64 letters, digits, underscores and hyphens."
}

variable "vpc" {
  type = object({
    id                   = string
    enable_dns_support   = bool
    enable_dns_hostnames = bool
  })
  description = "The VPC, with its DNS attributes as they are: private DNS needs both."
}

variable "task_subnet_ids" {
  type        = list(string)
  description = "Subnets of the tasks, one in each of at least two Availability Zones."
}

variable "endpoint_subnet_ids" {
  type        = list(string)
  description = "Subnets of the endpoints, one in each of at least two Availability Zones."
}

variable "route_table_ids" {
  type        = list(string)
  description = "Route tables of the tasks' subnets."
}

variable "cluster" {
  type = object({
    arn  = string
    name = string
  })
  description = "ARN and name of the cluster."
}

variable "repository" {
  type = object({
    arn            = string
    repository_url = string
  })
  description = "ARN and URL of the ECR repository, in the same Region."
}

variable "image_version" {
  type        = string
  description = "Tag of the image, or its digest."
}
