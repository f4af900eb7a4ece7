terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "databases" {
  description = "Databases that exist in the provider's VPC: host name, port, and their security group"
  type = map(object({
    host              = string
    port              = number
    security_group_id = string
  }))
  default = {
    orders = {
      host              = "orders.c0ffee123456.eu-central-1.rds.amazonaws.com"
      port              = 5432
      security_group_id = "sg-0aaaaaaaaaaaaaaa1"
    }
    users = {
      host              = "users.c0ffee123456.eu-central-1.rds.amazonaws.com"
      port              = 3306
      security_group_id = "sg-0aaaaaaaaaaaaaaa2"
    }
  }
}

variable "client_security_group_id" {
  default = "sg-0bbbbbbbbbbbbbbb1"
}

module "provider" {
  source     = "./modules/chain-provider"
  vpc_id     = "vpc-0aaaaaaaaaaaaaaaa"
  subnet_ids = ["subnet-0aaaaaaaaaaaaaaa1", "subnet-0aaaaaaaaaaaaaaa2"]
  databases  = var.databases
}

module "consumer" {
  source                     = "./modules/chain-consumer"
  vpc_id                     = "vpc-0bbbbbbbbbbbbbbbb"
  subnet_ids                 = ["subnet-0bbbbbbbbbbbbbbb1", "subnet-0bbbbbbbbbbbbbbb2"]
  resource_configuration_arn = module.provider.group_arn
  ports                      = [for database in var.databases : database.port]
  client_security_group_id   = var.client_security_group_id
}
