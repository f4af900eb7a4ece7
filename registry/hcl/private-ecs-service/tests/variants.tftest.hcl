# What each choice changes. No credentials and no network.

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

run "the_container_is_as_it_is_wanted" {
  variables {
    image_version = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    port          = 8000
    user          = "1000:1000"
    entry_point   = ["/app/server"]
    command       = ["--verbose"]
    environment   = { STAGE = "prod", ORDER_TABLE = "orders" }
    health_check  = { command = "/app/healthy", interval_in_seconds = 10, start_period_in_seconds = 30 }

    readonly_root_filesystem = true
    architecture             = "arm64"
  }

  assert {
    condition = { for key, value in jsondecode(aws_ecs_task_definition.this.container_definitions)[0] : key => value if value != null && key != "logConfiguration" && jsonencode(value) != "[]" } == {
      name                   = "orders"
      image                  = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      essential              = true
      entryPoint             = ["/app/server"]
      command                = ["--verbose"]
      user                   = "1000:1000"
      readonlyRootFilesystem = true
      portMappings           = [{ containerPort = 8000, hostPort = 8000, protocol = "tcp" }]
      environment            = [{ name = "ORDER_TABLE", value = "orders" }, { name = "STAGE", value = "prod" }]
      healthCheck            = { command = ["CMD-SHELL", "/app/healthy"], interval = 10, timeout = 5, retries = 3, startPeriod = 30 }
    }
    error_message = "The container is ${aws_ecs_task_definition.this.container_definitions}."
  }

  assert {
    condition     = aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "ARM64"
    error_message = "The task is for ${aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture}."
  }

  assert {
    condition     = output.port == 8000
    error_message = "port is ${output.port}."
  }
}

run "secrets_bring_their_permissions_and_their_endpoints" {
  variables {
    secrets = {
      PASSWORD = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-a1b2c3", key = "password", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012" }
      USERNAME = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-a1b2c3", key = "username", version_stage = "AWSCURRENT" }
      TOKEN    = { arn = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-d4e5f6" }
    }
    parameters = {
      FEATURES = { arn = "arn:aws:ssm:eu-central-1:111122223333:parameter/orders/features", kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/87654321-4321-4321-4321-210987654321" }
    }
  }

  assert {
    condition = jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets == [
      { name = "PASSWORD", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-a1b2c3:password::" },
      { name = "TOKEN", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-d4e5f6" },
      { name = "USERNAME", valueFrom = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-a1b2c3:username:AWSCURRENT:" },
      { name = "FEATURES", valueFrom = "arn:aws:ssm:eu-central-1:111122223333:parameter/orders/features" },
    ]
    error_message = "The secrets are ${jsonencode(jsondecode(aws_ecs_task_definition.this.container_definitions)[0].secrets)}."
  }

  assert {
    condition = slice(jsondecode(aws_iam_role_policy.execution.policy).Statement, 3, 7) == [
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = ["arn:aws:secretsmanager:eu-central-1:111122223333:secret:orders-a1b2c3", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:token-d4e5f6"] },
      { Effect = "Allow", Action = ["kms:Decrypt"], Resource = ["arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012"], Condition = { StringEquals = { "kms:ViaService" = "secretsmanager.eu-central-1.amazonaws.com" } } },
      { Effect = "Allow", Action = ["ssm:GetParameters"], Resource = ["arn:aws:ssm:eu-central-1:111122223333:parameter/orders/features"] },
      { Effect = "Allow", Action = ["kms:Decrypt"], Resource = ["arn:aws:kms:eu-central-1:111122223333:key/87654321-4321-4321-4321-210987654321"], Condition = { StringEquals = { "kms:ViaService" = "ssm.eu-central-1.amazonaws.com" } } },
    ]
    error_message = "The execution role may do ${aws_iam_role_policy.execution.policy}."
  }

  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"]
    error_message = "There are interface endpoints of ${join(", ", keys(aws_vpc_endpoint.interface))}."
  }
}

run "grants_bring_their_permissions_and_their_endpoints" {
  variables {
    grants = {
      mail  = { service = "email-smtp", actions = ["ses:SendRawEmail"], resources = ["*"] }
      queue = { service = "sqs", actions = ["sqs:SendMessage", "sqs:GetQueueUrl"], resources = ["arn:aws:sqs:eu-central-1:111122223333:orders"] }
      table = { service = "dynamodb", actions = ["dynamodb:GetItem"], resources = ["arn:aws:dynamodb:eu-central-1:111122223333:table/orders"] }
    }
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.task[0].policy).Statement == [
      { Effect = "Allow", Action = ["ses:SendRawEmail"], Resource = ["*"] },
      { Effect = "Allow", Action = ["sqs:GetQueueUrl", "sqs:SendMessage"], Resource = ["arn:aws:sqs:eu-central-1:111122223333:orders"] },
      { Effect = "Allow", Action = ["dynamodb:GetItem"], Resource = ["arn:aws:dynamodb:eu-central-1:111122223333:table/orders"] },
    ]
    error_message = "The application may do ${aws_iam_role_policy.task[0].policy}."
  }

  assert {
    condition     = aws_iam_role_policy.task[0].role == aws_iam_role.task.name
    error_message = "The policy is that of another role."
  }

  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["ecr.api", "ecr.dkr", "email-smtp", "logs", "sqs"] && keys(aws_vpc_endpoint.gateway) == ["dynamodb", "s3"]
    error_message = "There are endpoints of ${join(", ", concat(keys(aws_vpc_endpoint.interface), keys(aws_vpc_endpoint.gateway)))}."
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.task_to_gateway) == ["dynamodb", "s3"] && toset(keys(aws_vpc_security_group_egress_rule.task_to_endpoints)) == toset(["25", "443", "465", "587", "2465", "2587"])
    error_message = "The tasks are let out to ${join(", ", keys(aws_vpc_security_group_egress_rule.task_to_endpoints))}."
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_ingress_rule.endpoints_from_task : name => rule.from_port } == { for name, rule in aws_vpc_security_group_egress_rule.task_to_endpoints : name => rule.to_port }
    error_message = "The endpoints admit other ports than the tasks are let out on."
  }
}

