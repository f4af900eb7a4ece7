terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = var.region
}

module "network" {
  source = "./modules/network"
  name   = var.name
  cidr   = var.cidr
  zones  = var.zones
}

module "endpoints" {
  source          = "./modules/endpoints"
  vpc_id          = module.network.vpc_id
  subnet_ids      = module.network.private_subnet_ids
  route_table_ids = module.network.private_route_table_ids

  services = {
    "ecr.api"      = { private_dns = true }
    "ecr.dkr"      = { private_dns = true }
    logs           = { private_dns = true }
    secretsmanager = { private_dns = true }
    ssmmessages    = {}
    s3             = { type = "Gateway" }
  }

  client_security_group_ids = { catalog = module.catalog.security_group_id }
}

resource "aws_ecs_cluster" "this" {
  name = var.name
}

module "catalog" {
  source     = "./modules/service"
  name       = "catalog"
  cluster_id = aws_ecs_cluster.this.id
  vpc_id     = module.network.vpc_id
  subnet_ids = module.network.private_subnet_ids
  image      = var.image
  port       = 8443
  secrets    = { DATABASE_PASSWORD = aws_secretsmanager_secret.password.arn }
  exec       = true

  endpoint_security_group_id = module.endpoints.security_group_id
  s3_prefix_list_id          = module.endpoints.prefix_list_ids["s3"]

  load_balancer = {
    target_group_arn  = aws_lb_target_group.catalog.arn
    security_group_id = aws_security_group.nlb.id
  }

  depends_on = [aws_lb_listener.catalog]
}

resource "aws_secretsmanager_secret" "password" {
  name = "${var.name}/password"
}

resource "aws_security_group" "nlb" {
  name   = "${var.name}-nlb"
  vpc_id = module.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "nlb" {
  security_group_id            = aws_security_group.nlb.id
  referenced_security_group_id = module.catalog.security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 8443
  to_port                      = 8443
}

resource "aws_lb" "this" {
  name                                                         = var.name
  load_balancer_type                                           = "network"
  internal                                                     = true
  subnets                                                      = module.network.private_subnet_ids
  security_groups                                              = [aws_security_group.nlb.id]
  enforce_security_group_inbound_rules_on_private_link_traffic = "off"
}

resource "aws_lb_target_group" "catalog" {
  name        = "${var.name}-catalog"
  vpc_id      = module.network.vpc_id
  target_type = "ip"
  port        = 8443
  protocol    = "TCP"
}

resource "aws_lb_listener" "catalog" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "TCP"

  default_action {
    type = "forward"

    forward {
      target_group {
        arn = aws_lb_target_group.catalog.arn
      }
    }
  }
}

resource "aws_api_gateway_vpc_link" "this" {
  name        = var.name
  target_arns = [aws_lb.this.arn]
}

resource "aws_api_gateway_rest_api" "this" {
  name = var.name
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = var.name, version = "1" }
    paths = {
      "/{proxy+}" = {
        x-amazon-apigateway-any-method = {
          parameters = [{ name = "proxy", in = "path", required = true, schema = { type = "string" } }]
          x-amazon-apigateway-integration = {
            type              = "http_proxy"
            httpMethod        = "ANY"
            uri               = "http://${aws_lb.this.dns_name}/{proxy}"
            connectionType    = "VPC_LINK"
            connectionId      = aws_api_gateway_vpc_link.this.id
            requestParameters = { "integration.request.path.proxy" = "method.request.path.proxy" }
          }
        }
      }
    }
  })
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  triggers    = { body = sha1(aws_api_gateway_rest_api.this.body) }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "this" {
  rest_api_id   = aws_api_gateway_rest_api.this.id
  deployment_id = aws_api_gateway_deployment.this.id
  stage_name    = "prod"
}
