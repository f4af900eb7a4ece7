# What the module makes of the least that it takes, address by address. No credentials and no network.

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

run "the_service_runs_in_the_subnets_of_the_tasks" {
  assert {
    condition     = aws_ecs_service.this.name == "orders" && aws_ecs_service.this.cluster == "arn:aws:ecs:eu-central-1:111122223333:cluster/platform" && aws_ecs_service.this.launch_type == "FARGATE"
    error_message = "The service is ${aws_ecs_service.this.name} in ${aws_ecs_service.this.cluster}, on ${aws_ecs_service.this.launch_type}."
  }

  assert {
    condition     = aws_ecs_service.this.task_definition == aws_ecs_task_definition.this.arn
    error_message = "The service runs another task definition."
  }

  assert {
    condition     = aws_ecs_service.this.network_configuration[0].subnets == toset(["subnet-a", "subnet-b"]) && aws_ecs_service.this.network_configuration[0].security_groups == toset([aws_security_group.task.id]) && aws_ecs_service.this.network_configuration[0].assign_public_ip == false
    error_message = "The tasks are elsewhere, carry another group, or have public addresses."
  }

  assert {
    condition     = aws_ecs_service.this.desired_count == 2 && aws_ecs_service.this.deployment_circuit_breaker[0].enable == true && aws_ecs_service.this.deployment_circuit_breaker[0].rollback == true
    error_message = "There are ${aws_ecs_service.this.desired_count} tasks, or a failed deployment does not go back."
  }

  assert {
    condition     = aws_ecs_service.this.enable_execute_command == false && length(aws_ecs_service.this.load_balancer) == 0 && aws_ecs_service.this.health_check_grace_period_seconds == null
    error_message = "Shells can be opened, or there is a load balancer."
  }

  assert {
    condition     = aws_ecs_service.this.tags == tomap({ Name = "orders" })
    error_message = "The service has the tags ${jsonencode(aws_ecs_service.this.tags)}."
  }
}

run "the_task_has_one_container" {
  assert {
    condition     = aws_ecs_task_definition.this.family == "platform-orders" && aws_ecs_task_definition.this.network_mode == "awsvpc" && aws_ecs_task_definition.this.requires_compatibilities == toset(["FARGATE"])
    error_message = "The task definition is ${aws_ecs_task_definition.this.family}, in mode ${aws_ecs_task_definition.this.network_mode}."
  }

  assert {
    condition     = aws_ecs_task_definition.this.cpu == "256" && aws_ecs_task_definition.this.memory == "512" && aws_ecs_task_definition.this.runtime_platform[0].cpu_architecture == "X86_64"
    error_message = "A task has ${aws_ecs_task_definition.this.cpu} CPU units and ${aws_ecs_task_definition.this.memory} MiB."
  }

  assert {
    condition     = length(jsondecode(aws_ecs_task_definition.this.container_definitions)) == 1
    error_message = "There are ${length(jsondecode(aws_ecs_task_definition.this.container_definitions))} containers."
  }

  assert {
    condition = { for key, value in jsondecode(aws_ecs_task_definition.this.container_definitions)[0] : key => value if value != null && jsonencode(value) != "[]" } == {
      name                   = "orders"
      image                  = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/orders:1.4.2"
      essential              = true
      readonlyRootFilesystem = false
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          awslogs-group         = "/ecs/platform/orders"
          awslogs-region        = "eu-central-1"
          awslogs-stream-prefix = "orders"
        }
      }
    }
    error_message = "The container is ${aws_ecs_task_definition.this.container_definitions}."
  }

  assert {
    condition     = aws_cloudwatch_log_group.this.name == "/ecs/platform/orders" && aws_cloudwatch_log_group.this.retention_in_days == 30
    error_message = "The log group is ${aws_cloudwatch_log_group.this.name}, for ${aws_cloudwatch_log_group.this.retention_in_days} days."
  }
}

