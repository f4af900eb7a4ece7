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

variable "image_versions" {
  type        = object({ billing = string, orders = string })
  description = "Tags of the images in their repositories."
  default     = { billing = "1.0.0", orders = "1.0.0" }
}
