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
  endpoint_subnets       = [{ id = "subnet-b" }, { id = "subnet-a" }]
  route_table_ids        = ["rtb-0fedcba9876543210", "rtb-0fedcba9876543211"]
  client_security_groups = { tasks = "sg-0fedcba9876543210" }
}

# First, since an endpoint that is there already keeps its prefix list.
run "gateway_endpoints_are_told_apart" {
  variables {
    gateway_services = ["dynamodb", "s3"]
  }

  override_resource {
    target = aws_vpc_endpoint.gateway["dynamodb"]
    values = { prefix_list_id = "pl-0fedcba9876543210" }
  }

  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.gateway : service => endpoint.service_name } == { dynamodb = "com.amazonaws.eu-central-1.dynamodb", s3 = "com.amazonaws.eu-central-1.s3" }
    error_message = "There are gateway endpoints of ${jsonencode([for endpoint in aws_vpc_endpoint.gateway : endpoint.service_name])}."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.gateway : endpoint.route_table_ids == toset(var.route_table_ids)])
    error_message = "A gateway endpoint is no route in a table."
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_egress_rule.client_to_gateway : name => rule.prefix_list_id } == { tasks-dynamodb = "pl-0fedcba9876543210", tasks-s3 = "pl-0123456789abcdef0" }
    error_message = "A rule is for the addresses of the other service."
  }
}

run "each_group_of_callers_has_its_rules" {
  variables {
    client_security_groups = {
      api    = "sg-0fedcba9876543211"
      worker = "sg-0fedcba9876543212"
    }
    gateway_services = ["dynamodb", "s3"]
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_egress_rule.client_to_endpoints : name => rule.security_group_id } == { "api-443" = "sg-0fedcba9876543211", "worker-443" = "sg-0fedcba9876543212" }
    error_message = "The egress rules are those of other groups."
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_ingress_rule.endpoints_from_client : name => rule.referenced_security_group_id } == { "api-443" = "sg-0fedcba9876543211", "worker-443" = "sg-0fedcba9876543212" }
    error_message = "The ingress rules are for other groups."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.client_to_endpoints : rule.referenced_security_group_id == aws_security_group.endpoints.id])
    error_message = "Callers can go elsewhere than to the endpoints."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.endpoints_from_client : rule.security_group_id == aws_security_group.endpoints.id])
    error_message = "Callers come in elsewhere than at the endpoints."
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_egress_rule.client_to_gateway : name => rule.security_group_id } == { "api-dynamodb" = "sg-0fedcba9876543211", "api-s3" = "sg-0fedcba9876543211", "worker-dynamodb" = "sg-0fedcba9876543212", "worker-s3" = "sg-0fedcba9876543212" }
    error_message = "The rules to S3 and DynamoDB are those of other groups."
  }
}

run "services_that_are_wanted_take_the_place_of_the_default" {
  variables {
    interface_services = ["secretsmanager", "sqs"]
  }

  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.service_name } == { secretsmanager = "com.amazonaws.eu-central-1.secretsmanager", sqs = "com.amazonaws.eu-central-1.sqs" }
    error_message = "There are interface endpoints of ${jsonencode([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name])}."
  }
}

run "services_on_other_ports_get_rules_for_these" {
  variables {
    interface_services = ["cassandra", "email-smtp", "logs", "sqs"]
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_ingress_rule.endpoints_from_client : name => [rule.from_port, rule.to_port] } == { tasks-25 = [25, 25], tasks-443 = [443, 443], tasks-465 = [465, 465], tasks-587 = [587, 587], tasks-2465 = [2465, 2465], tasks-2587 = [2587, 2587], tasks-9142 = [9142, 9142] }
    error_message = "The endpoints admit ${jsonencode({ for name, rule in aws_vpc_security_group_ingress_rule.endpoints_from_client : name => rule.from_port })}."
  }

  assert {
    condition     = { for name, rule in aws_vpc_security_group_egress_rule.client_to_endpoints : name => rule.to_port } == { for name, rule in aws_vpc_security_group_ingress_rule.endpoints_from_client : name => rule.from_port }
    error_message = "The callers are let out on other ports than the endpoints admit."
  }
}

run "a_service_that_knows_no_policies_gets_none" {
  variables {
    interface_services = ["email-smtp", "logs"]
  }

  assert {
    condition     = aws_vpc_endpoint.interface["logs"].policy != null && length(regexall("Statement", coalesce(aws_vpc_endpoint.interface["email-smtp"].policy, "none"))) == 0
    error_message = "The endpoint of SES has a policy, which AWS refuses."
  }
}

run "no_gateway_endpoint_needs_no_route_table" {
  variables {
    gateway_services = []
    route_table_ids  = []
  }

  assert {
    condition     = length(aws_vpc_endpoint.gateway) + length(aws_vpc_security_group_egress_rule.client_to_gateway) == 0
    error_message = "There is a gateway endpoint."
  }
}

run "no_interface_endpoint_leaves_no_rule" {
  variables {
    interface_services = []
  }

  assert {
    condition     = length(aws_vpc_endpoint.interface) + length(aws_vpc_security_group_egress_rule.client_to_endpoints) + length(aws_vpc_security_group_ingress_rule.endpoints_from_client) == 0
    error_message = "There is a rule to endpoints that are not there."
  }
}

run "one_zone_is_taken_if_it_is_accepted" {
  variables {
    endpoint_subnets  = [{ id = "subnet-a" }]
    allow_single_zone = true
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.subnet_ids == toset(["subnet-a"])])
    error_message = "An endpoint is in other subnets."
  }
}

run "tags_are_on_everything_and_leave_name_alone" {
  variables {
    tags = { CostCenter = "orders-team", Name = "mine" }
  }

  assert {
    condition     = aws_vpc_endpoint.interface["ecr.api"].tags == tomap({ CostCenter = "orders-team", Name = "orders-ecr-api" })
    error_message = "The interface endpoint has the tags ${jsonencode(aws_vpc_endpoint.interface["ecr.api"].tags)}."
  }

  assert {
    condition     = aws_vpc_endpoint.gateway["s3"].tags == tomap({ CostCenter = "orders-team", Name = "orders-s3" })
    error_message = "The gateway endpoint has the tags ${jsonencode(aws_vpc_endpoint.gateway["s3"].tags)}."
  }

  assert {
    condition     = aws_security_group.endpoints.tags == tomap({ CostCenter = "orders-team", Name = "orders-endpoints" })
    error_message = "The endpoints' group has the tags ${jsonencode(aws_security_group.endpoints.tags)}."
  }
}
