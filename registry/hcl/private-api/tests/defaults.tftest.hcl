# What the module makes of the least that it takes, address by address. No credentials and no network.

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

run "the_load_balancer_is_within_the_vpc" {
  assert {
    condition     = aws_lb.this.internal == true && aws_lb.this.load_balancer_type == "network" && aws_lb.this.ip_address_type == "ipv4"
    error_message = "The load balancer is of type ${aws_lb.this.load_balancer_type}, or not internal."
  }

  assert {
    condition     = aws_lb.this.subnets == toset(["subnet-a", "subnet-b"])
    error_message = "The load balancer is in ${join(", ", aws_lb.this.subnets)}."
  }

  assert {
    condition     = aws_lb.this.security_groups == toset([aws_security_group.load_balancer.id])
    error_message = "The load balancer carries another group than its own."
  }

  assert {
    condition     = aws_lb.this.enforce_security_group_inbound_rules_on_private_link_traffic == "off"
    error_message = "The load balancer would refuse what comes over the VPC link."
  }

  assert {
    condition     = aws_lb.this.enable_cross_zone_load_balancing == true && aws_lb.this.enable_deletion_protection == false
    error_message = "The load balancer keeps to its zones, or cannot be deleted."
  }

  assert {
    condition     = aws_lb.this.tags == tomap({ Name = "orders" })
    error_message = "The load balancer has the tags ${jsonencode(aws_lb.this.tags)}."
  }
}

run "the_listener_leads_to_the_target" {
  assert {
    condition     = aws_lb_listener.this.load_balancer_arn == aws_lb.this.arn && aws_lb_listener.this.port == 80 && aws_lb_listener.this.protocol == "TCP"
    error_message = "The listener is for ${aws_lb_listener.this.protocol} ${aws_lb_listener.this.port}."
  }

  assert {
    condition     = aws_lb_listener.this.default_action[0].type == "forward" && aws_lb_listener.this.default_action[0].target_group_arn == aws_lb_target_group.this.arn
    error_message = "The listener leads elsewhere."
  }

  assert {
    condition     = aws_lb_target_group.this.port == 8000 && aws_lb_target_group.this.protocol == "TCP" && aws_lb_target_group.this.target_type == "ip" && aws_lb_target_group.this.vpc_id == "vpc-0fedcba9876543210"
    error_message = "The target group is for ${aws_lb_target_group.this.protocol} ${aws_lb_target_group.this.port}."
  }

  assert {
    condition     = aws_lb_target_group.this.preserve_client_ip == "false"
    error_message = "Targets would see the addresses of others than the load balancer, which their group does not admit."
  }

  assert {
    condition = (
      aws_lb_target_group.this.health_check[0].protocol == "TCP" &&
      aws_lb_target_group.this.health_check[0].port == "traffic-port" &&
      aws_lb_target_group.this.health_check[0].interval == 10
    )
    error_message = "The health check is ${jsonencode(aws_lb_target_group.this.health_check[0])}."
  }
}

run "the_load_balancer_reaches_the_target_and_nothing_else" {
  assert {
    condition     = aws_security_group.load_balancer.vpc_id == "vpc-0fedcba9876543210" && aws_security_group.load_balancer.name_prefix == "orders-load-balancer-"
    error_message = "The load balancer's group is ${aws_security_group.load_balancer.name_prefix} in ${aws_security_group.load_balancer.vpc_id}."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.load_balancer_to_target.security_group_id == aws_security_group.load_balancer.id &&
      aws_vpc_security_group_egress_rule.load_balancer_to_target.referenced_security_group_id == "sg-0fedcba9876543210"
    )
    error_message = "The egress rule is not one from the load balancer's group to the target's."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.target_from_load_balancer.security_group_id == "sg-0fedcba9876543210" &&
      aws_vpc_security_group_ingress_rule.target_from_load_balancer.referenced_security_group_id == aws_security_group.load_balancer.id
    )
    error_message = "The ingress rule is not one of the target's group for the load balancer's."
  }

  assert {
    condition = alltrue([for rule in [aws_vpc_security_group_egress_rule.load_balancer_to_target, aws_vpc_security_group_ingress_rule.target_from_load_balancer] :
      rule.ip_protocol == "tcp" && rule.from_port == 8000 && rule.to_port == 8000
    ])
    error_message = "A rule is not for TCP 8000."
  }
}