run "sessions_have_a_channel_a_permission_and_a_log" {
  variables {
    enable_execute_command        = true
    execute_command_log_group_arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/platform/sessions"
  }

  assert {
    condition     = aws_ecs_service.this.enable_execute_command == true && jsondecode(aws_ecs_task_definition.this.container_definitions)[0].linuxParameters == { initProcessEnabled = true }
    error_message = "No shell can be opened, or its processes stay."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.task[0].policy).Statement == [
      { Effect = "Allow", Action = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"], Resource = ["*"] },
      { Effect = "Allow", Action = ["logs:DescribeLogGroups"], Resource = ["*"] },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/platform/sessions:*"] },
    ]
    error_message = "The application may do ${aws_iam_role_policy.task[0].policy}."
  }

  assert {
    condition     = keys(aws_vpc_endpoint.interface) == ["ecr.api", "ecr.dkr", "logs", "ssmmessages"]
    error_message = "There are interface endpoints of ${join(", ", keys(aws_vpc_endpoint.interface))}."
  }
}

run "tasks_register_with_each_target_group" {
  variables {
    port = 8000
    target_group_arns = {
      api    = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/api/0123456789abcdef"
      portal = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/portal/fedcba9876543210"
    }
    health_check_grace_period_in_seconds = 90
  }

  assert {
    condition     = toset([for registration in aws_ecs_service.this.load_balancer : registration.target_group_arn]) == toset(values(var.target_group_arns))
    error_message = "Tasks register with ${jsonencode(aws_ecs_service.this.load_balancer)}."
  }

  assert {
    condition     = alltrue([for registration in aws_ecs_service.this.load_balancer : registration.container_name == "orders" && registration.container_port == 8000])
    error_message = "Another container or port is registered."
  }

  assert {
    condition     = aws_ecs_service.this.health_check_grace_period_seconds == 90
    error_message = "A task has ${aws_ecs_service.this.health_check_grace_period_seconds} seconds to start."
  }
}

