variable "region" {
  type        = string
  description = "Region of the database."
  default     = "eu-central-1"
}

variable "availability_zone_ids" {
  type        = list(string)
  description = "Ids of at least two Availability Zones of the Region in which VPC Lattice works. It does not in euc1-az2."
  default     = ["euc1-az1", "euc1-az3"]
}
