export const REST_API = "aws_api_gateway_rest_api";
export const HTTP_API = "aws_apigatewayv2_api";
/** VPC links V1 are PrivateLink to a Network Load Balancer; those V2 are network interfaces in subnets. */
export const LINK_V1 = "aws_api_gateway_vpc_link";
export const LINK_V2 = "aws_apigatewayv2_vpc_link";
export const STAGE = "aws_api_gateway_stage";
export const DEPLOYMENT = "aws_api_gateway_deployment";