run "the_api_takes_every_request_and_asks_for_credentials" {
  assert {
    condition     = aws_api_gateway_rest_api.this.name == "orders" && aws_api_gateway_rest_api.this.endpoint_configuration[0].types == tolist(["REGIONAL"])
    error_message = "The API is ${aws_api_gateway_rest_api.this.name}, of type ${join(", ", aws_api_gateway_rest_api.this.endpoint_configuration[0].types)}."
  }

  assert {
    condition     = aws_api_gateway_resource.proxy.path_part == "{proxy+}" && aws_api_gateway_resource.proxy.parent_id == aws_api_gateway_rest_api.this.root_resource_id && aws_api_gateway_resource.proxy.rest_api_id == aws_api_gateway_rest_api.this.id
    error_message = "The resource is ${aws_api_gateway_resource.proxy.path_part}."
  }

  assert {
    condition     = aws_api_gateway_method.root.resource_id == aws_api_gateway_rest_api.this.root_resource_id && aws_api_gateway_method.proxy.resource_id == aws_api_gateway_resource.proxy.id
    error_message = "A method is on another resource."
  }

  assert {
    condition = alltrue([for method in [aws_api_gateway_method.root, aws_api_gateway_method.proxy] :
      method.http_method == "ANY" && method.authorization == "AWS_IAM" && method.rest_api_id == aws_api_gateway_rest_api.this.id
    ])
    error_message = "A method does not take every request, or from callers without credentials."
  }
}

run "requests_go_over_the_vpc_link_to_the_port_of_the_listener" {
  assert {
    condition     = aws_api_gateway_vpc_link.this.target_arns == tolist([aws_lb.this.arn]) && aws_api_gateway_vpc_link.this.name == "orders"
    error_message = "The VPC link leads elsewhere."
  }

  assert {
    condition = alltrue([for integration in [aws_api_gateway_integration.root, aws_api_gateway_integration.proxy] : (
      integration.type == "HTTP_PROXY" &&
      integration.connection_type == "VPC_LINK" &&
      integration.connection_id == aws_api_gateway_vpc_link.this.id &&
      integration.integration_http_method == "ANY" &&
      integration.timeout_milliseconds == 29000
    )])
    error_message = "An integration does not go over the VPC link as it came."
  }

  assert {
    condition     = aws_api_gateway_integration.root.uri == "http://orders-0123456789abcdef.elb.eu-central-1.amazonaws.com/" && aws_api_gateway_integration.proxy.uri == "http://orders-0123456789abcdef.elb.eu-central-1.amazonaws.com/{proxy}"
    error_message = "The integrations call ${aws_api_gateway_integration.root.uri} and ${aws_api_gateway_integration.proxy.uri}."
  }

  assert {
    condition     = aws_api_gateway_method.proxy.request_parameters == tomap({ "method.request.path.proxy" = true }) && aws_api_gateway_integration.proxy.request_parameters == tomap({ "integration.request.path.proxy" = "method.request.path.proxy" })
    error_message = "The path does not reach the target."
  }

  assert {
    condition     = aws_api_gateway_integration.root.resource_id == aws_api_gateway_method.root.resource_id && aws_api_gateway_integration.proxy.resource_id == aws_api_gateway_method.proxy.resource_id
    error_message = "An integration is that of another method."
  }
}

run "the_stage_shows_what_is_deployed" {
  assert {
    condition     = aws_api_gateway_stage.this.stage_name == "prod" && aws_api_gateway_stage.this.deployment_id == aws_api_gateway_deployment.this.id && aws_api_gateway_stage.this.rest_api_id == aws_api_gateway_rest_api.this.id
    error_message = "The stage is ${aws_api_gateway_stage.this.stage_name}, of another deployment."
  }

  assert {
    condition     = length(aws_api_gateway_deployment.this.triggers.redeployment) == 40
    error_message = "Nothing makes a new deployment when a route changes."
  }

  assert {
    condition     = aws_api_gateway_stage.this.xray_tracing_enabled == false && length(aws_api_gateway_stage.this.access_log_settings) == 0 && length(aws_cloudwatch_log_group.access_logs) == 0
    error_message = "Requests are traced or logged, which the account may have no role for."
  }

  assert {
    condition = (
      aws_api_gateway_method_settings.this.method_path == "*/*" &&
      aws_api_gateway_method_settings.this.stage_name == aws_api_gateway_stage.this.stage_name &&
      aws_api_gateway_method_settings.this.settings[0].metrics_enabled == true &&
      aws_api_gateway_method_settings.this.settings[0].data_trace_enabled == false &&
      aws_api_gateway_method_settings.this.settings[0].logging_level == "OFF"
    )
    error_message = "The settings are ${jsonencode(aws_api_gateway_method_settings.this.settings[0])}."
  }
}

run "the_outputs_are_those_of_the_api_and_the_load_balancer" {
  assert {
    condition     = output.invoke_url == "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod" && output.execution_arn == "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5" && output.rest_api_id == aws_api_gateway_rest_api.this.id && output.stage_arn == aws_api_gateway_stage.this.arn
    error_message = "invoke_url is ${output.invoke_url}."
  }

  assert {
    condition     = output.target_group_arn == aws_lb_target_group.this.arn && output.load_balancer_arn == aws_lb.this.arn && output.load_balancer_dns_name == aws_lb.this.dns_name && output.load_balancer_security_group_id == aws_security_group.load_balancer.id
    error_message = "target_group_arn is ${output.target_group_arn}."
  }

  assert {
    condition     = output.log_group_name == null
    error_message = "There is the name of a log group."
  }
}
