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
  task_subnets     = [{ id = "subnet-b" }, { id = "subnet-a" }]
  endpoint_subnets = [{ id = "subnet-d" }, { id = "subnet-c" }]
  route_table_ids  = ["rtb-0fedcba9876543210"]

  cluster = {
    arn  = "arn:aws:ecs:eu-central-1:111122223333:cluster/platform"
    name = "platform"
  }
  repository = {
    arn            = "arn:aws:ecr:eu-central-1:111122223333:repository/orders"
    repository_url = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders"
  }
  image_version = "1.4.2"
}

run "values_that_are_none" {
  command = plan

  variables {
    name                                 = "order's"
    task_subnets                         = [{ id = "subnet-a" }]
    cluster                              = { arn = "platform", name = "platform" }
    cpu                                  = 300
    tasks                                = { minimum = 3, maximum = 2 }
    log_retention_in_days                = 31
    permissions_boundary_arn             = "applications"
    health_check_grace_period_in_seconds = -1
    grants                               = { bucket = { service = "s3", actions = ["sqs:SendMessage"], resources = ["*"] } }
  }

  expect_failures = [
    var.name,
    var.task_subnets,
    var.cluster,
    var.cpu,
    var.tasks,
    var.log_retention_in_days,
    var.permissions_boundary_arn,
    var.health_check_grace_period_in_seconds,
    var.grants,
  ]
}

run "a_name_that_is_too_long_a_subnet_twice_and_a_percentage_of_nothing" {
  command = plan

  variables {
    name         = "orders-orders-orders-orders-orders-orders-orders-orders-orders-or"
    task_subnets = [{ id = "subnet-a" }, { id = "subnet-a" }]
    tasks        = { minimum = 2, maximum = 4, cpu_percent = 0 }
    grants       = { queue = { service = "sqs", actions = [], resources = ["*"] } }
  }

  expect_failures = [
    var.name,
    var.task_subnets,
    var.tasks,
    var.grants,
  ]
}

run "a_zone_twice_too_many_tasks_and_a_service_without_private_dns" {
  command = plan

  variables {
    task_subnets = [
      { id = "subnet-a", availability_zone_id = "euc1-az1" },
      { id = "subnet-b", availability_zone_id = "euc1-az1" },
    ]
    tasks  = { minimum = 2, maximum = 5001 }
    grants = { stream = { service = "dynamodb-streams", actions = ["dynamodb:GetRecords"], resources = ["*"] } }
  }

  expect_failures = [
    var.task_subnets,
    var.tasks,
    var.grants,
  ]
}

run "more_subnets_than_tasks_take" {
  command = plan

  variables {
    task_subnets = [for index in range(17) : { id = "subnet-${index}" }]
  }

  expect_failures = [var.task_subnets]
}

run "an_image_of_another_region" {
  command = plan

  variables {
    repository = {
      arn            = "arn:aws:ecr:us-east-1:111122223333:repository/orders"
      repository_url = "111122223333.dkr.ecr.us-east-1.amazonaws.com/orders"
    }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_port_that_is_none" {
  command = plan

  variables {
    port = 65536
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_secret_without_the_end_of_its_arn" {
  command = plan

  variables {
    secrets = { PASSWORD = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders" } }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_parameter_by_its_name" {
  command = plan

  variables {
    parameters = { FEATURES = { arn = "/orders/features" } }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_variable_that_is_a_secret_too" {
  command = plan

  variables {
    environment = { FEATURES = "express-delivery" }
    parameters  = { FEATURES = { arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/orders/features" } }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_health_check_too_often" {
  command = plan

  variables {
    health_check = { command = "/app/healthy", interval_in_seconds = 4 }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_health_check_without_time" {
  command = plan

  variables {
    health_check = { command = "/app/healthy", timeout_in_seconds = 1 }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_health_check_that_never_fails" {
  command = plan

  variables {
    health_check = { command = "/app/healthy", retries = 11 }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_health_check_that_starts_too_late" {
  command = plan

  variables {
    health_check = { command = "/app/healthy", start_period_in_seconds = 301 }
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "sessions_without_a_log" {
  command = plan

  variables {
    enable_execute_command = true
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "sessions_in_a_container_that_cannot_write" {
  command = plan

  variables {
    enable_execute_command        = true
    execute_command_log_group_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/platform/sessions"
    readonly_root_filesystem      = true
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "memory_that_does_not_go_with_the_cpu_units" {
  command = plan

  variables {
    cpu    = 256
    memory = 4096
  }

  expect_failures = [aws_ecs_task_definition.this]
}

run "a_load_balancer_before_a_container_without_a_port" {
  command = plan

  variables {
    target_group_arns = { api = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/api/0123456789abcdef" }
  }

  expect_failures = [aws_ecs_service.this]
}

run "no_subnet_for_the_endpoints_and_no_route_table" {
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

run "endpoints_in_a_single_zone" {
  command = plan

  variables {
    endpoint_subnets = [{ id = "subnet-c" }]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "endpoints_in_a_subnet_twice" {
  command = plan

  variables {
    endpoint_subnets = [{ id = "subnet-c" }, { id = "subnet-c" }]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "endpoints_in_a_zone_twice" {
  command = plan

  variables {
    endpoint_subnets = [
      { id = "subnet-c", availability_zone_id = "euc1-az1" },
      { id = "subnet-d", availability_zone_id = "euc1-az1" },
    ]
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "endpoints_in_a_vpc_without_dns_support" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = false, enable_dns_hostnames = true }
  }

  expect_failures = [aws_vpc_endpoint.interface]
}

run "endpoints_in_a_vpc_without_dns_hostnames" {
  command = plan

  variables {
    vpc = { id = "vpc-0fedcba9876543210", enable_dns_support = true, enable_dns_hostnames = false }
  }

  expect_failures = [aws_vpc_endpoint.interface]
}