run "tasks_are_as_large_and_as_many_as_they_are_wanted" {
  variables {
    cpu                   = 1024
    memory                = 3072
    tasks                 = { minimum = 3, maximum = 12, cpu_percent = 45.5 }
    wait_for_steady_state = true
  }

  assert {
    condition     = aws_ecs_task_definition.this.cpu == "1024" && aws_ecs_task_definition.this.memory == "3072"
    error_message = "A task has ${aws_ecs_task_definition.this.cpu} CPU units and ${aws_ecs_task_definition.this.memory} MiB."
  }

  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 3 && aws_appautoscaling_target.this.max_capacity == 12 && aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].target_value == 45.5
    error_message = "Between ${aws_appautoscaling_target.this.min_capacity} and ${aws_appautoscaling_target.this.max_capacity} tasks run."
  }

  assert {
    condition     = aws_ecs_service.this.wait_for_steady_state == true
    error_message = "Terraform does not wait."
  }
}

run "memory_is_twice_the_cpu_units" {
  variables {
    cpu = 2048
  }

  assert {
    condition     = aws_ecs_task_definition.this.memory == "4096"
    error_message = "A task has ${aws_ecs_task_definition.this.memory} MiB."
  }
}

run "endpoints_of_others_are_left_to_them" {
  variables {
    create_endpoints = false
    endpoint_subnets = []
    route_table_ids  = []
    grants           = { queue = { service = "sqs", actions = ["sqs:SendMessage"], resources = ["arn:aws:sqs:eu-central-1:111122223333:orders"] } }
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) + length(aws_vpc_endpoint.gateway) + length(aws_security_group.endpoints) == 0
    error_message = "There is an endpoint."
  }

  assert {
    condition     = length(aws_vpc_security_group_egress_rule.task_to_endpoints) + length(aws_vpc_security_group_egress_rule.task_to_gateway) + length(aws_vpc_security_group_ingress_rule.endpoints_from_task) == 0
    error_message = "There is a rule to endpoints that are not there."
  }

  assert {
    condition     = output.interface_services == toset(["ecr.api", "ecr.dkr", "logs", "sqs"]) && output.gateway_services == toset(["s3"]) && output.endpoints_security_group_id == null
    error_message = "What is needed is ${jsonencode(output.interface_services)}."
  }
}

run "one_zone_is_taken_for_the_endpoints_if_it_is_accepted" {
  variables {
    endpoint_subnets  = [{ id = "subnet-c" }]
    allow_single_zone = true
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.subnet_ids == toset(["subnet-c"])])
    error_message = "An endpoint is in other subnets."
  }
}

run "a_long_name_is_shortened_where_aws_takes_less" {
  variables {
    name = "orders-of-everybody-in-the-whole-world"
  }

  assert {
    condition     = aws_iam_role.execution.name_prefix == "orders-of-everybody-in-the-whole-worl-" && aws_iam_role.execution.tags.Name == "orders-of-everybody-in-the-whole-world-execution"
    error_message = "The role is named ${aws_iam_role.execution.name_prefix}."
  }
}

run "what_stays_can_be_encrypted_and_bounded_and_tagged" {
  variables {
    log_retention_in_days    = 365
    log_kms_key_arn          = "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    permissions_boundary_arn = "arn:aws:iam::111122223333:policy/applications"
    tags                     = { CostCenter = "orders-team", Name = "mine" }
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 365 && aws_cloudwatch_log_group.this.kms_key_id == "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    error_message = "The log group keeps records for ${aws_cloudwatch_log_group.this.retention_in_days} days, or has another key."
  }

  assert {
    condition     = aws_iam_role.execution.permissions_boundary == "arn:aws:iam::111122223333:policy/applications" && aws_iam_role.task.permissions_boundary == "arn:aws:iam::111122223333:policy/applications"
    error_message = "A role is not bounded."
  }

  assert {
    condition = {
      service    = aws_ecs_service.this.tags
      definition = aws_ecs_task_definition.this.tags
      log        = aws_cloudwatch_log_group.this.tags
      role       = aws_iam_role.task.tags
      group      = aws_security_group.task.tags
      endpoint   = aws_vpc_endpoint.interface["logs"].tags
      } == {
      service    = tomap({ CostCenter = "orders-team", Name = "orders" })
      definition = tomap({ CostCenter = "orders-team", Name = "orders" })
      log        = tomap({ CostCenter = "orders-team", Name = "/ecs/platform/orders" })
      role       = tomap({ CostCenter = "orders-team", Name = "orders-task" })
      group      = tomap({ CostCenter = "orders-team", Name = "orders-task" })
      endpoint   = tomap({ CostCenter = "orders-team", Name = "orders-logs" })
    }
    error_message = "Something has other tags."
  }
}
