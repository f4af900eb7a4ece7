import type { TerraformStack } from "cdktf";
import { ApiEndpoint, Authorization, PrivateIntegrationApi } from "../../../modules/api";
import { NetworkProtocol } from "../../../modules/load-balancer";
import { type Mistakes, service, vpc } from "./mistake";

const api = (stack: TerraformStack, differing: object) =>
  new PrivateIntegrationApi(stack, "api", {
    name: "orders",
    target: service(stack).container("web"),
    subnets: vpc("app").subnetGroup("main"),
    ...differing,
  });

export const API_MISTAKES: Mistakes = {
  "A port that API Gateway does not connect to": (stack) => api(stack, { protocol: NetworkProtocol.tcp(25) }),
  "API keys without a plan": (stack) => api(stack, { authorization: Authorization.apiKey() }),
  "A private API without an endpoint": (stack) =>
    api(stack, { endpoint: ApiEndpoint.private({ vpcEndpoints: [] }) }),
};
