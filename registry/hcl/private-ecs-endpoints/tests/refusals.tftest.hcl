# What the module refuses, and where Terraform says so. A run has one bad value for each of several inputs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"
  vpc = {
    id                   = "vpc-0fedcba9876543210"
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
  endpoint_subnets       = [{ id = "subnet-b" }, { id = "subnet-a" }]
  route_table_ids        = ["rtb-0fedcba9876543210", "rtb-0fedcba9876543211"]
  client_security_groups = { tasks = "sg-0fedcba9876543210" }
}

run "a_name_with_an_apostrophe_services_of_the_other_kind_and_nobody_who_calls" {
  command = plan

  variables {
    name                   = "order's"
    interface_services     = ["logs", "s3"]
    gateway_services       = ["s3", "sqs"]
    client_security_groups = {}
  }

  expect_failures = [
    var.name,
    var.interface_services,
    var.gateway_services,
    var.client_security_groups,
  ]
}

run "dynamodb_through_an_interface_endpoint" {
  command = plan

  variables {
    interface_services = ["dynamodb"]
  }

  expect_failures = [var.interface_services]
}

run "no_subnet_and_no_route_table" {
  command = plan

  variables {
    endpoint_subnets  = []
    allow_single_zone = true
    route_table_ids   = []
  }

  expect_failures = [
    aws_vpc_endpoint.interface,
    aws_vpc_endpoint.gateway,
  ]
}

run "a_single_zone" {
  command = plan

  variables {
    endpoint_subnets = [{ id = "subnet-a" }]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "a_subnet_twice" {
  command = plan

  variables {
    endpoint_subnets = [{ id = "subnet-a" }, { id = "subnet-a" }]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "a_zone_twice" {
  command = plan

  variables {
    endpoint_subnets = [
      { id = "subnet-a", availability_zone_id = "euc1-az1" },
      { id = "subnet-b", availability_zone_id = "euc1-az1" },
    ]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "a_vpc_without_dns_support" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = false, enable_dns_hostnames = true }
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "a_vpc_without_dns_hostnames" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = true, enable_dns_hostnames = false }
  }

  expect_failures = [aws_vpc_endpoint.interface]
}
