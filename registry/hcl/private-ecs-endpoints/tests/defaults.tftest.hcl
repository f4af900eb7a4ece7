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
  endpoint_subnets = [
    { id = "subnet-b", availability_zone_id = "euc1-az3", cidr_block = "10.20.2.0/28" },
    { id = "subnet-a", availability_zone_id = "euc1-az1", cidr_block = "10.20.1.0/28" },
  ]
  route_table_ids        = ["rtb-0fedcba9876543210", "rtb-0fedcba9876543211"]
  client_security_groups = { tasks = "sg-0fedcba9876543210" }
}

run "tasks_get_what_they_need_to_start" {
  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.service_name } == { "ecr.api" = "com.amazonaws.eu-central-1.ecr.api", "ecr.dkr" = "com.amazonaws.eu-central-1.ecr.dkr", "logs" = "com.amazonaws.eu-central-1.logs" }
    error_message = "There are interface endpoints of ${jsonencode([for endpoint in aws_vpc_endpoint.interface : endpoint.service_name])}."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.vpc_endpoint_type == "Interface" && endpoint.vpc_id == "vpc-0fedcba9876543210"])
    error_message = "An endpoint is of another type, or in another VPC."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.private_dns_enabled == true])
    error_message = "A service's own name does not lead to its endpoint."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.subnet_ids == toset(["subnet-a", "subnet-b"])])
    error_message = "An endpoint is in other subnets."
  }

  assert {
    condition     = alltrue([for endpoint in aws_vpc_endpoint.interface : endpoint.security_group_ids == toset([aws_security_group.endpoints.id])])
    error_message = "An endpoint carries another group than that of the endpoints."
  }

  assert {
    condition     = { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.tags } == { "ecr.api" = tomap({ Name = "orders-ecr-api" }), "ecr.dkr" = tomap({ Name = "orders-ecr-dkr" }), "logs" = tomap({ Name = "orders-logs" }) }
    error_message = "The endpoints have the tags ${jsonencode([for endpoint in aws_vpc_endpoint.interface : endpoint.tags])}."
  }
}

run "layers_of_images_come_from_s3_through_a_route" {
  assert {
    condition     = keys(aws_vpc_endpoint.gateway) == ["s3"]
    error_message = "There are gateway endpoints of ${join(", ", keys(aws_vpc_endpoint.gateway))}."
  }

  assert {
    condition     = aws_vpc_endpoint.gateway["s3"].vpc_endpoint_type == "Gateway" && aws_vpc_endpoint.gateway["s3"].service_name == "com.amazonaws.eu-central-1.s3"
    error_message = "The endpoint of S3 is ${aws_vpc_endpoint.gateway["s3"].vpc_endpoint_type}, of ${aws_vpc_endpoint.gateway["s3"].service_name}."
  }

  assert {
    condition     = aws_vpc_endpoint.gateway["s3"].vpc_id == "vpc-0fedcba9876543210" && aws_vpc_endpoint.gateway["s3"].route_table_ids == toset(["rtb-0fedcba9876543210", "rtb-0fedcba9876543211"])
    error_message = "A route table does not lead to S3."
  }

  assert {
    condition     = aws_vpc_endpoint.gateway["s3"].tags == tomap({ Name = "orders-s3" })
    error_message = "The endpoint of S3 has the tags ${jsonencode(aws_vpc_endpoint.gateway["s3"].tags)}."
  }
}

run "endpoints_allow_what_roles_allow" {
  assert {
    condition = alltrue([for endpoint in concat(values(aws_vpc_endpoint.interface), values(aws_vpc_endpoint.gateway)) : jsondecode(endpoint.policy) == {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Principal = "*", Action = ["*"], Resource = ["*"] }]
    }])
    error_message = "An endpoint has another policy."
  }
}

run "callers_reach_the_endpoints_and_nothing_else" {
  assert {
    condition     = aws_security_group.endpoints.vpc_id == "vpc-0fedcba9876543210" && aws_security_group.endpoints.name_prefix == "orders-endpoints-" && aws_security_group.endpoints.description == "Interface endpoints of orders"
    error_message = "The endpoints' group is ${aws_security_group.endpoints.name_prefix} in ${aws_security_group.endpoints.vpc_id}: ${aws_security_group.endpoints.description}."
  }

  assert {
    condition     = length(aws_security_group.endpoints.ingress) + length(aws_security_group.endpoints.egress) == 0
    error_message = "The endpoints' group has rules of its own beside those of the callers."
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.client_to_endpoints) == ["tasks-443"] && keys(aws_vpc_security_group_ingress_rule.endpoints_from_client) == ["tasks-443"]
    error_message = "There are rules for ${join(", ", keys(aws_vpc_security_group_egress_rule.client_to_endpoints))}."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.client_to_endpoints["tasks-443"].security_group_id == "sg-0fedcba9876543210" &&
      aws_vpc_security_group_egress_rule.client_to_endpoints["tasks-443"].referenced_security_group_id == aws_security_group.endpoints.id
    )
    error_message = "The egress rule is not one from the callers' group to the endpoints'."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.endpoints_from_client["tasks-443"].security_group_id == aws_security_group.endpoints.id &&
      aws_vpc_security_group_ingress_rule.endpoints_from_client["tasks-443"].referenced_security_group_id == "sg-0fedcba9876543210"
    )
    error_message = "The ingress rule is not one of the endpoints' group for the callers'."
  }

  assert {
    condition = alltrue([for rule in [aws_vpc_security_group_egress_rule.client_to_endpoints["tasks-443"], aws_vpc_security_group_ingress_rule.endpoints_from_client["tasks-443"]] :
      rule.ip_protocol == "tcp" && rule.from_port == 443 && rule.to_port == 443 && rule.cidr_ipv4 == null && rule.cidr_ipv6 == null
    ])
    error_message = "A rule is not for TCP 443, or for addresses."
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.client_to_gateway) == ["tasks-s3"]
    error_message = "There are rules for ${join(", ", keys(aws_vpc_security_group_egress_rule.client_to_gateway))}."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.client_to_gateway["tasks-s3"].security_group_id == "sg-0fedcba9876543210" &&
      aws_vpc_security_group_egress_rule.client_to_gateway["tasks-s3"].prefix_list_id == aws_vpc_endpoint.gateway["s3"].prefix_list_id &&
      aws_vpc_security_group_egress_rule.client_to_gateway["tasks-s3"].ip_protocol == "tcp" &&
      aws_vpc_security_group_egress_rule.client_to_gateway["tasks-s3"].from_port == 443 &&
      aws_vpc_security_group_egress_rule.client_to_gateway["tasks-s3"].to_port == 443
    )
    error_message = "The callers do not reach S3 on TCP 443."
  }
}

run "the_outputs_are_those_of_the_endpoints" {
  assert {
    condition     = output.interface_endpoint_ids == { for service, endpoint in aws_vpc_endpoint.interface : service => endpoint.id }
    error_message = "interface_endpoint_ids is ${jsonencode(output.interface_endpoint_ids)}."
  }

  assert {
    condition     = output.gateway_endpoint_ids == { s3 = aws_vpc_endpoint.gateway["s3"].id } && output.gateway_prefix_list_ids == { s3 = "pl-0123456789abcdef0" }
    error_message = "gateway_endpoint_ids is ${jsonencode(output.gateway_endpoint_ids)}."
  }

  assert {
    condition     = output.endpoints_security_group_id == aws_security_group.endpoints.id
    error_message = "endpoints_security_group_id is ${output.endpoints_security_group_id}."
  }
}
