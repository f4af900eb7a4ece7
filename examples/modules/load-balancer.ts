import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments";
import {
  ApplicationLoadBalancer,
  ApplicationProtocol,
  HealthCheck,
  NetworkLoadBalancer,
} from "../../modules/load-balancer";
import { Addresses, allowConnection } from "../../modules/security";
import { ServiceStack } from "./service-stack";

/** A Network and an Application Load Balancer before one service. */
export class LoadBalancerExample extends ServiceStack {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id, environment);
    const orders = this.service("orders", { web: { image: this.image, port: 8000 } });
    const subnets = this.network.subnetGroup("load-balancer");

    const network = new NetworkLoadBalancer(this, "network-balancer", { name: "orders", subnets });
    network.listen("http", {
      target: orders.container("web"),
      healthCheck: HealthCheck.http("/health"),
    });
    const application = new ApplicationLoadBalancer(this, "application-balancer", { name: "shop", subnets });
    application.listen("http", {
      protocol: ApplicationProtocol.http(),
      target: orders.container("web"),
      healthCheck: HealthCheck.http("/health"),
    });
    for (const { securityGroup } of [network, application]) {
      allowConnection({ from: Addresses.ofNetwork(this.network), to: securityGroup, port: 80 });
    }
    new TerraformOutput(this, "name", { value: network.dnsName });
  }
}
