region = "eu-central-1"
name   = "catalog"
image  = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/catalog:7"
zones = {
  eu-central-1a = 0
  eu-central-1b = 1
  eu-central-1c = 2
}
