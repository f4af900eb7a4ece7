# What the module makes of the least that it takes, address by address. No credentials and no network.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name = "orders"
  database = {
    arn     = "arn:aws:rds:eu-central-1:111122223333:db:orders"
    port    = 3306
    address = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
  }
  database_security_group_id = "sg-0123456789abcdef0"
  database_vpc               = { id = "vpc-0123456789abcdef0" }
  gateway_subnets = [
    { id = "subnet-b", availability_zone_id = "euc1-az3", cidr_block = "10.10.2.0/27" },
    { id = "subnet-a", availability_zone_id = "euc1-az1", cidr_block = "10.10.1.0/27" },
  ]

  client_vpc = {
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

run "the_gateway_is_in_the_vpc_of_the_database" {
  assert {
    condition     = aws_vpclattice_resource_gateway.this.vpc_id == "vpc-0123456789abcdef0"
    error_message = "The gateway is in ${aws_vpclattice_resource_gateway.this.vpc_id}."
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.subnet_ids == toset(["subnet-a", "subnet-b"])
    error_message = "The gateway is in ${join(", ", aws_vpclattice_resource_gateway.this.subnet_ids)}."
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.ip_address_type == "IPV4"
    error_message = "The gateway has addresses of type ${aws_vpclattice_resource_gateway.this.ip_address_type}."
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.security_group_ids == toset([aws_security_group.gateway.id])
    error_message = "The gateway carries another group than its own."
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.name == "orders-${substr(terraform_data.gateway_name.id, 0, 8)}"
    error_message = "The gateway is named ${aws_vpclattice_resource_gateway.this.name}: without an end of its own it cannot be replaced."
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.tags == tomap({ Name = "orders" })
    error_message = "The gateway has the tags ${jsonencode(aws_vpclattice_resource_gateway.this.tags)}."
  }
}

run "a_new_gateway_gets_a_new_name_for_what_aws_cannot_change" {
  assert {
    condition     = terraform_data.gateway_name.triggers_replace.vpc == "vpc-0123456789abcdef0"
    error_message = "The gateway's name does not follow its VPC."
  }

  assert {
    condition     = jsonencode(terraform_data.gateway_name.triggers_replace.subnets) == jsonencode(["subnet-a", "subnet-b"])
    error_message = "The gateway's name does not follow its subnets, whatever their order."
  }

  assert {
    condition     = terraform_data.gateway_name.triggers_replace.ipAddressType == "ipv4"
    error_message = "The gateway's name does not follow its address type."
  }

  assert {
    condition     = terraform_data.configuration_name.triggers_replace.gateway == aws_vpclattice_resource_gateway.this.id
    error_message = "The configuration's name does not follow the gateway."
  }

  assert {
    condition     = terraform_data.configuration_name.triggers_replace.definition.arn == var.database.arn
    error_message = "The configuration's name does not follow the database."
  }
}

run "the_configuration_names_the_database_by_its_arn" {
  assert {
    condition     = aws_vpclattice_resource_configuration.this.type == "ARN"
    error_message = "The configuration is of type ${aws_vpclattice_resource_configuration.this.type}."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.resource_configuration_definition[0].arn_resource[0].arn == "arn:aws:rds:eu-central-1:111122223333:db:orders"
    error_message = "The configuration names something else."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.resource_gateway_identifier == aws_vpclattice_resource_gateway.this.id
    error_message = "The configuration leads through another gateway."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.allow_association_to_shareable_service_network == false
    error_message = "Service networks that may be shared can take the database in."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.name == "orders-${substr(terraform_data.configuration_name.id, 0, 8)}"
    error_message = "The configuration is named ${aws_vpclattice_resource_configuration.this.name}."
  }
}

run "the_gateway_reaches_the_database_and_nothing_else" {
  assert {
    condition     = aws_security_group.gateway.vpc_id == "vpc-0123456789abcdef0"
    error_message = "The gateway's group is in ${aws_security_group.gateway.vpc_id}."
  }

  assert {
    condition     = aws_security_group.gateway.name_prefix == "orders-gateway-"
    error_message = "The gateway's group is named ${aws_security_group.gateway.name_prefix}."
  }

  assert {
    condition = (
      aws_vpc_security_group_egress_rule.gateway_to_database.security_group_id == aws_security_group.gateway.id &&
      aws_vpc_security_group_egress_rule.gateway_to_database.referenced_security_group_id == "sg-0123456789abcdef0"
    )
    error_message = "The egress rule is not one from the gateway's group to the database's."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.database_from_gateway.security_group_id == "sg-0123456789abcdef0" &&
      aws_vpc_security_group_ingress_rule.database_from_gateway.referenced_security_group_id == aws_security_group.gateway.id
    )
    error_message = "The ingress rule is not one of the database's group for the gateway's."
  }

  assert {
    condition = alltrue([
      for rule in [aws_vpc_security_group_egress_rule.gateway_to_database, aws_vpc_security_group_ingress_rule.database_from_gateway] :
      rule.ip_protocol == "tcp" && rule.from_port == 3306 && rule.to_port == 3306
    ])
    error_message = "The rules are for something else than TCP port 3306."
  }
}

