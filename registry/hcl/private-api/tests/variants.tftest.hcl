# What each choice changes. No credentials and no network.

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

run "the_integration_follows_the_port_of_the_listener" {
  variables {
    listener_port = 8080
  }

  assert {
    condition     = aws_lb_listener.this.port == 8080 && aws_lb_target_group.this.port == 8000
    error_message = "The listener is for ${aws_lb_listener.this.port}, the targets for ${aws_lb_target_group.this.port}."
  }

  assert {
    condition     = aws_api_gateway_integration.root.uri == "http://orders-0123456789abcdef.elb.eu-central-1.amazonaws.com:8080/" && aws_api_gateway_integration.proxy.uri == "http://orders-0123456789abcdef.elb.eu-central-1.amazonaws.com:8080/{proxy}"
    error_message = "The integrations call ${aws_api_gateway_integration.root.uri} and ${aws_api_gateway_integration.proxy.uri}."
  }
}

run "a_path_makes_the_health_check_a_request" {
  variables {
    health_check_path                = "/health"
    health_check_success_codes       = "200,204"
    health_check_interval_in_seconds = 30
  }

  assert {
    condition = (
      aws_lb_target_group.this.health_check[0].protocol == "HTTP" &&
      aws_lb_target_group.this.health_check[0].path == "/health" &&
      aws_lb_target_group.this.health_check[0].matcher == "200,204" &&
      aws_lb_target_group.this.health_check[0].interval == 30
    )
    error_message = "The health check is ${jsonencode(aws_lb_target_group.this.health_check[0])}."
  }
}

run "callers_without_credentials_are_let_in_if_that_is_said" {
  variables {
    authorization = "NONE"
  }

  assert {
    condition     = aws_api_gateway_method.root.authorization == "NONE" && aws_api_gateway_method.proxy.authorization == "NONE"
    error_message = "A method asks for ${aws_api_gateway_method.root.authorization}."
  }
}

run "the_stage_is_as_it_is_wanted" {
  variables {
    stage_name                     = "v1"
    timeout_in_seconds             = 0.5
    throttling_requests_per_second = 200
    throttling_burst               = 400
    xray_tracing_enabled           = true
  }

  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "v1" && aws_api_gateway_stage.this.tags == tomap({ Name = "orders-v1" }) && aws_api_gateway_stage.this.xray_tracing_enabled == true
    error_message = "The stage is ${aws_api_gateway_stage.this.stage_name}, or not traced."
  }

  assert {
    condition     = aws_api_gateway_integration.root.timeout_milliseconds == 500 && aws_api_gateway_integration.proxy.timeout_milliseconds == 500
    error_message = "The target has ${aws_api_gateway_integration.root.timeout_milliseconds} ms to answer."
  }

  assert {
    condition     = aws_api_gateway_method_settings.this.settings[0].throttling_rate_limit == 200 && aws_api_gateway_method_settings.this.settings[0].throttling_burst_limit == 400
    error_message = "The settings are ${jsonencode(aws_api_gateway_method_settings.this.settings[0])}."
  }
}

run "access_logs_have_a_group_of_their_own" {
  variables {
    access_logs           = true
    log_retention_in_days = 365
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].name == "/aws/vendedlogs/apigateway/rest/orders" && aws_cloudwatch_log_group.access_logs[0].retention_in_days == 365
    error_message = "The log group is ${aws_cloudwatch_log_group.access_logs[0].name}, for ${aws_cloudwatch_log_group.access_logs[0].retention_in_days} days."
  }

  assert {
    condition     = aws_api_gateway_stage.this.access_log_settings[0].destination_arn == aws_cloudwatch_log_group.access_logs[0].arn
    error_message = "The records go elsewhere."
  }

  assert {
    condition     = jsondecode(aws_api_gateway_stage.this.access_log_settings[0].format).integrationError == "$context.integration.error" && jsondecode(aws_api_gateway_stage.this.access_log_settings[0].format).requestId == "$context.requestId"
    error_message = "A record does not tell why a request failed."
  }

  assert {
    condition     = output.log_group_name == "/aws/vendedlogs/apigateway/rest/orders"
    error_message = "log_group_name is ${output.log_group_name}."
  }
}

run "tags_are_on_everything_and_leave_name_alone" {
  variables {
    tags        = { CostCenter = "orders-team", Name = "mine" }
    access_logs = true
  }

  assert {
    condition     = aws_api_gateway_rest_api.this.tags == tomap({ CostCenter = "orders-team", Name = "orders" }) && aws_api_gateway_stage.this.tags == tomap({ CostCenter = "orders-team", Name = "orders-prod" })
    error_message = "API and stage have the tags ${jsonencode([aws_api_gateway_rest_api.this.tags, aws_api_gateway_stage.this.tags])}."
  }

  assert {
    condition     = aws_lb.this.tags == tomap({ CostCenter = "orders-team", Name = "orders" }) && aws_lb_listener.this.tags == tomap({ CostCenter = "orders-team", Name = "orders-target" }) && aws_lb_target_group.this.tags == tomap({ CostCenter = "orders-team", Name = "orders-target" })
    error_message = "The load balancer has the tags ${jsonencode([aws_lb.this.tags, aws_lb_listener.this.tags, aws_lb_target_group.this.tags])}."
  }

  assert {
    condition     = aws_security_group.load_balancer.tags == tomap({ CostCenter = "orders-team", Name = "orders-load-balancer" }) && aws_cloudwatch_log_group.access_logs[0].tags["CostCenter"] == "orders-team"
    error_message = "The load balancer's group has the tags ${jsonencode(aws_security_group.load_balancer.tags)}."
  }
}
