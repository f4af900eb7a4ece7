import { ApiEndpoint, Authorization, HttpApi, PrivateIntegrationApi, RestLogs } from "../../modules/api";
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HealthCheck,
  NetworkProtocol,
} from "../../modules/load-balancer";
import { CERTIFICATE, target } from "../load-balancer/fixtures";
import type { TestStack } from "../synthesis";
import { networkListener, restApi, there, WEB_ACL } from "./fixtures";

/** Never called: the type check is the test. Each line with an error expected would be an error itself if there was none. */
export function notExpressible(stack: TestStack): void {
  const { port } = networkListener(stack);
  const backend = { target: target(stack, there), subnets: there.subnetGroup("main") };
  const balancer = new ApplicationLoadBalancer(stack, "balancer", { name: "a", subnets: backend.subnets });
  const listener = balancer.listen("listener", {
    target: backend.target,
    protocol: ApplicationProtocol.http(port),
    healthCheck: HealthCheck.http("/"),
  });
  // @ts-expect-error TLS needs the name that the certificate is made out to.
  NetworkProtocol.tls({ certificateArn: CERTIFICATE });
  // @ts-expect-error A VPC link of the first kind leads to no Application Load Balancer.
  new PrivateIntegrationApi(stack, "api", { name: "api", listener });
  // @ts-expect-error An API leads to a listener, or makes one for a target.
  new PrivateIntegrationApi(stack, "api", { name: "api", listener: networkListener(stack), ...backend });
  // @ts-expect-error Logs need to know that the account has a role for them.
  RestLogs.on();
  // @ts-expect-error A private API has no custom domain.
  ApiEndpoint.private({ vpcEndpoints: [], domain: {} });
  const jwt = Authorization.jwt({ issuer: "https://issuer.example.com", audience: ["orders"] });
  // @ts-expect-error A REST API knows no JWT.
  restApi(stack, { authorization: jwt });
  // @ts-expect-error An HTTP API has no web ACL.
  new HttpApi(stack, "api", { name: "api", listener, webAclArn: WEB_ACL });
  // @ts-expect-error An HTTP API knows no API keys.
  new HttpApi(stack, "api", { name: "api", listener, authorization: Authorization.apiKey() });
  // @ts-expect-error A method is one of HTTP's, in capitals.
  restApi(stack, { routes: [{ path: "/", method: "get" }] });
}
