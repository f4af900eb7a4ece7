# What each choice changes. No credentials and no network.

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
  gateway_subnets            = [{ id = "subnet-a" }, { id = "subnet-b" }]
}

run "an_aurora_cluster_has_its_name_in_endpoint" {
  command = plan

  variables {
    database = {
      arn      = "arn:aws:rds:eu-central-1:111122223333:cluster:orders"
      port     = 5432
      endpoint = "orders.cluster-abcdefghijkl.eu-central-1.rds.amazonaws.com"
    }
  }

  assert {
    condition     = output.host_name == "orders.cluster-abcdefghijkl.eu-central-1.rds.amazonaws.com"
    error_message = "host_name is ${output.host_name}."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.resource_configuration_definition[0].arn_resource[0].arn == "arn:aws:rds:eu-central-1:111122223333:cluster:orders"
    error_message = "The configuration names something else."
  }

  assert {
    condition     = aws_vpc_security_group_ingress_rule.database_from_gateway.from_port == 5432 && aws_vpc_security_group_egress_rule.gateway_to_database.to_port == 5432
    error_message = "The rules are for another port than the cluster's."
  }
}

run "an_instance_keeps_its_address_and_not_its_endpoint_with_the_port" {
  command = plan

  variables {
    database = {
      arn      = "arn:aws:rds:eu-central-1:111122223333:db:orders"
      port     = 3306
      address  = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
      endpoint = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com:3306"
    }
  }

  assert {
    condition     = output.host_name == "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com"
    error_message = "host_name is ${output.host_name}."
  }
}

run "one_zone_is_taken_if_it_is_accepted" {
  command = plan

  variables {
    gateway_subnets   = [{ id = "subnet-a" }]
    allow_single_zone = true
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.subnet_ids == toset(["subnet-a"])
    error_message = "The gateway is in ${join(", ", aws_vpclattice_resource_gateway.this.subnet_ids)}."
  }
}

run "the_address_type_is_what_aws_calls_it" {
  command = plan

  variables {
    gateway_ip_address_type = "dualstack"
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.ip_address_type == "DUALSTACK"
    error_message = "The gateway has addresses of type ${aws_vpclattice_resource_gateway.this.ip_address_type}."
  }
}

run "service_networks_are_let_in_if_they_are_wanted" {
  command = plan

  variables {
    allow_service_networks = true
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.allow_association_to_shareable_service_network == true
    error_message = "Service networks cannot take the database in."
  }
}

run "without_logs_there_is_none" {
  command = plan

  variables {
    create_log_group = false
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access_logs) + length(aws_vpclattice_access_log_subscription.log_group) + length(aws_vpclattice_access_log_subscription.destination) == 0
    error_message = "There is a log."
  }

  assert {
    condition     = output.log_group_name == null
    error_message = "There is the name of a log group."
  }
}

run "a_log_group_is_as_long_and_as_secret_as_it_is_wanted" {
  command = plan

  variables {
    log_retention_in_days = 365
    log_kms_key_arn       = "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].retention_in_days == 365
    error_message = "The log group keeps records for ${aws_cloudwatch_log_group.access_logs[0].retention_in_days} days."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].kms_key_id == "arn:aws:kms:eu-central-1:111122223333:key/12345678-1234-1234-1234-123456789012"
    error_message = "The log group has another key."
  }
}

run "own_destinations_take_the_place_of_the_log_group" {
  variables {
    create_log_group = false
    access_log_destinations = {
      log_group       = "arn:aws:logs:eu-central-1:111122223333:log-group:/central/access:*"
      bucket          = "arn:aws:s3:::orders-access-logs"
      delivery_stream = "arn:aws:firehose:eu-central-1:111122223333:deliverystream/orders"
    }
  }

  assert {
    condition = { for kind, subscription in aws_vpclattice_access_log_subscription.destination : kind => subscription.destination_arn } == {
      log_group       = "arn:aws:logs:eu-central-1:111122223333:log-group:/central/access:*"
      bucket          = "arn:aws:s3:::orders-access-logs"
      delivery_stream = "arn:aws:firehose:eu-central-1:111122223333:deliverystream/orders"
    }
    error_message = "The records go elsewhere."
  }

  assert {
    condition     = alltrue([for subscription in aws_vpclattice_access_log_subscription.destination : subscription.resource_identifier == aws_vpclattice_resource_configuration.this.arn])
    error_message = "Connections to something else are recorded."
  }

  assert {
    condition     = length(aws_cloudwatch_log_group.access_logs) == 0
    error_message = "There is a log group that nobody wanted."
  }
}

