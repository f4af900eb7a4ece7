# What each choice changes. No credentials and no network. All runs apply: a plan that replaces the endpoint leaves it open whether AWS
# tells its names, and Terraform takes that for a failure.

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
  endpoint_subnets       = [{ id = "subnet-c" }, { id = "subnet-d" }]
  client_security_groups = { application = "sg-0fedcba9876543210" }
}

run "each_group_of_clients_has_its_two_rules" {
  variables {
    client_security_groups = {
      api    = "sg-0fedcba9876543211"
      worker = "sg-0fedcba9876543212"
    }
  }

  assert {
    condition     = tomap({ for name, rule in aws_vpc_security_group_egress_rule.client_to_endpoint : name => rule.security_group_id }) == var.client_security_groups
    error_message = "The egress rules are those of other groups."
  }

  assert {
    condition     = tomap({ for name, rule in aws_vpc_security_group_ingress_rule.endpoint_from_client : name => rule.referenced_security_group_id }) == var.client_security_groups
    error_message = "The ingress rules are for other groups."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_egress_rule.client_to_endpoint : rule.referenced_security_group_id == aws_security_group.endpoint.id])
    error_message = "Clients can go elsewhere than to the endpoint."
  }

  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.endpoint_from_client : rule.security_group_id == aws_security_group.endpoint.id])
    error_message = "Clients come in elsewhere than at the endpoint."
  }
}

run "one_zone_is_taken_if_it_is_accepted" {
  variables {
    endpoint_subnets  = [{ id = "subnet-c" }]
    allow_single_zone = true
  }

  assert {
    condition     = aws_vpc_endpoint.this.subnet_ids == toset(["subnet-c"])
    error_message = "The endpoint is in ${join(", ", aws_vpc_endpoint.this.subnet_ids)}."
  }
}

run "the_address_type_is_the_one_that_is_wanted" {
  variables {
    endpoint_ip_address_type = "dualstack"
  }

  assert {
    condition     = aws_vpc_endpoint.this.ip_address_type == "dualstack" && terraform_data.endpoint_placement.input.ipAddressType == "dualstack"
    error_message = "The endpoint has addresses of type ${aws_vpc_endpoint.this.ip_address_type}."
  }
}

run "without_private_dns_clients_use_the_name_that_aws_made" {
  variables {
    private_dns_enabled = false
    vpc = {
      id                   = "vpc-0fedcba9876543210"
      enable_dns_support   = true
      enable_dns_hostnames = false
    }
  }

  assert {
    condition     = aws_vpc_endpoint.this.private_dns_enabled == false && terraform_data.endpoint_placement.input.privateDns == false
    error_message = "Private DNS is on."
  }

  assert {
    condition     = output.connect_name == "vpce-0123456789abcdef0-snra-0123456789abcdef0.rcfg-0123456789abcdef0.vpc-lattice-rsc.eu-central-1.on.aws"
    error_message = "connect_name is ${output.connect_name}."
  }
}

run "a_share_of_another_account_is_accepted" {
  variables {
    accept_resource_share = true
    resource_share_arn    = "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  }

  assert {
    condition     = aws_ram_resource_share_accepter.this[0].share_arn == "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
    error_message = "The share ${aws_ram_resource_share_accepter.this[0].share_arn} is accepted."
  }
}

run "before_aws_has_told_the_names_that_is_said" {
  override_data {
    target = data.aws_vpc_endpoint_associations.this
    values = { associations = [] }
  }

  assert {
    condition     = output.connect_name == null && length(output.private_dns_names) == 0 && length(output.dns_names) == 0
    error_message = "There is a name: ${jsonencode([output.connect_name, output.private_dns_names, output.dns_names])}."
  }

  expect_failures = [check.endpoint_names_known]
}

run "tags_are_on_everything_and_leave_name_alone" {
  variables {
    tags = { CostCenter = "orders-team", Name = "mine" }
  }

  assert {
    condition     = aws_vpc_endpoint.this.tags == tomap({ CostCenter = "orders-team", Name = "orders" })
    error_message = "The endpoint has the tags ${jsonencode(aws_vpc_endpoint.this.tags)}."
  }

  assert {
    condition     = aws_security_group.endpoint.tags == tomap({ CostCenter = "orders-team", Name = "orders-endpoint" })
    error_message = "The endpoint's group has the tags ${jsonencode(aws_security_group.endpoint.tags)}."
  }
}
