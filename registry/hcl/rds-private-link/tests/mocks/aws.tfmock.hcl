mock_data "aws_region" {
  defaults = {
    id   = "eu-central-1"
    name = "eu-central-1"
  }
}

mock_resource "aws_vpclattice_resource_configuration" {
  defaults = {
    arn = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/vpc-lattice/orders"
  }
}

mock_resource "aws_ram_resource_share" {
  defaults = {
    arn = "arn:aws:ram:eu-central-1:111122223333:resource-share/12345678-1234-1234-1234-123456789012"
  }
}

# What AWS tells a moment after the endpoint is made.
mock_data "aws_vpc_endpoint_associations" {
  defaults = {
    associations = [{
      associated_resource_accessibility = "Accessible"
      associated_resource_arn           = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
      dns_entry                         = [{ dns_name = "vpce-0123456789abcdef0-snra-0123456789abcdef0.rcfg-0123456789abcdef0.vpc-lattice-rsc.eu-central-1.on.aws", hosted_zone_id = "Z0123456789ABCDEFGHIJ" }]
      id                                = "vpce-rsc-asc-0123456789abcdef0"
      private_dns_entry                 = [{ dns_name = "orders.abcdefghijkl.eu-central-1.rds.amazonaws.com", hosted_zone_id = "Z0123456789ABCDEFGHIK" }]
      resource_configuration_group_arn  = ""
      service_network_arn               = ""
      service_network_name              = ""
      tags                              = {}
    }]
  }
}
