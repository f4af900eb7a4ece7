variable "name" {
  type = string
}

variable "cluster_id" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "image" {
  type = string
}

variable "port" {
  type = number
}

variable "secrets" {
  type    = map(string)
  default = {}
}

variable "exec" {
  type    = bool
  default = false
}

variable "endpoint_security_group_id" {
  type = string
}

variable "s3_prefix_list_id" {
  type = string
}

variable "load_balancer" {
  type = object({
    target_group_arn  = string
    security_group_id = string
  })
}
