/** What every record has: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
const OF_ANY_API = {
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  protocol: "$context.protocol",
  status: "$context.status",
  responseLength: "$context.responseLength",
  sourceIp: "$context.identity.sourceIp",
  userAgent: "$context.identity.userAgent",
  caller: "$context.identity.userArn",
  // What API Gateway itself says is wrong, and what the way to the backend ended in.
  error: "$context.error.message",
  errorType: "$context.error.responseType",
  integrationStatus: "$context.integrationStatus",
  integrationError: "$context.integrationErrorMessage",
  integrationLatency: "$context.integrationLatency",
  responseLatency: "$context.responseLatency",
};

/** The record of a request to a REST API, as one line of JSON. */
export const REST_ACCESS_LOG_FORMAT: string = JSON.stringify({
  ...OF_ANY_API,
  extendedRequestId: "$context.extendedRequestId",
  resourcePath: "$context.resourcePath",
  integrationError: "$context.integration.error",
  authorizeError: "$context.authorize.error",
  authorizerError: "$context.authorizer.error",
  wafError: "$context.waf.error",
});

/** The record of a request to an HTTP API, as one line of JSON. */
export const HTTP_ACCESS_LOG_FORMAT: string = JSON.stringify({
  ...OF_ANY_API,
  routeKey: "$context.routeKey",
  authorizerError: "$context.authorizer.error",
});
