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

variable "image_version" {
  type        = string
  description = "Tag of the image in the repository. Make the repository and push the image before the first tasks start."
  default     = "1.0.0"
}
