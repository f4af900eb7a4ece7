variable "region" {
  type        = string
  description = "Region of everything."
  default     = "eu-central-1"
}

variable "availability_zone_ids" {
  type        = list(string)
  description = "Ids of at least two Availability Zones of the Region."
  default     = ["euc1-az1", "euc1-az3"]
}