run "every_connection_is_recorded_in_a_log_group" {
  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].name == "/aws/vendedlogs/vpc-lattice/orders"
    error_message = "The log group is named ${aws_cloudwatch_log_group.access_logs[0].name}."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].retention_in_days == 30
    error_message = "The log group keeps records for ${aws_cloudwatch_log_group.access_logs[0].retention_in_days} days."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].kms_key_id == null
    error_message = "The log group has a key that nobody gave."
  }

  assert {
    condition     = aws_vpclattice_access_log_subscription.log_group[0].resource_identifier == aws_vpclattice_resource_configuration.this.arn
    error_message = "Connections to something else are recorded."
  }

  assert {
    condition     = aws_vpclattice_access_log_subscription.log_group[0].destination_arn == aws_cloudwatch_log_group.access_logs[0].arn
    error_message = "The records go to ${aws_vpclattice_access_log_subscription.log_group[0].destination_arn}."
  }

  assert {
    condition     = length(aws_vpclattice_access_log_subscription.destination) == 0
    error_message = "The records go to destinations that nobody gave."
  }
}

run "it_is_shared_with_nobody" {
  assert {
    condition     = length(aws_ram_resource_share.this) + length(aws_ram_resource_association.this) + length(aws_ram_principal_association.this) == 0
    error_message = "There is a share."
  }

  assert {
    condition     = output.resource_share_arn == null
    error_message = "There is the ARN of a share."
  }
}

run "it_tells_what_clients_need" {
  assert {
    condition     = output.resource_configuration_arn == aws_vpclattice_resource_configuration.this.arn
    error_message = "resource_configuration_arn is ${output.resource_configuration_arn}."
  }

  assert {
    condition     = output.resource_configuration_id == aws_vpclattice_resource_configuration.this.id
    error_message = "resource_configuration_id is ${output.resource_configuration_id}."
  }

  assert {
    condition     = output.resource_gateway_id == aws_vpclattice_resource_gateway.this.id
    error_message = "resource_gateway_id is ${output.resource_gateway_id}."
  }

  assert {
    condition     = output.gateway_security_group_id == aws_security_group.gateway.id
    error_message = "gateway_security_group_id is ${output.gateway_security_group_id}."
  }

  assert {
    condition     = output.port == 3306 && output.host_name == "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
    error_message = "Port and host name are ${output.port} and ${output.host_name}."
  }

  assert {
    condition     = output.log_group_name == "/aws/vendedlogs/vpc-lattice/orders"
    error_message = "log_group_name is ${output.log_group_name}."
  }
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
    condition     = aws_vpc_endpoint.this.resource_configuration_arn == aws_vpclattice_resource_configuration.this.arn
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
    condition     = aws_vpc_endpoint.this.tags == tomap({ Name = "orders-client-side" })
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
