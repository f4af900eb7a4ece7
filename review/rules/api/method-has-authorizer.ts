import { isSet, textArgument } from "../../load-balancer/argument";
import { broken } from "../../verdict";
import type { ResourceRule } from "../rule";

const NEEDING: Readonly<Record<string, { readonly argument: string; readonly types: readonly string[] }>> = {
  aws_api_gateway_method: { argument: "authorization", types: ["CUSTOM", "COGNITO_USER_POOLS"] },
  aws_apigatewayv2_route: { argument: "authorization_type", types: ["CUSTOM", "JWT"] },
};

/** https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html */
export const methodHasAuthorizer: ResourceRule = {
  id: "API-06",
  title: "A method that an authorizer decides on names it",
  types: Object.keys(NEEDING),
  check: (method) => {
    const { argument = "", types = [] } = NEEDING[method.type] ?? {};
    const kind = textArgument(method, argument);
    if (typeof kind !== "string" || !types.includes(kind) || isSet(method.get("authorizer_id")))
      return undefined;
    return broken({
      at: method,
      found: `${method.address} has ${argument} ${kind} and no authorizer_id`,
      needed: "the id of an authorizer",
      why: "AWS refuses a method whose authorizer is missing.",
      fix: `authorizer_id = ${method.type === "aws_api_gateway_method" ? "aws_api_gateway_authorizer" : "aws_apigatewayv2_authorizer"}.example.id`,
    });
  },
};
