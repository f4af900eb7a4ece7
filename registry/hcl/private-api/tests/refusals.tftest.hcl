# What the module refuses, and where Terraform says so. A run has one bad value for each of several inputs.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name                     = "orders"
  vpc                      = { id = "vpc-0fedcba9876543210" }
  load_balancer_subnets    = [{ id = "subnet-b" }, { id = "subnet-a" }]
  target_port              = 8000
  target_security_group_id = "sg-0fedcba9876543210"
}

run "values_that_are_too_small" {
  command = plan

  variables {
    name                             = "-orders"
    load_balancer_subnets            = [{ id = "subnet-a" }]
    listener_port                    = 0
    target_port                      = 0
    authorization                    = "IAM"
    timeout_in_seconds               = 0.01
    stage_name                       = ""
    health_check_path                = "health"
    health_check_success_codes       = "all"
    health_check_interval_in_seconds = 5
    throttling_requests_per_second   = 0
    throttling_burst                 = 0
  }

  expect_failures = [
    var.name,
    var.load_balancer_subnets,
    var.listener_port,
    var.target_port,
    var.authorization,
    var.timeout_in_seconds,
    var.stage_name,
    var.health_check_path,
    var.health_check_success_codes,
    var.health_check_interval_in_seconds,
    var.throttling_requests_per_second,
    var.throttling_burst,
  ]
}

run "values_that_are_too_large" {
  command = plan

  variables {
    name                             = "order's"
    load_balancer_subnets            = [{ id = "subnet-a" }, { id = "subnet-a" }]
    listener_port                    = 65536
    target_port                      = 65536
    timeout_in_seconds               = 30
    stage_name                       = "prod/v1"
    health_check_success_codes       = "600"
    health_check_interval_in_seconds = 301
  }

  expect_failures = [
    var.name,
    var.load_balancer_subnets,
    var.listener_port,
    var.target_port,
    var.timeout_in_seconds,
    var.stage_name,
    var.health_check_success_codes,
    var.health_check_interval_in_seconds,
  ]
}

run "a_port_that_api_gateway_does_not_connect_to_and_a_zone_twice" {
  command = plan

  variables {
    listener_port = 1024
    load_balancer_subnets = [
      { id = "subnet-a", availability_zone_id = "euc1-az1" },
      { id = "subnet-b", availability_zone_id = "euc1-az1" },
    ]
  }

  expect_failures = [
    var.listener_port,
    var.load_balancer_subnets,
  ]
}

run "a_retention_that_cloudwatch_has_not" {
  command = plan

  variables {
    access_logs           = true
    log_retention_in_days = 31
  }

  expect_failures = [aws_cloudwatch_log_group.access_logs]
}