run "a_bucket_can_stand_beside_the_log_group" {
  command = plan

  variables {
    access_log_destinations = { bucket = "arn:aws:s3:::orders-access-logs" }
  }

  assert {
    condition     = length(aws_vpclattice_access_log_subscription.log_group) == 1 && keys(aws_vpclattice_access_log_subscription.destination) == ["bucket"]
    error_message = "The records do not go to both."
  }
}

run "it_is_shared_with_each_that_is_named" {
  variables {
    share_with = {
      reporting = "444455556666"
      teams     = "arn:aws:organizations::111122223333:ou/o-abcdefghij/ou-ab12-abcdefgh"
      everybody = "arn:aws:organizations::111122223333:organization/o-abcdefghij"
    }
  }

  assert {
    condition     = aws_ram_resource_share.this[0].name == "orders" && aws_ram_resource_share.this[0].allow_external_principals == false
    error_message = "The share is ${aws_ram_resource_share.this[0].name}, and takes accounts outside the organization."
  }

  assert {
    condition     = aws_ram_resource_association.this[0].resource_arn == aws_vpclattice_resource_configuration.this.arn
    error_message = "Something else is shared."
  }

  assert {
    condition     = aws_ram_resource_association.this[0].resource_share_arn == aws_ram_resource_share.this[0].arn
    error_message = "The configuration is in another share."
  }

  assert {
    condition     = tomap({ for name, association in aws_ram_principal_association.this : name => association.principal }) == var.share_with
    error_message = "It is shared with others."
  }

  assert {
    condition     = alltrue([for association in aws_ram_principal_association.this : association.resource_share_arn == aws_ram_resource_share.this[0].arn])
    error_message = "A principal is in another share."
  }

  assert {
    condition     = output.resource_share_arn == aws_ram_resource_share.this[0].arn
    error_message = "resource_share_arn is ${output.resource_share_arn}."
  }
}

run "it_is_shared_outside_the_organization_if_that_is_said" {
  command = plan

  variables {
    share_with                 = { partner = "777788889999" }
    share_outside_organization = true
  }

  assert {
    condition     = aws_ram_resource_share.this[0].allow_external_principals == true
    error_message = "An account outside the organization cannot be in the share."
  }
}

run "tags_are_on_everything_and_leave_name_alone" {
  command = plan

  variables {
    tags       = { CostCenter = "orders-team", Name = "mine" }
    share_with = { reporting = "444455556666" }
  }

  assert {
    condition     = aws_vpclattice_resource_gateway.this.tags == tomap({ CostCenter = "orders-team", Name = "orders" })
    error_message = "The gateway has the tags ${jsonencode(aws_vpclattice_resource_gateway.this.tags)}."
  }

  assert {
    condition     = aws_vpclattice_resource_configuration.this.tags == tomap({ CostCenter = "orders-team", Name = "orders" })
    error_message = "The configuration has the tags ${jsonencode(aws_vpclattice_resource_configuration.this.tags)}."
  }

  assert {
    condition     = aws_security_group.gateway.tags == tomap({ CostCenter = "orders-team", Name = "orders-gateway" })
    error_message = "The gateway's group has the tags ${jsonencode(aws_security_group.gateway.tags)}."
  }

  assert {
    condition     = aws_cloudwatch_log_group.access_logs[0].tags == tomap({ CostCenter = "orders-team", Name = "/aws/vendedlogs/vpc-lattice/orders" })
    error_message = "The log group has the tags ${jsonencode(aws_cloudwatch_log_group.access_logs[0].tags)}."
  }

  assert {
    condition     = aws_ram_resource_share.this[0].tags["CostCenter"] == "orders-team" && aws_vpclattice_access_log_subscription.log_group[0].tags["CostCenter"] == "orders-team"
    error_message = "The share or the access log has no tags."
  }
}
