# What the module makes of the least that it takes, address by address. No credentials and no network.

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
  endpoint_subnets = [
    { id = "subnet-d", availability_zone_id = "euc1-az3", cidr_block = "10.20.2.0/28" },
    { id = "subnet-c", availability_zone_id = "euc1-az1", cidr_block = "10.20.1.0/28" },
  ]
  client_security_groups = { application = "sg-0fedcba9876543210" }
}

run "the_endpoint_is_in_the_vpc_of_the_clients" {
  assert {
    condition     = aws_vpc_endpoint.this.vpc_endpoint_type == "Resource"
    error_message = "The endpoint is of type ${aws_vpc_endpoint.this.vpc_endpoint_type}."
  }

  assert {
    condition     = aws_vpc_endpoint.this.vpc_id == "vpc-0fedcba9876543210"
    error_message = "The endpoint is in ${aws_vpc_endpoint.this.vpc_id}."
  }

  assert {
    condition     = aws_vpc_endpoint.this.subnet_ids == toset(["subnet-c", "subnet-d"])
    error_message = "The endpoint is in ${join(", ", aws_vpc_endpoint.this.subnet_ids)}."
  }

  assert {
    condition     = aws_vpc_endpoint.this.resource_configuration_arn == "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
    error_message = "The endpoint leads to ${aws_vpc_endpoint.this.resource_configuration_arn}."
  }

  assert {
    condition     = aws_vpc_endpoint.this.private_dns_enabled == true
    error_message = "Clients cannot keep the database's own name."
  }

  assert {
    condition     = aws_vpc_endpoint.this.ip_address_type == "ipv4"
    error_message = "The endpoint has addresses of type ${aws_vpc_endpoint.this.ip_address_type}."
  }

  assert {
    condition     = aws_vpc_endpoint.this.security_group_ids == toset([aws_security_group.endpoint.id])
    error_message = "The endpoint carries another group than its own."
  }

  assert {
    condition     = aws_vpc_endpoint.this.tags == tomap({ Name = "orders" })
    error_message = "The endpoint has the tags ${jsonencode(aws_vpc_endpoint.this.tags)}."
  }
}

run "the_endpoint_is_replaced_for_what_aws_cannot_change" {
  assert {
    condition     = jsonencode(terraform_data.endpoint_placement.input.subnetIds) == jsonencode(["subnet-c", "subnet-d"])
    error_message = "The endpoint does not follow its subnets, whatever their order."
  }

  assert {
    condition     = terraform_data.endpoint_placement.input.privateDns == true && terraform_data.endpoint_placement.input.ipAddressType == "ipv4"
    error_message = "The endpoint does not follow its DNS or its address type."
  }
}

run "clients_reach_the_endpoint_and_nobody_else_does" {
  assert {
    condition     = aws_security_group.endpoint.vpc_id == "vpc-0fedcba9876543210" && aws_security_group.endpoint.name_prefix == "orders-endpoint-"
    error_message = "The endpoint's group is ${aws_security_group.endpoint.name_prefix} in ${aws_security_group.endpoint.vpc_id}."
  }

  assert {
    condition     = keys(aws_vpc_security_group_egress_rule.client_to_endpoint) == ["application"] && keys(aws_vpc_security_group_ingress_rule.endpoint_from_client) == ["application"]
    error_message = "There is not one rule at each end for the one group of clients."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.client_to_endpoint["application"].security_group_id == "sg-0fedcba9876543210" &&
      aws_vpc_security_group_egress_rule.client_to_endpoint["application"].referenced_security_group_id == aws_security_group.endpoint.id
    )
    error_message = "The egress rule is not one from the clients' group to the endpoint's."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.endpoint_from_client["application"].security_group_id == aws_security_group.endpoint.id &&
      aws_vpc_security_group_ingress_rule.endpoint_from_client["application"].referenced_security_group_id == "sg-0fedcba9876543210"
    )
    error_message = "The ingress rule is not one of the endpoint's group for the clients'."
  }

  assert {
    condition = alltrue([
      for rule in [aws_vpc_security_group_egress_rule.client_to_endpoint["application"], aws_vpc_security_group_ingress_rule.endpoint_from_client["application"]] :
      rule.ip_protocol == "tcp" && rule.from_port == 3306 && rule.to_port == 3306
    ])
    error_message = "The rules are for something else than TCP port 3306."
  }
}

run "no_share_is_accepted" {
  assert {
    condition     = length(aws_ram_resource_share_accepter.this) == 0
    error_message = "A share is accepted that nobody named."
  }
}

run "it_tells_the_names_that_aws_told" {
  assert {
    condition     = data.aws_vpc_endpoint_associations.this.vpc_endpoint_id == aws_vpc_endpoint.this.id
    error_message = "The names are those of another endpoint."
  }

  assert {
    condition     = output.connect_name == "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
    error_message = "connect_name is ${output.connect_name}."
  }

  assert {
    condition     = jsonencode(output.private_dns_names) == jsonencode(["orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"])
    error_message = "private_dns_names are ${jsonencode(output.private_dns_names)}."
  }

  assert {
    condition     = jsonencode(output.dns_names) == jsonencode(["vpce-0123456789abcdef0-snra-0123456789abcdef0.rcfg-0123456789abcdef0.vpc-lattice-rsc.eu-central-1.on.aws"])
    error_message = "dns_names are ${jsonencode(output.dns_names)}."
  }

  assert {
    condition     = output.vpc_endpoint_id == aws_vpc_endpoint.this.id && output.endpoint_security_group_id == aws_security_group.endpoint.id
    error_message = "The ids are ${output.vpc_endpoint_id} and ${output.endpoint_security_group_id}."
  }
}
