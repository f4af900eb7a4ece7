variable "region" {
  type = string
}

variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.64.0.0/16"
}

variable "zones" {
  type = map(number)
}

variable "image" {
  type = string
}
