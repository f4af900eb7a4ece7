# What the module refuses, and where Terraform says so. A run has one bad value for each of several inputs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"
  database = {
    arn     = "arn:aws:rds:eu-central-1:111122223333:db:orders"
    port    = 3306
    address = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
  }
  database_security_group_id = "sg-0123456789abcdef0"
  database_vpc               = { id = "vpc-0123456789abcdef0" }
  gateway_subnets            = [{ id = "subnet-a" }, { id = "subnet-b" }]

  client_vpc = {
    id                   = "vpc-0fedcba9876543210"
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
  endpoint_subnets       = [{ id = "subnet-c" }, { id = "subnet-d" }]
  client_security_groups = { application = "sg-0fedcba9876543210" }
}

run "a_database_without_a_name_no_subnet_and_nobody_to_connect" {
  command = plan

  variables {
    name                     = "rgw-orders"
    database                 = { arn = "arn:aws:rds:eu-central-1:111122223333:db:orders", port = 3306 }
    gateway_subnets          = []
    gateway_ip_address_type  = "IPV4"
    client_security_groups   = {}
    endpoint_subnets         = []
    endpoint_ip_address_type = "IPV4"
    access_log_destinations  = { queue = "arn:aws:sqs:eu-central-1:111122223333:orders" }
  }

  expect_failures = [
    var.name,
    var.database,
    var.gateway_subnets,
    var.gateway_ip_address_type,
    var.access_log_destinations,
    var.client_security_groups,
    var.endpoint_subnets,
    var.endpoint_ip_address_type,
  ]
}

run "a_port_that_is_none_and_a_subnet_twice" {
  command = plan

  variables {
    name             = "order's"
    database         = { arn = "arn:aws:rds:eu-central-1:111122223333:db:orders", port = 0, address = "orders.example.com" }
    gateway_subnets  = [{ id = "subnet-a" }, { id = "subnet-a" }]
    endpoint_subnets = [{ id = "subnet-c" }, { id = "subnet-c" }]
  }

  expect_failures = [
    var.name,
    var.database,
    var.gateway_subnets,
    var.endpoint_subnets,
  ]
}

run "a_public_database_and_a_zone_twice" {
  command = plan

  variables {
    database = {
      arn                 = "arn:aws:rds:eu-central-1:111122223333:db:orders"
      port                = 3306
      address             = "orders.example.com"
      publicly_accessible = true
    }
    gateway_subnets = [
      { id = "subnet-a", availability_zone_id = "euc1-az1" },
      { id = "subnet-b", availability_zone_id = "euc1-az1" },
    ]
    endpoint_subnets = [
      { id = "subnet-c", availability_zone_id = "euc1-az1" },
      { id = "subnet-d", availability_zone_id = "euc1-az1" },
    ]
  }

  expect_failures = [
    var.database,
    var.gateway_subnets,
    var.endpoint_subnets,
  ]
}

run "a_name_with_a_port_and_a_zone_without_vpc_lattice" {
  command = plan

  variables {
    database = { arn = "arn:aws:rds:eu-central-1:111122223333:db:orders", port = 3306, address = "orders.example.com:3306" }
    gateway_subnets = [
      { id = "subnet-a", availability_zone_id = "euc1-az1" },
      { id = "subnet-b", availability_zone_id = "euc1-az2" },
    ]
    endpoint_subnets = [
      { id = "subnet-c", availability_zone_id = "euc1-az1" },
      { id = "subnet-d", availability_zone_id = "euc1-az2" },
    ]
  }

  expect_failures = [
    var.database,
    var.gateway_subnets,
    var.endpoint_subnets,
  ]
}

run "a_subnet_that_is_too_small" {
  command = plan

  variables {
    gateway_subnets = [
      { id = "subnet-a", cidr_block = "10.10.1.0/27" },
      { id = "subnet-b", cidr_block = "10.10.2.0/28" },
    ]
  }

  expect_failures = [var.gateway_subnets]
}

run "a_single_zone_and_a_retention_that_cloudwatch_has_not" {
  command = plan

  variables {
    gateway_subnets       = [{ id = "subnet-a" }]
    log_retention_in_days = 31
  }

  expect_failures = [
    aws_vpclattice_resource_gateway.this,
    aws_cloudwatch_log_group.access_logs,
  ]
}

run "a_database_of_another_region" {
  command = plan

  variables {
    database = { arn = "arn:aws:rds:us-east-1:111122223333:db:orders", port = 3306, address = "orders.example.com" }
  }

  expect_failures = [aws_vpclattice_resource_configuration.this]
}

run "a_proxy_by_its_arn" {
  command = plan

  variables {
    database = { arn = "arn:aws:rds:eu-central-1:111122223333:db-proxy:prx-0123456789abcdef0", port = 3306, address = "orders.example.com" }
  }

  expect_failures = [aws_vpclattice_resource_configuration.this]
}

run "clients_in_a_single_zone_a_destination_that_takes_no_logs_and_a_principal_that_is_a_role" {
  command = plan

  variables {
    endpoint_subnets        = [{ id = "subnet-c" }]
    access_log_destinations = { bucket = "arn:aws:sqs:eu-central-1:111122223333:orders" }
    share_with              = { deployer = "arn:aws:iam::444455556666:role/deployer" }
  }

  expect_failures = [
    aws_vpc_endpoint.this,
    aws_vpclattice_access_log_subscription.destination,
    aws_ram_resource_share.this,
  ]
}

run "clients_in_the_vpc_of_the_database" {
  command = plan

  variables {
    client_vpc = { id = "vpc-0123456789abcdef0", enable_dns_support = true, enable_dns_hostnames = true }
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "private_dns_in_a_vpc_without_dns_support" {
  command = plan

  variables {
    client_vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = false, enable_dns_hostnames = true }
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "private_dns_in_a_vpc_without_dns_hostnames" {
  command = plan

  variables {
    client_vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = true, enable_dns_hostnames = false }
  }

  expect_failures = [aws_vpc_endpoint.this]
}
