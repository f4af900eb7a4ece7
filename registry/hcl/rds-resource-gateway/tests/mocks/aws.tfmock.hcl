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