run "the_roles_may_do_what_is_needed_and_no_more" {
  assert {
    condition     = aws_ecs_task_definition.this.execution_role_arn == aws_iam_role.execution.arn && aws_ecs_task_definition.this.task_role_arn == aws_iam_role.task.arn
    error_message = "The task has other roles."
  }

  assert {
    condition     = aws_iam_role.execution.name_prefix == "orders-execution-" && aws_iam_role.task.name_prefix == "orders-task-"
    error_message = "The roles are named ${aws_iam_role.execution.name_prefix} and ${aws_iam_role.task.name_prefix}."
  }

  assert {
    condition = alltrue([for role in [aws_iam_role.execution, aws_iam_role.task] :
      jsondecode(role.assume_role_policy).Statement[0].Principal == { Service = "ecs-tasks.amazonaws.com" } && jsondecode(role.assume_role_policy).Statement[0].Action == ["sts:AssumeRole"]
    ])
    error_message = "Something else than ECS can take a role."
  }

  assert {
    condition     = jsondecode(aws_iam_role.task.assume_role_policy).Statement[0].Condition == { ArnLike = { "aws:SourceArn" = "arn:aws:ecs:eu-central-1:111122223333:*" } }
    error_message = "Tasks of other accounts can take the role."
  }

  assert {
    condition     = aws_iam_role_policy.execution.role == aws_iam_role.execution.name
    error_message = "The policy is that of another role."
  }

  assert {
    condition = jsondecode(aws_iam_role_policy.execution.policy).Statement == [
      { Effect = "Allow", Action = ["ecr:GetAuthorizationToken"], Resource = ["*"] },
      { Effect = "Allow", Action = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource = ["arn:aws:ecr:eu-central-1:111122223333:repository/orders"] },
      { Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = ["arn:aws:logs:eu-central-1:111122223333:log-group:/ecs/platform/orders:*"] },
    ]
    error_message = "The execution role may do ${aws_iam_role_policy.execution.policy}."
  }

  assert {
    condition     = length(aws_iam_role_policy.task) == 0
    error_message = "The application may do something."
  }
}

run "the_number_of_tasks_stays" {
  assert {
    condition     = aws_appautoscaling_target.this.min_capacity == 2 && aws_appautoscaling_target.this.max_capacity == 2 && aws_appautoscaling_target.this.resource_id == "service/platform/orders"
    error_message = "Between ${aws_appautoscaling_target.this.min_capacity} and ${aws_appautoscaling_target.this.max_capacity} tasks of ${aws_appautoscaling_target.this.resource_id} run."
  }

  assert {
    condition     = aws_appautoscaling_target.this.service_namespace == "ecs" && aws_appautoscaling_target.this.scalable_dimension == "ecs:service:DesiredCount"
    error_message = "Something else is scaled."
  }

  assert {
    condition     = aws_appautoscaling_policy.cpu.resource_id == aws_appautoscaling_target.this.resource_id && aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].target_value == 60 && aws_appautoscaling_policy.cpu.target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type == "ECSServiceAverageCPUUtilization"
    error_message = "The number of tasks follows something else."
  }
}

run "the_endpoints_are_those_that_a_task_needs_to_start" {
  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.service_name } == { "ecr.api" = "com.amazonaws.eu-central-1.ecr.api", "ecr.dkr" = "com.amazonaws.eu-central-1.ecr.dkr", "logs" = "com.amazonaws.eu-central-1.logs" }
    error_message = "There are interface endpoints of ${jsonencode([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name])}."
  }

  assert {
    condition = alltrue([for endpoint in aws_vpc_endpoint.interface : (
      endpoint.vpc_endpoint_type == "Interface" &&
      endpoint.private_dns_enabled == true &&
      endpoint.vpc_id == "vpc-0fedcba9876543210" &&
      endpoint.subnet_ids == toset(["subnet-c", "subnet-d"]) &&
      endpoint.security_group_ids == toset([aws_security_group.endpoints[0].id])
    )])
    error_message = "An endpoint is elsewhere, without private DNS, or carries another group."
  }

  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.gateway : service => endpoint.service_name } == { s3 = "com.amazonaws.eu-central-1.s3" } && aws_vpc_endpoint.gateway["s3"].vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.gateway["s3"].route_table_ids == toset(["rtb-0fedcba9876543210"])
    error_message = "Layers of images do not come from S3 through a route."
  }

  assert {
    condition     = alltrue([for endpoint in concat(values(aws_vpc_endpoint.interface), values(aws_vpc_endpoint.gateway)) : jsondecode(endpoint.policy).Statement == [{ Effect = "Allow", Principal = "*", Action = ["*"], Resource = ["*"] }]])
    error_message = "An endpoint has another policy."
  }
}

