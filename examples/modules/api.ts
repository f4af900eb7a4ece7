import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import { ApiGatewayLogging, Authorization, PrivateIntegrationApi, RestLogs } from "../../modules/api";
import { ServiceStack } from "./service-stack";

/** A REST API that leads to a service. */
export class ApiExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const orders = this.service("orders", { web: { image: this.image, port: 8000 } });
    const api = new PrivateIntegrationApi(this, "api", {
      name: "orders",
      target: orders.container("web"),
      subnets: this.network.subnetGroup("load-balancer"),
      authorization: Authorization.iam(),
      throttling: { requestsPerSecond: 100, burst: 200 },
      logs: RestLogs.on(ApiGatewayLogging.existing()),
    });
    new TerraformOutput(this, "url", { value: api.invokeUrl });
  }
}
