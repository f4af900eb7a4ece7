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
  vpc                        = { id = "vpc-0123456789abcdef0" }
  gateway_subnets = [
    { id = "subnet-b", availability_zone_id = "euc1-az3", cidr_block = "10.10.2.0/27" },
    { id = "subnet-a", availability_zone_id = "euc1-az1", cidr_block = "10.10.1.0/27" },
  ]
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