run "tasks_reach_the_endpoints_and_nobody_reaches_them" {
  assert {
    condition     = aws_security_group.task.vpc_id == "vpc-0fedcba9876543210" && aws_security_group.task.name_prefix == "orders-task-" && aws_security_group.endpoints[0].vpc_id == "vpc-0fedcba9876543210" && aws_security_group.endpoints[0].name_prefix == "orders-endpoints-"
    error_message = "The groups are ${aws_security_group.task.name_prefix} and ${aws_security_group.endpoints[0].name_prefix}."
  }

  assert {
    condition = (
      keys(aws_vpc_security_group_egress_rule.task_to_endpoints) == ["443"] &&
      aws_vpc_security_group_egress_rule.task_to_endpoints["443"].security_group_id == aws_security_group.task.id &&
      aws_vpc_security_group_egress_rule.task_to_endpoints["443"].referenced_security_group_id == aws_security_group.endpoints[0].id
    )
    error_message = "The egress rule is not one from the tasks' group to the endpoints'."
  }

  assert {
    condition = (
      keys(aws_vpc_security_group_ingress_rule.endpoints_from_task) == ["443"] &&
      aws_vpc_security_group_ingress_rule.endpoints_from_task["443"].security_group_id == aws_security_group.endpoints[0].id &&
      aws_vpc_security_group_ingress_rule.endpoints_from_task["443"].referenced_security_group_id == aws_security_group.task.id
    )
    error_message = "The ingress rule is not one of the endpoints' group for the tasks'."
  }

  assert {
    condition = alltrue([for rule in [aws_vpc_security_group_egress_rule.task_to_endpoints["443"], aws_vpc_security_group_ingress_rule.endpoints_from_task["443"]] :
      rule.ip_protocol == "tcp" && rule.from_port == 443 && rule.to_port == 443
    ])
    error_message = "A rule is not for TCP 443."
  }

  assert {
    condition = (
      keys(aws_vpc_security_group_egress_rule.task_to_gateway) == ["s3"] &&
      aws_vpc_security_group_egress_rule.task_to_gateway["s3"].security_group_id == aws_security_group.task.id &&
      aws_vpc_security_group_egress_rule.task_to_gateway["s3"].prefix_list_id == "pl-0123456789abcdef0" &&
      aws_vpc_security_group_egress_rule.task_to_gateway["s3"].from_port == 443 &&
      aws_vpc_security_group_egress_rule.task_to_gateway["s3"].to_port == 443
    )
    error_message = "The tasks do not reach S3 on TCP 443."
  }
}

run "the_outputs_are_those_of_the_service" {
  assert {
    condition     = output.service_name == "orders" && output.security_group_id == aws_security_group.task.id && output.task_role_arn == aws_iam_role.task.arn && output.log_group_name == "/ecs/platform/orders" && output.port == null
    error_message = "service_name is ${output.service_name}."
  }

  assert {
    condition     = output.interface_services == toset(["ecr.api", "ecr.dkr", "logs"]) && output.gateway_services == toset(["s3"])
    error_message = "interface_services is ${jsonencode(output.interface_services)}."
  }

  assert {
    condition     = keys(output.interface_endpoint_ids) == ["ecr.api", "ecr.dkr", "logs"] && output.gateway_endpoint_ids == { s3 = aws_vpc_endpoint.gateway["s3"].id } && output.gateway_prefix_list_ids == { s3 = "pl-0123456789abcdef0" } && output.endpoints_security_group_id == aws_security_group.endpoints[0].id
    error_message = "interface_endpoint_ids is ${jsonencode(output.interface_endpoint_ids)}."
  }
}
