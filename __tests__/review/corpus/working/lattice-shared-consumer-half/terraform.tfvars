resource_share_arn         = "arn:aws:ram:eu-central-1:111122223333:resource-share/0f8f1e2d-3c4b-4a59-8687-7a6b5c4d3e2f"
resource_configuration_arn = "arn:aws:vpc-lattice:eu-central-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0"
ami                        = "ami-0123456789abcdef0"

database = {
  host = "accounts.c0ffee123456.eu-central-1.rds.amazonaws.com"
  port = 1433
}
