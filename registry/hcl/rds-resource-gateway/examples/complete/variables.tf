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

variable "log_kms_key_arn" {
  type        = string
  description = "ARN of a KMS key of the Region, whose policy admits CloudWatch Logs. Null for the encryption of CloudWatch itself."
  default     = null
}

variable "share_with" {
  type        = map(string)
  description = "Account ids, or ARNs of organizational units or of the organization, by any name."
  default     = {}
}

variable "share_outside_organization" {
  type        = bool
  description = "Whether accounts outside the organization are among them."
  default     = false
}
