# What the module refuses, and where Terraform says so. A run has one bad value for each of several inputs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                       = "orders"
  resource_configuration_arn = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
  port                       = 3306
  vpc = {
    id                   = "vpc-0fedcba9876543210"
    enable_dns_support   = true
    enable_dns_hostnames = true
  }
  endpoint_subnets       = [{ id = "subnet-c" }, { id = "subnet-d" }]
  client_security_groups = { application = "sg-0fedcba9876543210" }
}

run "a_name_with_an_apostrophe_and_nobody_to_connect" {
  command = plan

  variables {
    name                       = "order's"
    resource_configuration_arn = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourcegateway/rgw-0123456789abcdef0"
    client_security_groups     = {}
    endpoint_subnets           = []
    endpoint_ip_address_type   = "IPV4"
  }

  expect_failures = [
    var.name,
    var.resource_configuration_arn,
    var.client_security_groups,
    var.endpoint_subnets,
    var.endpoint_ip_address_type,
  ]
}

run "a_subnet_twice" {
  command = plan

  variables {
    endpoint_subnets = [{ id = "subnet-c" }, { id = "subnet-c" }]
  }

  expect_failures = [var.endpoint_subnets]
}

run "a_zone_twice" {
  command = plan

  variables {
    endpoint_subnets = [
      { id = "subnet-c", availability_zone_id = "euc1-az1" },
      { id = "subnet-d", availability_zone_id = "euc1-az1" },
    ]
  }

  expect_failures = [var.endpoint_subnets]
}

run "a_zone_without_vpc_lattice" {
  command = plan

  variables {
    endpoint_subnets = [
      { id = "subnet-c", availability_zone_id = "euc1-az1" },
      { id = "subnet-d", availability_zone_id = "euc1-az2" },
    ]
  }

  expect_failures = [var.endpoint_subnets]
}

run "a_port_that_is_none_and_a_single_zone" {
  command = plan

  variables {
    port             = 65536
    endpoint_subnets = [{ id = "subnet-c" }]
  }

  expect_failures = [
    aws_vpc_security_group_egress_rule.client_to_endpoint,
    aws_vpc_security_group_ingress_rule.endpoint_from_client,
    aws_vpc_endpoint.this,
  ]
}

run "private_dns_in_a_vpc_without_dns_support" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = false, enable_dns_hostnames = true }
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "private_dns_in_a_vpc_without_dns_hostnames" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = true, enable_dns_hostnames = false }
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "a_database_of_another_region" {
  command = plan

  variables {
    resource_configuration_arn = "arn:aws:vpc-lattice:us-east-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
  }

  expect_failures = [aws_vpc_endpoint.this]
}

run "a_share_that_is_none" {
  command = plan

  variables {
    accept_resource_share = true
    resource_share_arn    = "arn:aws:ram:eu-central-1:111122223333:resource-share-invitation/12345678-1234-1234-1234-123456789012"
  }

  expect_failures = [aws_ram_resource_share_accepter.this]
}

run "a_share_of_another_region" {
  command = plan

  variables {
    accept_resource_share = true
    resource_share_arn    = "arn:aws:ram:us-east-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  }

  expect_failures = [aws_ram_resource_share_accepter.this]
}
