mock_data "aws_region" {
  defaults = {
    id   = "eu-central-1"
    name = "eu-central-1"
  }
}

mock_resource "aws_lb" {
  defaults = {
    arn      = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/orders/0123456789abcdef"
    dns_name = "orders-0123456789abcdef.elb.eu-central-1.amazonaws.com"
  }
}

mock_resource "aws_lb_target_group" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/orders/0123456789abcdef"
  }
}

mock_resource "aws_lb_listener" {
  defaults = {
    arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/net/orders/0123456789abcdef/0123456789abcdef"
  }
}

mock_resource "aws_cloudwatch_log_group" {
  defaults = {
    arn = "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/apigateway/rest/orders"
  }
}

mock_resource "aws_api_gateway_rest_api" {
  defaults = {
    execution_arn    = "arn:aws:execute-api:eu-central-1:111122223333:a1b2c3d4e5"
    root_resource_id = "root123456"
  }
}

mock_resource "aws_api_gateway_stage" {
  defaults = {
    arn        = "arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5/stages/prod"
    invoke_url = "https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod"
  }
}
