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
  description = "Tag of the image in the repository, or its digest."
  default     = "1.4.2"
}

variable "kms_key_arn" {
  type        = string
  description = "ARN of a KMS key of the Region for secret and log, whose policy admits CloudWatch Logs. Null for the encryption of AWS itself."
  default     = null
}

variable "permissions_boundary_arn" {
  type        = string
  description = "ARN of a policy that bounds what the roles can ever do. Null for none."
  default     = null
}
